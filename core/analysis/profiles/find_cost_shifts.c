#include "core/analysis/profiles/find_cost_shifts.h"

#include <math.h>

#include "core/analysis/profiles/net_shifts.h"
#include "core/analysis/profiles/tally.h"

/* A growth of which less than this is left has only moved. */
static const double left_over = 0.3;

static double growth_of(const struct change *change)
{
    return change->head - change->base;
}

static size_t collect(const struct tally *tally,
                      const struct profile_diff *diff, struct shift_item *items)
{
    size_t count = 0;
    for (size_t i = 0; i < diff->functions.count; i++) {
        struct profile_row *row = &diff->functions.items[i];
        uint32_t node = tally_find_function(tally, row->function);
        if (row->in_source && !row->is_test && node != MAP_NONE) {
            items[count++] = (struct shift_item){
                .query = { .node = node, .fold = FOLD_OWN },
                .change = &row->own,
            };
        }
    }
    return count;
}

static void find_shifts(const struct analysis *analysis,
                        const struct profile_diff *diff)
{
    const struct tally *tally = analysis->tallies[PROFILE_CPU];
    size_t rows = diff->functions.count;
    double *before = arena_array(analysis->arena, rows, sizeof(double));
    for (size_t i = 0; i < rows; i++) {
        before[i] = growth_of(&diff->functions.items[i].own);
    }
    struct shift_problem problem = {
        .analysis = analysis,
        .tally = tally,
        .items = arena_array(analysis->arena, rows, sizeof(struct shift_item)),
        .unit_value = (double)tally->profiles[0].profile->period,
    };
    problem.count = collect(tally, diff, problem.items);
    net_shifts(&problem);
    for (size_t i = 0; i < rows; i++) {
        struct profile_row *row = &diff->functions.items[i];
        if (row->own.moved_with != NULL && before[i] > 0 &&
            fabs(growth_of(&row->own)) < left_over * before[i]) {
            row->moved_from = row->own.moved_with;
        }
    }
}

void find_cost_shifts(struct analysis *analysis)
{
    const struct profile_diff_list *diffs = &analysis->comparison->profiles;
    for (size_t i = 0; i < diffs->count; i++) {
        if (diffs->items[i].kind == PROFILE_CPU) {
            find_shifts(analysis, &diffs->items[i]);
        }
    }
}
