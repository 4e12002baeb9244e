#include <math.h>

#include "core/analysis/operations.h"
#include "core/analysis/tally.h"

static void sum_operations(struct tally *tally, struct tally_group *group)
{
    group->base_operations = 0;
    group->head_operations = 0;
    for (size_t i = 0; i < tally->profile_count; i++) {
        *(tally->profiles[i].is_head ? &group->head_operations
                                     : &group->base_operations) +=
            group->operations[i];
    }
    tally->is_per_operation |=
        group->base_operations > 0 && group->head_operations > 0;
}

/* Whether the group's operations have the same proportions from profile to
 * profile as the reference's. */
static bool is_in_proportion(const struct tally *tally,
                             const struct tally_group *group,
                             const struct tally_group *reference)
{
    double factor = group->operations[0] / reference->operations[0];
    for (size_t i = 0; i < tally->profile_count; i++) {
        double expected = factor * reference->operations[i];
        if (!(fabs(group->operations[i] - expected) <= 1e-9 * expected)) {
            return false; /* also where one is unknown */
        }
    }
    return true;
}

/* Under -benchtime=Nx all benchmarks run as often in one run as in the next,
 * or all N times as often: then what stands under none can be compared. */
static void find_unassigned_operations(struct tally *tally)
{
    struct tally_group *unassigned = &tally->groups.items[0];
    for (size_t i = 0; i < tally->profile_count; i++) {
        unassigned->operations[i] = (double)NAN;
    }
    for (size_t g = 1; g < tally->groups.count; g++) {
        if (!is_in_proportion(tally, &tally->groups.items[g],
                              &tally->groups.items[1])) {
            return;
        }
    }
    for (size_t i = 0; tally->groups.count > 1 && i < tally->profile_count;
         i++) {
        unassigned->operations[i] = tally->groups.items[1].operations[i];
    }
}

void tally_find_operations(const struct analysis *analysis, struct tally *tally)
{
    for (size_t g = 0; g < tally->groups.count; g++) {
        struct tally_group *group = &tally->groups.items[g];
        group->operations =
            arena_array(analysis->arena, tally->profile_count, sizeof(double));
        for (size_t i = 0; i < tally->profile_count; i++) {
            const struct tally_profile *entry = &tally->profiles[i];
            const struct evidence_side *side = entry->is_head
                                                   ? &analysis->evidence->head
                                                   : &analysis->evidence->base;
            group->operations[i] =
                operations_of(analysis, side, entry->profile, group->benchmark);
        }
    }
    find_unassigned_operations(tally);
    for (size_t g = 0; g < tally->groups.count; g++) {
        sum_operations(tally, &tally->groups.items[g]);
    }
}
