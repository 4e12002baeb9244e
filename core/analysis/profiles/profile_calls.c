/*
 * pprof's edges: from caller to callee, once a stack. An edge is inlined when
 * in every stack its first occurrence from the root lies within one location;
 * between two locations there is a real call. Most callees are never inlined:
 * for them one look at the row is enough. Pairs that occur inlined are few;
 * they are the only ones that are kept.
 */
#include "core/analysis/profiles/profile_calls.h"

#include "core/base/arena.h"
#include "core/base/map.h"

struct pair_key {
    uint32_t caller, callee; /* rows */
};

/* A caller that has the callee inlined at some location. */
struct pair {
    uint64_t stack; /* the last that it occurred in */
    bool is_inlined, is_called;
};

/* A location as rows. Most have nothing inlined, nor are they inlined
 * elsewhere: they have no watch. */
struct place {
    uint32_t inner, outer;
    uint32_t watch; /* into walk.watches; MAP_NONE */
};

struct watch {
    uint32_t first_pair, pair_count; /* in walk.inlined, outermost first */
    uint32_t last_caller, last_pair; /* what find_pair last answered */
    bool is_callee;                  /* some caller has `outer` inlined */
};
struct watch_list LIST_STRUCT(struct watch);
struct index_list LIST_STRUCT(uint32_t);

struct walk {
    struct arena arena;
    struct map keys;           /* struct pair_key to index of pairs */
    struct pair *pairs;        /* [keys.count] */
    struct index_list inlined; /* into pairs */
    struct watch_list watches;
    struct place *places[2];     /* by side and location */
    bool *is_called, *is_callee; /* by row; callee: of some pair */
    uint64_t stack;              /* number of the one at hand */
    /* Of the side that is walked. */
    struct profile_calls_side *side;
    struct place *side_places;
    uint64_t magnitude;
};

static uint32_t row_of_frame(const struct profile_calls_side *side,
                             uint32_t frame)
{
    return side->line_rows[side->profile->frames[frame]];
}

static void add_pair(struct walk *walk, uint32_t caller, uint32_t callee)
{
    struct pair_key key = { .caller = caller, .callee = callee };
    if (caller != callee) {
        uint32_t pair = map_add(&walk->keys, &key, NULL);
        *LIST_PUSH(&walk->arena, &walk->inlined) = pair;
        walk->is_callee[callee] = true;
    }
}

static void add_pairs(struct walk *walk, const struct profile_calls_side *side,
                      uint32_t location_index, struct place *place)
{
    struct profile_location location = side->profile->locations[location_index];
    uint32_t first = location.first_frame;
    uint32_t last = first + location.frame_count - 1;
    size_t before = walk->inlined.count;
    for (uint32_t frame = last; frame > first; frame--) {
        add_pair(walk, row_of_frame(side, frame),
                 row_of_frame(side, frame - 1));
    }
    *place = (struct place){ .inner = row_of_frame(side, first),
                             .outer = row_of_frame(side, last),
                             .watch = MAP_NONE };
    if (walk->inlined.count > before) {
        place->watch = (uint32_t)walk->watches.count;
        *LIST_PUSH(&walk->arena, &walk->watches) = (struct watch){
            .first_pair = (uint32_t)before,
            .pair_count = (uint32_t)(walk->inlined.count - before),
            .last_caller = MAP_NONE,
        };
    }
}

/* When all pairs are known. */
static void watch_callees(struct walk *walk, struct place *places, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!walk->is_callee[places[i].outer]) {
            continue;
        }
        if (places[i].watch == MAP_NONE) {
            places[i].watch = (uint32_t)walk->watches.count;
            *LIST_PUSH(&walk->arena, &walk->watches) =
                (struct watch){ .last_caller = MAP_NONE };
        }
        walk->watches.items[places[i].watch].is_callee = true;
    }
}

