#include "core/analysis/profiles/edited_cost.h"

#include "core/analysis/profiles/tally.h"

/* The whole function must have grown with a p of at most this, so that cost
 * which only went from one of its lines to another is not taken for new. */
static const double near_significance = 0.05;

/* It must have grown by at least this part of what the lines did, and so must
 * all that it calls. */
static const double least_part = 0.5;

/* What both sides have in common is not edited; nor is what was moved. */
static bool is_edited(const struct analysis *analysis,
                      const struct tally_node *line)
{
    const struct patch *patch = &analysis->evidence->patch;
    const struct location *place = &line->location;
    return line->is_only_base ||
           (patch_changes_line(patch, place->file, place->line) &&
            !patch_moves_line(patch, place->file, place->line));
}

struct query_list LIST_STRUCT(struct tally_query);

/* The edited lines of each function, by its index in the tally. */
static struct query_list *edited_lines(const struct analysis *analysis,
                                       const struct tally *tally)
{
    struct query_list *edited =
        arena_array(analysis->arena, tally->functions.count, sizeof(*edited));
    struct tally_query query = { .is_line = true, .fold = FOLD_OWN };
    for (query.node = 0; query.node < tally->lines.count; query.node++) {
        const struct tally_node *line = &tally->lines.items[query.node];
        uint32_t function = tally_find_function(tally, line->function);
        if (function != MAP_NONE && line->in_source && !line->is_test &&
            is_edited(analysis, line)) {
            *LIST_PUSH(analysis->arena, &edited[function]) = query;
        }
    }
    return edited;
}

static double growth_of(const struct change *change)
{
    return change->head - change->base;
}

static void judge_row(const struct tally *tally,
                      const struct query_list *edited, struct profile_row *row)
{
    struct change *own = &row->own;
    if (edited->count == 0 || own->moved_with != NULL || own->is_moved ||
        !(own->p <= near_significance)) {
        return;
    }
    struct change lines =
        tally_change_of_all(tally, edited->items, edited->count);
    double unit = (double)tally->profiles[0].profile->period;
    double least = least_part * growth_of(&lines) * unit;
    if (least > 0 && growth_of(own) >= least && growth_of(&row->cum) >= least &&
        2 * lines.p < own->p) {
        own->p = 2 * lines.p;
    }
}

void find_edited_cost(struct analysis *analysis)
{
    const struct tally *tally = analysis->tallies[PROFILE_CPU];
    const struct profile_diff *diff =
        comparison_profile(analysis->comparison, PROFILE_CPU, "cpu");
    if (tally == NULL || diff == NULL || !tally->is_per_operation ||
        !analysis->evidence->patch.is_present) {
        return; /* a share grows by itself when others shrink */
    }
    struct query_list *edited = edited_lines(analysis, tally);
    for (size_t i = 0; i < diff->functions.count; i++) {
        struct profile_row *row = &diff->functions.items[i];
        uint32_t node = tally_find_function(tally, row->function);
        if (row->in_source && !row->is_test && node != MAP_NONE) {
            judge_row(tally, &edited[node], row);
        }
    }
}
