#include "core/analysis/profiles/find_allocation_shifts.h"

#include "core/analysis/profiles/net_shifts.h"
#include "core/analysis/profiles/tally.h"

static void find_shifts(const struct analysis *analysis, size_t measure)
{
    const struct tally *tally = analysis->tallies[PROFILE_HEAP];
    const struct allocation_site_list *sites =
        &analysis->comparison->allocations;
    struct shift_problem problem = {
        .analysis = analysis,
        .tally = tally,
        .items = arena_array(analysis->arena, sites->count,
                             sizeof(struct shift_item)),
        .unit_value = 1,
    };
    for (size_t i = 0; i < sites->count; i++) {
        struct allocation_site *site = &sites->items[i];
        struct tally_query query = { .is_line = true,
                                     .node = tally_find_site(
                                         tally, site->function, site->location,
                                         site->is_only_base),
                                     .fold = FOLD_OWN,
                                     .measure = measure };
        if (!site->is_test) {
            problem.items[problem.count++] = (struct shift_item){
                .query = query,
                .change = measure == 0 ? &site->objects : &site->bytes,
                .shares_blocks = site->shares_blocks,
            };
        }
    }
    net_shifts(&problem);
}

void find_allocation_shifts(struct analysis *analysis)
{
    if (analysis->comparison->allocations.count > 0) {
        find_shifts(analysis, 0);
        find_shifts(analysis, 1);
    }
}