static void init_walk(struct walk *walk, const struct profile_calls *calls)
{
    *walk = (struct walk){ .stack = 0 };
    map_init(&walk->keys, sizeof(struct pair_key));
    walk->is_called =
        arena_array(&walk->arena, calls->row_count, sizeof(*walk->is_called));
    walk->is_callee =
        arena_array(&walk->arena, calls->row_count, sizeof(*walk->is_callee));
    for (size_t i = 0; i < 2; i++) {
        const struct profile_calls_side *side = &calls->sides[i];
        walk->places[i] =
            arena_array(&walk->arena, side->profile->location_count,
                        sizeof(**walk->places));
        for (uint32_t j = 0; j < side->profile->location_count; j++) {
            add_pairs(walk, side, j, &walk->places[i][j]);
        }
    }
    for (size_t i = 0; i < 2; i++) {
        watch_callees(walk, walk->places[i],
                      calls->sides[i].profile->location_count);
    }
    walk->pairs =
        arena_array(&walk->arena, walk->keys.count, sizeof(*walk->pairs));
}

static uint32_t find_pair(const struct walk *walk, uint32_t caller,
                          uint32_t callee, struct watch *watch)
{
    if (watch->last_caller != caller) {
        struct pair_key key = { .caller = caller, .callee = callee };
        watch->last_pair = map_find(&walk->keys, &key);
        watch->last_caller = caller;
    }
    return watch->last_pair;
}

static void mark_call(struct walk *walk, uint32_t caller, uint32_t callee,
                      struct watch *watch)
{
    uint32_t found =
        watch->is_callee ? find_pair(walk, caller, callee, watch) : MAP_NONE;
    if (found == MAP_NONE) {
        walk->is_called[callee] = true;
        return;
    }
    struct pair *pair = &walk->pairs[found];
    pair->is_called = pair->is_called || pair->stack != walk->stack;
    pair->stack = walk->stack;
}

static void mark_inlined(struct walk *walk, const struct watch *watch)
{
    for (uint32_t i = 0; i < watch->pair_count; i++) {
        struct pair *pair =
            &walk->pairs[walk->inlined.items[watch->first_pair + i]];
        pair->is_inlined = pair->is_inlined || pair->stack != walk->stack;
        pair->stack = walk->stack;
    }
}

static void mark_watched(struct walk *walk, uint32_t caller,
                         const struct place *place)
{
    struct watch *watch = &walk->watches.items[place->watch];
    if (caller != place->outer) {
        mark_call(walk, caller, place->outer, watch);
    }
    mark_inlined(walk, watch);
}

static void mark_stack(void *context, const struct profile_sample *sample)
{
    struct walk *walk = context;
    int64_t value = sample->values[walk->side->value];
    size_t count = sample->location_count;
    if (value == 0 || count == 0) {
        walk->magnitude += value < 0 ? -(uint64_t)value : (uint64_t)value;
        return;
    }
    const struct place *places = walk->side_places;
    walk->magnitude += value < 0 ? -(uint64_t)value : (uint64_t)value;
    walk->stack++;
    /* A function that calls itself is no call: so is the root's. */
    uint32_t caller = places[sample->locations[count - 1]].outer;
    for (size_t i = count; i-- > 0;) {
        const struct place *place = &places[sample->locations[i]];
        if (place->watch != MAP_NONE) {
            mark_watched(walk, caller, place);
        } else if (caller != place->outer) {
            walk->is_called[place->outer] = true;
        }
        caller = place->inner;
    }
}

static void finish(const struct walk *walk, struct profile_table_row *rows,
                   size_t row_count)
{
    for (size_t i = 0; i < row_count; i++) {
        rows[i].is_called = walk->is_called[i];
    }
    for (uint32_t i = 0; i < walk->keys.count; i++) {
        const struct pair_key *key = map_key(&walk->keys, i);
        const struct pair *pair = &walk->pairs[i];
        if (pair->is_called) {
            rows[key->callee].is_called = true;
        } else if (pair->is_inlined) {
            rows[key->callee].is_inlined = true;
        }
    }
}

void profile_calls_mark(struct profile_calls *calls)
{
    struct walk walk;
    init_walk(&walk, calls);
    for (size_t i = 0; i < 2; i++) {
        walk.side = &calls->sides[i];
        walk.side_places = walk.places[i];
        walk.magnitude = 0;
        walk.side->profile->visit_stacks(walk.side->profile, mark_stack, &walk);
        walk.side->magnitude = (int64_t)walk.magnitude;
    }
    finish(&walk, calls->rows, calls->row_count);
    map_release(&walk.keys);
    arena_release(&walk.arena);
}
