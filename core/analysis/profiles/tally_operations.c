#include <math.h>
#include <string.h>

#include "core/analysis/profiles/operations.h"
#include "core/analysis/profiles/tally.h"

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

/* Whether the operations have the same proportions from profile to profile as
 * the reference's. */
static bool is_in_proportion(const struct tally *tally,
                             const double *operations, const double *reference)
{
    double factor = operations[0] / reference[0];
    for (size_t i = 0; i < tally->profile_count; i++) {
        double expected = factor * reference[i];
        if (!(fabs(operations[i] - expected) <= 1e-9 * expected)) {
            return false; /* also where one is unknown */
        }
    }
    return true;
}

static const struct evidence_side *side_of(const struct analysis *analysis,
                                           const struct tally_profile *entry)
{
    return entry->is_head ? &analysis->evidence->head
                          : &analysis->evidence->base;
}

static double *operations_under(const struct analysis *analysis,
                                const struct tally *tally,
                                const char *benchmark)
{
    double *operations =
        arena_array(analysis->arena, tally->profile_count, sizeof(double));
    for (size_t i = 0; i < tally->profile_count; i++) {
        const struct tally_profile *entry = &tally->profiles[i];
        operations[i] = operations_of(analysis, side_of(analysis, entry),
                                      entry->profile, benchmark);
    }
    return operations;
}

/* The benchmarks that ran under each profile; false when they differ. */
static bool find_ran(const struct analysis *analysis, const struct tally *tally,
                     struct benchmark_name_list *ran)
{
    for (size_t i = 0; i < tally->profile_count; i++) {
        const struct tally_profile *entry = &tally->profiles[i];
        struct benchmark_name_list names = { .items = NULL };
        operations_benchmarks(analysis, side_of(analysis, entry),
                              entry->profile, &names);
        if (i == 0) {
            *ran = names;
        } else if (names.count != ran->count ||
                   (names.count > 0 &&
                    memcmp(names.items, ran->items,
                           names.count * sizeof(*names.items)) != 0)) {
            return false;
        }
    }
    return true;
}

/*
 * Under -benchtime=Nx all benchmarks run as often in one run as in the next,
 * or all N times as often: then what stands under none can be compared. Those
 * that left no stack of their own count, too: the others may be theirs. NULL:
 * they differ.
 */
static const double *common_operations(const struct analysis *analysis,
                                       const struct tally *tally)
{
    struct benchmark_name_list names = { .items = NULL };
    const double *reference = NULL;
    if (!find_ran(analysis, tally, &names)) {
        return NULL;
    }
    for (size_t g = 1; g < tally->groups.count; g++) {
        *LIST_PUSH(analysis->arena, &names) = tally->groups.items[g].benchmark;
    }
    for (size_t i = 0; i < names.count; i++) {
        const double *operations =
            operations_under(analysis, tally, names.items[i]);
        reference = reference == NULL ? operations : reference;
        if (!is_in_proportion(tally, operations, reference)) {
            return NULL;
        }
    }
    return reference;
}

static void find_unassigned_operations(const struct analysis *analysis,
                                       struct tally *tally)
{
    struct tally_group *unassigned = &tally->groups.items[0];
    const double *common = common_operations(analysis, tally);
    for (size_t i = 0; i < tally->profile_count; i++) {
        unassigned->operations[i] = common != NULL ? common[i] : (double)NAN;
    }
}

void tally_find_operations(const struct analysis *analysis, struct tally *tally)
{
    for (size_t g = 0; g < tally->groups.count; g++) {
        struct tally_group *group = &tally->groups.items[g];
        group->operations = operations_under(analysis, tally, group->benchmark);
    }
    find_unassigned_operations(analysis, tally);
    for (size_t g = 0; g < tally->groups.count; g++) {
        sum_operations(tally, &tally->groups.items[g]);
    }
}
