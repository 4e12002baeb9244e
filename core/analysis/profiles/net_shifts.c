#include "core/analysis/profiles/net_shifts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/analysis/profiles/function_relation.h"
#include "core/analysis/sources/declared_function.h"
#include "core/model/go_symbol.h"

enum { MOST_NAMED = 3 };

/* An item that matters, with what it was before it was renamed. */
struct mover {
    struct shift_item item;
    const struct tally_node *node;
    double growth;
    uint32_t group; /* index of the group's first mover */
    struct LIST_STRUCT(struct tally_query) queries;
    const char *with; /* what it was compared with, in words; "" itself */
};
struct mover_list LIST_STRUCT(struct mover);

struct search {
    const struct shift_problem *problem;
    double least; /* growth that matters */
    struct mover_list movers;
    struct function_relations relations;
    bool has_relations; /* they take a walk over all stacks */
};

static struct arena *arena_of(const struct search *search)
{
    return search->problem->analysis->arena;
}

static const struct tally_node *node_of(const struct tally *tally,
                                        const struct tally_query *query)
{
    return query->is_line ? &tally->lines.items[query->node]
                          : &tally->functions.items[query->node];
}

static void collect(struct search *search)
{
    const struct shift_problem *problem = search->problem;
    size_t measure = problem->count > 0 ? problem->items[0].query.measure : 0;
    struct change total = tally_total_change(problem->tally, measure);
    search->least = problem->analysis->config->up_total * problem->unit_value *
                    fmax(total.base, total.head);
    for (size_t i = 0; i < problem->count; i++) {
        const struct shift_item *item = &problem->items[i];
        double growth = item->change->head - item->change->base;
        if (fabs(growth) >= search->least && growth != 0) {
            struct mover *mover = LIST_PUSH(arena_of(search), &search->movers);
            mover->item = *item;
            mover->node = node_of(problem->tally, &item->query);
            mover->growth = growth;
            mover->with = "";
            *LIST_PUSH(arena_of(search), &mover->queries) = item->query;
        }
    }
}

static struct moving_function function_of(const struct mover *mover)
{
    return (struct moving_function){ .name = mover->node->function,
                                     .path = mover->node->location.file,
                                     .growth = mover->growth };
}

static const struct function_relations *relations_of(struct search *search)
{
    if (!search->has_relations) {
        function_relations_init(&search->relations, search->problem->analysis,
                                search->problem->tally->kind);
        search->has_relations = true;
    }
    return &search->relations;
}

/* "line 22", "line 22 of base" where head has it no more, "pricing.find". */
static const char *place_of(const struct search *search,
                            const struct mover *main, const struct mover *other)
{
    const struct tally_node *node = other->node;
    return node->function != main->node->function
               ? go_symbol_short(node->function)
               : arena_printf(arena_of(search), "line %u%s",
                              node->location.line,
                              node->is_only_base ? " of base" : "");
}

/* Compares the mover anew, with all that it stands for. */
static void set_change(const struct search *search, const struct mover *mover)
{
    const struct shift_problem *problem = search->problem;
    struct change *change = mover->item.change;
    *change = tally_change_of_all(problem->tally, mover->queries.items,
                                  mover->queries.count);
    change->base *= problem->unit_value;
    change->head *= problem->unit_value;
    change->base_each *= problem->unit_value;
    change->head_each *= problem->unit_value;
    change->moved_with = mover->with;
}

/* Lets `main` stand for the other as well, which is judged no more. */
static void absorb(const struct search *search, struct mover *main,
                   struct mover *other, bool is_named)
{
    for (size_t i = 0; i < other->queries.count; i++) {
        *LIST_PUSH(arena_of(search), &main->queries) = other->queries.items[i];
    }
    other->item.change->is_moved = true;
    const char *place = place_of(search, main, other);
    if (is_named && strstr(main->with, place) == NULL) {
        main->with = arena_printf(arena_of(search), "%s%s%s", main->with,
                                  main->with[0] == '\0' ? "" : ", ", place);
    }
}

/* The same statement, or function, under a new name. */
static bool is_renamed(struct search *search, const struct mover *taker,
                       const struct mover *giver)
{
    if (taker->node->function == giver->node->function) {
        return false;
    }
    if (taker->item.query.is_line) {
        return !giver->node->is_only_base &&
               location_same_line(taker->node->location, giver->node->location);
    }
    struct moving_function to = function_of(taker), from = function_of(giver);
    return function_relations_rename(relations_of(search), &to, &from);
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

/* Renamed items become one; those that then matter are kept, the largest
 * first. */
static void unite_renamed(struct search *search)
{
    struct mover_list *movers = &search->movers;
    for (size_t i = 0; i < movers->count; i++) {
        struct mover *taker = &movers->items[i];
        for (size_t j = 0; taker->growth > 0 && j < movers->count; j++) {
            struct mover *giver = &movers->items[j];
            if (giver->growth < 0 && !giver->item.change->is_moved &&
                is_renamed(search, taker, giver)) {
                absorb(search, taker, giver, true);
            }
        }
    }
    size_t kept = 0;
    for (size_t i = 0; i < movers->count; i++) {
        struct mover *mover = &movers->items[i];
        if (mover->queries.count > 1) {
            set_change(search, mover);
            mover->growth = mover->item.change->head - mover->item.change->base;
        }
        if (!mover->item.change->is_moved &&
            fabs(mover->growth) >= search->least) {
            movers->items[kept++] = *mover;
        }
    }
    movers->count = kept;
    if (kept > 1) {
        qsort(movers->items, kept, sizeof(*movers->items), compare_movers);
    }
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
    if (is_same_declaration(taker->node->function, giver->node->function) ||
        share_blocks(&taker->item, &giver->item)) {
        return true;
    }
    struct moving_function to = function_of(taker), from = function_of(giver);
    return function_relations_allow(relations_of(search), &to, &from);
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
    for (uint32_t i = 0; i < movers->count; i++) {
        movers->items[i].group = i;
    }
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

/* The members of one group that grew, or those that shrank. */
struct side {
    struct mover **items; /* the largest first */
    size_t count;
    double growth; /* sum, without sign */
};

static struct side side_of(const struct search *search, uint32_t group,
                           bool grew)
{
    const struct mover_list *movers = &search->movers;
    struct side side = { .items = arena_array(arena_of(search), movers->count,
                                              sizeof(*side.items)) };
    for (size_t i = 0; i < movers->count; i++) {
        struct mover *mover = &movers->items[i];
        if (mover->group == group && (mover->growth > 0) == grew) {
            side.items[side.count++] = mover;
            side.growth += fabs(mover->growth);
        }
    }
    return side;
}

/* What only one side has is there for what the other side had. */
static bool is_one_sided(const struct mover *mover)
{
    const struct change *change = mover->item.change;
    return change->base <= 0 || change->head <= 0;
}

/* The largest member gets the net of itself, of those that weigh no more than
 * what goes against them or are new, and of what does go against them. */
static void compare_net(const struct search *search, const struct side *with,
                        const struct side *against)
{
    struct mover *main = with->items[0];
    double weighed = fabs(main->growth);
    for (size_t i = 1; i < with->count; i++) {
        if (weighed <= against->growth || is_one_sided(with->items[i])) {
            weighed += fabs(with->items[i]->growth);
            absorb(search, main, with->items[i], i < MOST_NAMED);
        }
    }
    for (size_t i = 0; i < against->count; i++) {
        absorb(search, main, against->items[i], i < MOST_NAMED);
    }
    set_change(search, main);
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
    unite_renamed(&search);
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
