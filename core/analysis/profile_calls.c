/*
 * pprof's edges: from caller to callee, once a stack. An edge is inlined when
 * in every stack its first occurrence from the root lies within one location;
 * between two locations there is a real call. Most callees are never inlined:
 * for them one look at the row is enough. Pairs that occur inlined are few;
 * they are the only ones that are kept.
 */
#include "core/analysis/profile_calls.h"

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

/* A location as rows. */
struct place {
    uint32_t inner, outer;
    uint32_t first_pair, pair_count; /* in walk.inlined, outermost first */
    uint32_t last_caller, last_pair; /* what find_pair last answered */
    bool is_watched;                 /* some caller has `outer` inlined */
};
struct index_list LIST_STRUCT(uint32_t);

struct walk {
    struct arena arena;
    struct map keys;             /* struct pair_key to index of pairs */
    struct pair *pairs;          /* [keys.count] */
    struct index_list inlined;   /* into pairs */
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

static void init_places(struct walk *walk, struct place *places,
                        const struct profile_calls_side *side)
{
    for (uint32_t i = 0; i < side->profile->location_count; i++) {
        struct profile_location location = side->profile->locations[i];
        uint32_t first = location.first_frame;
        uint32_t last = first + location.frame_count - 1;
        struct place *place = &places[i];
        *place = (struct place){
            .inner = row_of_frame(side, first),
            .outer = row_of_frame(side, last),
            .first_pair = (uint32_t)walk->inlined.count,
            .last_caller = MAP_NONE,
        };
        for (uint32_t frame = last; frame > first; frame--) {
            add_pair(walk, row_of_frame(side, frame),
                     row_of_frame(side, frame - 1));
        }
        place->pair_count = (uint32_t)walk->inlined.count - place->first_pair;
    }
}

static void watch_places(const struct walk *walk, struct place *places,
                         size_t count)
{
    for (size_t i = 0; i < count; i++) {
        places[i].is_watched = walk->is_callee[places[i].outer];
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
        init_places(walk, walk->places[i], side);
    }
    for (size_t i = 0; i < 2; i++) {
        watch_places(walk, walk->places[i],
                     calls->sides[i].profile->location_count);
    }
    walk->pairs =
        arena_array(&walk->arena, walk->keys.count, sizeof(*walk->pairs));
}

static uint32_t find_pair(const struct walk *walk, uint32_t caller,
                          struct place *place)
{
    if (place->last_caller != caller) {
        struct pair_key key = { .caller = caller, .callee = place->outer };
        place->last_pair = map_find(&walk->keys, &key);
        place->last_caller = caller;
    }
    return place->last_pair;
}

static void mark_call(struct walk *walk, uint32_t caller, struct place *place)
{
    if (caller == place->outer) {
        return;
    }
    uint32_t found =
        place->is_watched ? find_pair(walk, caller, place) : MAP_NONE;
    if (found == MAP_NONE) {
        walk->is_called[place->outer] = true;
        return;
    }
    struct pair *pair = &walk->pairs[found];
    pair->is_called = pair->is_called || pair->stack != walk->stack;
    pair->stack = walk->stack;
}

static void mark_inlined(struct walk *walk, const struct place *place)
{
    for (uint32_t i = 0; i < place->pair_count; i++) {
        struct pair *pair =
            &walk->pairs[walk->inlined.items[place->first_pair + i]];
        pair->is_inlined = pair->is_inlined || pair->stack != walk->stack;
        pair->stack = walk->stack;
    }
}

static void mark_stack(void *context, const struct profile_sample *sample)
{
    struct walk *walk = context;
    int64_t value = sample->values[walk->side->value];
    if (value == 0) {
        return;
    }
    walk->magnitude += value < 0 ? -(uint64_t)value : (uint64_t)value;
    walk->stack++;
    uint32_t caller = MAP_NONE;
    for (size_t i = sample->location_count; i-- > 0;) {
        struct place *place = &walk->side_places[sample->locations[i]];
        if (caller != MAP_NONE) {
            mark_call(walk, caller, place);
        }
        mark_inlined(walk, place);
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
        walk.side->profile->visit(walk.side->profile, mark_stack, &walk);
        walk.side->magnitude = (int64_t)walk.magnitude;
    }
    finish(&walk, calls->rows, calls->row_count);
    map_release(&walk.keys);
    arena_release(&walk.arena);
}
