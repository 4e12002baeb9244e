#include "core/analysis/net_shifts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/analysis/function_relation.h"
#include "core/base/buffer.h"
#include "core/model/go_symbol.h"

enum { MOST_NAMED = 3 };

/* An item that matters. */
struct mover {
    struct shift_item item;
    const struct tally_node *node;
    double growth;
    uint32_t group; /* index of the group's first mover */
};
struct mover_list LIST_STRUCT(struct mover);

struct search {
    const struct shift_problem *problem;
    struct mover_list movers; /* the largest growth, by size, first */
    struct function_relations relations;
    bool has_relations; /* they take a walk over all stacks */
};

static const struct tally_node *node_of(const struct tally *tally,
                                        const struct tally_query *query)
{
    return query->is_line ? &tally->lines.items[query->node]
                          : &tally->functions.items[query->node];
}

static int compare_movers(const void *left, const void *right)
{
    const struct mover *a = left, *b = right;
    double x = fabs(a->growth), y = fabs(b->growth);
    if (x > y || x < y) {
        return x > y ? -1 : 1;
    }
    return (a->item.query.node > b->item.query.node) -
           (a->item.query.node < b->item.query.node);
}

static void collect(struct search *search)
{
    const struct shift_problem *problem = search->problem;
    size_t measure = problem->count > 0 ? problem->items[0].query.measure : 0;
    struct change total = tally_total_change(problem->tally, measure);
    double least = problem->analysis->config->up_total * problem->unit_value *
                   fmax(total.base, total.head);
    for (size_t i = 0; i < problem->count; i++) {
        const struct shift_item *item = &problem->items[i];
        double growth = item->change->head - item->change->base;
        if (fabs(growth) >= least && growth != 0) {
            *LIST_PUSH(problem->analysis->arena, &search->movers) =
                (struct mover){
                    .item = *item,
                    .node = node_of(problem->tally, &item->query),
                    .growth = growth,
                };
        }
    }
    struct mover_list *movers = &search->movers;
    if (movers->count > 1) {
        qsort(movers->items, movers->count, sizeof(*movers->items),
              compare_movers);
    }
    for (uint32_t i = 0; i < movers->count; i++) {
        movers->items[i].group = i;
    }
}

static struct moving_function function_of(const struct mover *mover)
{
    return (struct moving_function){ .name = mover->node->function,
                                     .path = mover->node->location.file,
                                     .growth = mover->growth };
}

static bool share_blocks(const struct shift_item *left,
                         const struct shift_item *right)
{
    return left->shares_blocks && right->shares_blocks &&
           left->change->benchmark == right->change->benchmark;
}

static bool can_move(struct search *search, const struct mover *taker,
                     const struct mover *giver)
{
    if (taker->node->function == giver->node->function ||
        share_blocks(&taker->item, &giver->item)) {
        return true;
    }
    if (!search->has_relations) {
        function_relations_init(&search->relations, search->problem->analysis,
                                search->problem->tally->kind);
        search->has_relations = true;
    }
    struct moving_function to = function_of(taker), from = function_of(giver);
    return function_relations_allow(&search->relations, &to, &from);
}

static void join_groups(struct mover_list *movers, uint32_t left,
                        uint32_t right)
{
    uint32_t kept = left < right ? left : right;
    for (size_t i = 0; i < movers->count; i++) {
        struct mover *mover = &movers->items[i];
        if (mover->group == left || mover->group == right) {
            mover->group = kept;
        }
    }
}

static void find_groups(struct search *search)
{
    struct mover_list *movers = &search->movers;
    for (size_t i = 0; i < movers->count; i++) {
        for (size_t j = 0; j < movers->count; j++) {
            const struct mover *taker = &movers->items[i];
            const struct mover *giver = &movers->items[j];
            if (taker->growth > 0 && giver->growth < 0 &&
                taker->group != giver->group &&
                can_move(search, taker, giver)) {
                join_groups(movers, taker->group, giver->group);
            }
        }
    }
}

/* "line 22", "line 22 of base" where head has it no more, "pricing.find". */
static void name_place(const struct mover *main, const struct mover *other,
                       struct buffer *text)
{
    const struct tally_node *node = other->node;
    buffer_text(text, text->length > 0 ? ", " : "");
    if (node->function != main->node->function) {
        buffer_text(text, go_symbol_short(node->function));
        return;
    }
    buffer_printf(text, "line %u%s", node->location.line,
                  node->is_only_base ? " of base" : "");
}

/* The members of one group that grew, or those that shrank. */
struct side {
    const struct mover **items; /* the largest first */
    size_t count;
    double growth; /* sum, without sign */
};

static struct side side_of(const struct search *search, uint32_t group,
                           bool grew)
{
    const struct mover_list *movers = &search->movers;
    struct side side = { .items =
                             arena_array(search->problem->analysis->arena,
                                         movers->count, sizeof(*side.items)) };
    for (size_t i = 0; i < movers->count; i++) {
        const struct mover *mover = &movers->items[i];
        if (mover->group == group && (mover->growth > 0) == grew) {
            side.items[side.count++] = mover;
            side.growth += fabs(mover->growth);
        }
    }
    return side;
}

/* The largest member gets the net of itself, of those that weigh no more than
 * what goes against them, and of these. */
static void compare_net(const struct search *search, const struct side *with,
                        const struct side *against)
{
    const struct shift_problem *problem = search->problem;
    struct arena *arena = problem->analysis->arena;
    struct tally_query *queries =
        arena_array(arena, with->count + against->count, sizeof(*queries));
    size_t count = 0;
    double weighed = 0;
    struct buffer places;
    buffer_init(&places);
    for (size_t i = 0; i < with->count && weighed <= against->growth; i++) {
        weighed += fabs(with->items[i]->growth);
        with->items[i]->item.change->is_moved = i > 0;
        queries[count++] = with->items[i]->item.query;
    }
    for (size_t i = 0; i < against->count; i++) {
        against->items[i]->item.change->is_moved = true;
        queries[count++] = against->items[i]->item.query;
        if (i < MOST_NAMED) {
            name_place(with->items[0], against->items[i], &places);
        }
    }
    struct change *change = with->items[0]->item.change;
    *change = tally_change_of_all(problem->tally, queries, count);
    change->base *= problem->unit_value;
    change->head *= problem->unit_value;
    change->base_each *= problem->unit_value;
    change->head_each *= problem->unit_value;
    change->moved_with = arena_copy(arena, places.bytes, places.length);
    buffer_release(&places);
}

static void settle_group(const struct search *search, uint32_t group)
{
    const struct config *config = search->problem->analysis->config;
    struct side up = side_of(search, group, true);
    struct side down = side_of(search, group, false);
    const struct side *with = up.growth >= down.growth ? &up : &down;
    const struct side *against = with == &up ? &down : &up;
    if (against->growth > config->up_relative * with->growth) {
        compare_net(search, with, against);
    }
}

void net_shifts(const struct shift_problem *problem)
{
    struct search search = { .problem = problem };
    collect(&search);
    find_groups(&search);
    for (uint32_t i = 0; i < search.movers.count; i++) {
        if (search.movers.items[i].group == i) {
            settle_group(&search, i);
        }
    }
    if (search.has_relations) {
        function_relations_release(&search.relations);
    }
}
