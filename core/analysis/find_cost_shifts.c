#include "core/analysis/find_cost_shifts.h"

#include "core/analysis/carriers.h"
#include "core/analysis/tally.h"

/* The caller may keep this much of the growth and it still is a shift. */
static const double kept_growth = 0.3;
/* The function that shrank must give at least this much of it. */
static const double given_growth = 0.5;

static double growth(const struct change *change)
{
    return change->head - change->base;
}

/* The nearest caller in the repository or its tests, on the hottest stack. */
static const char *caller_of(const struct analysis *analysis,
                             const char *function)
{
    struct carrier_query query = { .kind = PROFILE_CPU,
                                   .value_type = "samples",
                                   .own_function = function };
    struct step_list stack = carriers_of(analysis, &query).stack;
    const char *caller = NULL;
    for (size_t i = 0; i < stack.count; i++) {
        if (stack.items[i].function == function) {
            break;
        }
        if (stack.items[i].in_source) {
            caller = stack.items[i].function;
        }
    }
    return caller;
}

static const struct profile_row *row_named(const struct profile_diff *diff,
                                           const char *function)
{
    for (size_t i = 0; i < diff->functions.count; i++) {
        if (diff->functions.items[i].function == function) {
            return &diff->functions.items[i];
        }
    }
    return NULL;
}

/* Whose own cost shrank most, under the same benchmark. */
static const struct profile_row *giver_of(const struct profile_diff *diff,
                                          const struct profile_row *grown)
{
    const struct profile_row *best = NULL;
    for (size_t i = 0; i < diff->functions.count; i++) {
        const struct profile_row *row = &diff->functions.items[i];
        if (row->in_source && row->benchmark == grown->benchmark &&
            (best == NULL || growth(&row->own) < growth(&best->own))) {
            best = row;
        }
    }
    bool gives = best != NULL &&
                 -growth(&best->own) >= given_growth * growth(&grown->own);
    return gives ? best : NULL;
}

static void check_row(const struct analysis *analysis,
                      const struct profile_diff *diff, struct profile_row *row)
{
    const struct profile_row *giver = giver_of(diff, row);
    const char *caller =
        giver != NULL ? caller_of(analysis, row->function) : NULL;
    const struct profile_row *above =
        caller != NULL ? row_named(diff, caller) : NULL;
    if (above != NULL &&
        growth(&above->cum) < kept_growth * growth(&row->own)) {
        row->moved_from = giver->function;
    }
}

void find_cost_shifts(struct analysis *analysis)
{
    struct profile_diff_list *diffs = &analysis->comparison->profiles;
    for (size_t i = 0; i < diffs->count; i++) {
        struct profile_diff *diff = &diffs->items[i];
        for (size_t j = 0;
             diff->kind == PROFILE_CPU && j < diff->functions.count; j++) {
            struct profile_row *row = &diff->functions.items[j];
            if (row->in_source && row->own.is_up) {
                check_row(analysis, diff, row);
            }
        }
    }
}
