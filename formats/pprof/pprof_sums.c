/*
 * Sums per function and line. Stacks pass the same location again and again
 * where a program recurs, and most lines belong to one location. So values
 * are added once a sample and distinct location; what several locations share
 * is noted when a sample meets it a second time; and at the end the locations'
 * sums are dealt out to their functions and lines, less what was noted. That
 * is half the work of adding at every frame. Sums of cum are modulo 2^64:
 * they may wrap on the way, the results cannot (see add_magnitudes).
 */
#include "formats/pprof/pprof.h"

#include <inttypes.h>
#include <string.h>

/* A location while samples are walked; nodes is a run of sums.nodes, those
 * that other locations have too first. */
struct location_state {
    uint32_t sample; /* the last that it was counted in */
    uint32_t frame_count;
    uint32_t first_node, shared_count;
};

struct sums {
    struct profile *profile;
    size_t width; /* value types */
    struct location_state *locations;
    uint32_t *node_counts; /* by location */
    /* A node is a function, or a line by its index + function_count. */
    struct frame_list nodes;
    uint32_t *node_samples;  /* by node: the last sample that met it */
    uint64_t *location_cum;  /* [location_count][width] */
    uint64_t *location_flat; /* likewise */
    uint64_t *counted_twice; /* [functions and lines][width] */
    uint64_t *magnitudes;    /* sum of |value| by type */
    uint32_t sample;         /* number of the one at hand, from 1 */
    size_t walked_frames;
};

/* What the innermost loops use, apart from struct sums so that it stays in
 * registers: a store through one pointer could change another. */
struct cum {
    const uint32_t *nodes;
    uint32_t *node_samples;
    uint64_t *location_cum, *counted_twice;
    uint32_t sample;
};

static inline void add_values(uint64_t *sums, const uint64_t *values,
                              size_t width)
{
    for (size_t i = 0; i < width; i++) {
        sums[i] += values[i];
    }
}

/* Once a location that the sample at hand has not had yet. */
static inline void add_nodes(struct cum cum,
                             const struct location_state *location,
                             const uint64_t *values, size_t width)
{
    const uint32_t *node = cum.nodes + location->first_node;
    const uint32_t *end = node + location->shared_count;
    for (; node < end; node++) {
        if (cum.node_samples[*node] == cum.sample) {
            add_values(cum.counted_twice + *node * width, values, width);
        }
        cum.node_samples[*node] = cum.sample;
    }
}

/* Gives the frames. Where the number of values is a constant they stay in
 * registers. */
static inline size_t add_stack(const struct sums *sums,
                               const struct profile_sample *sample,
                               const uint64_t *values, size_t width)
{
    struct cum cum = { sums->nodes.items, sums->node_samples,
                       sums->location_cum, sums->counted_twice, sums->sample };
    struct location_state *locations = sums->locations;
    const uint32_t *next = sample->locations;
    const uint32_t *end = next + sample->location_count;
    size_t frames = 0;
    for (; next < end; next++) {
        struct location_state *location = &locations[*next];
        frames += location->frame_count;
        if (location->sample != cum.sample) {
            location->sample = cum.sample;
            add_values(cum.location_cum + *next * width, values, width);
            add_nodes(cum, location, values, width);
        }
    }
    if (sample->location_count > 0) {
        add_values(sums->location_flat + sample->locations[0] * width, values,
                   width);
    }
    return frames;
}

/* Go writes one, two or four values. */
static size_t add_sample(const struct sums *sums,
                         const struct profile_sample *sample)
{
    const uint64_t *values = (const uint64_t *)sample->values;
    if (sums->width == 4) {
        const uint64_t four[] = { values[0], values[1], values[2], values[3] };
        return add_stack(sums, sample, four, 4);
    }
    if (sums->width == 2) {
        const uint64_t two[] = { values[0], values[1] };
        return add_stack(sums, sample, two, 2);
    }
    return add_stack(sums, sample, values, sums->width);
}

/*
 * No sum of any node can be larger than the sum of all magnitudes, so that
 * one check a sample and value replaces one a frame.
 */
static bool add_magnitudes(struct sums *sums,
                           const struct profile_sample *sample, bool *is_zero,
                           struct error *error)
{
    const struct profile *profile = sums->profile;
    *is_zero = true;
    for (size_t i = 0; i < sums->width; i++) {
        int64_t value = sample->values[i];
        uint64_t magnitude = value < 0 ? -(uint64_t)value : (uint64_t)value;
        *is_zero = *is_zero && value == 0;
        if (__builtin_add_overflow(sums->magnitudes[i], magnitude,
                                   &sums->magnitudes[i]) ||
            sums->magnitudes[i] > INT64_MAX) {
            return error_set(error, ERROR_INPUT,
                             "the sum of %.100s overflows 64 bits; record the "
                             "profile again",
                             profile->value_types[i].type);
        }
        profile->totals[i] += value;
    }
    return true;
}

static bool check_walked(const struct sums *sums, size_t before,
                         struct error *error)
{
    if (sums->walked_frames - before > PPROF_STACK_LIMIT) {
        return error_set(error, ERROR_LIMIT,
                         "a stack of %zu frames exceeds the limit of %zu; "
                         "record the profile again",
                         sums->walked_frames - before, PPROF_STACK_LIMIT);
    }
    if (sums->walked_frames > PPROF_WALKED_LIMIT) {
        return error_set(error, ERROR_LIMIT,
                         "the stacks have more than %zu frames together, "
                         "which is the limit; record a shorter profile",
                         PPROF_WALKED_LIMIT);
    }
    return true;
}

static bool sum_sample(void *context, const struct profile_sample *sample,
                       struct error *error)
{
    struct sums *sums = context;
    size_t before = sums->walked_frames;
    bool is_zero;
    sums->sample++;
    if (!add_magnitudes(sums, sample, &is_zero, error)) {
        return false;
    }
    /* Go keeps heap records whose values are all zero: nothing to add. */
    if (!is_zero) {
        sums->walked_frames += add_sample(sums, sample);
    }
    return check_walked(sums, before, error);
}

/* One location's nodes, each once; `last` has the location that a node was
 * last listed for, plus one. */
static void list_nodes(struct sums *sums, struct arena *scratch, uint32_t index,
                       uint32_t *last)
{
    const struct profile *profile = sums->profile;
    struct location_state *location = &sums->locations[index];
    location->first_node = (uint32_t)sums->nodes.count;
    location->frame_count = profile->locations[index].frame_count;
    for (uint32_t i = 0; i < location->frame_count; i++) {
        uint32_t line =
            profile->frames[profile->locations[index].first_frame + i];
        const uint32_t pair[] = { profile->lines[line].function,
                                  profile->function_count + line };
        for (size_t j = 0; j < 2; j++) {
            if (last[pair[j]] != index + 1) {
                last[pair[j]] = index + 1;
                *LIST_PUSH(scratch, &sums->nodes) = pair[j];
            }
        }
    }
    sums->node_counts[index] =
        (uint32_t)sums->nodes.count - location->first_node;
}

static void put_shared_first(struct sums *sums, const uint32_t *uses)
{
    for (uint32_t i = 0; i < sums->profile->location_count; i++) {
        struct location_state *location = &sums->locations[i];
        uint32_t *nodes = sums->nodes.items + location->first_node;
        for (uint32_t j = 0; j < sums->node_counts[i]; j++) {
            uint32_t node = nodes[j];
            if (uses[node] > 1) {
                nodes[j] = nodes[location->shared_count];
                nodes[location->shared_count++] = node;
            }
        }
    }
}

static void init_nodes(struct sums *sums, struct arena *scratch,
                       size_t node_count)
{
    const struct profile *profile = sums->profile;
    uint32_t *last = arena_array(scratch, node_count, sizeof(*last));
    uint32_t *uses = arena_array(scratch, node_count, sizeof(*uses));
    for (uint32_t i = 0; i < profile->location_count; i++) {
        list_nodes(sums, scratch, i, last);
    }
    for (size_t i = 0; i < sums->nodes.count; i++) {
        uses[sums->nodes.items[i]]++;
    }
    put_shared_first(sums, uses);
}

static void init_sums(struct sums *sums, struct profile *profile,
                      struct arena *scratch)
{
    size_t nodes = (size_t)profile->function_count + profile->line_count;
    *sums = (struct sums){ .profile = profile, .width = profile->value_count };
    sums->locations =
        arena_array(scratch, profile->location_count, sizeof(*sums->locations));
    sums->node_counts = arena_array(scratch, profile->location_count,
                                    sizeof(*sums->node_counts));
    sums->node_samples =
        arena_array(scratch, nodes, sizeof(*sums->node_samples));
    sums->location_cum =
        arena_array(scratch, profile->location_count * sums->width,
                    sizeof(*sums->location_cum));
    sums->location_flat =
        arena_array(scratch, profile->location_count * sums->width,
                    sizeof(*sums->location_flat));
    sums->counted_twice =
        arena_array(scratch, nodes * sums->width, sizeof(*sums->counted_twice));
    sums->magnitudes =
        arena_array(scratch, sums->width, sizeof(*sums->magnitudes));
    init_nodes(sums, scratch, nodes);
}

/* Where a node's cum stands in the profile. */
static int64_t *node_cum(const struct sums *sums, uint32_t node)
{
    const struct profile *profile = sums->profile;
    int64_t *sum = node < profile->function_count ? profile->function_sums
                                                  : profile->line_sums;
    size_t index =
        node < profile->function_count ? node : node - profile->function_count;
    return sum + index * 2 * sums->width + sums->width;
}

static void deal_to(int64_t *sums, const uint64_t *values, size_t width)
{
    for (size_t i = 0; i < width; i++) {
        sums[i] = (int64_t)((uint64_t)sums[i] + values[i]);
    }
}

/* To the innermost frame. */
static void deal_out_flat(const struct sums *sums, uint32_t index)
{
    const struct profile *profile = sums->profile;
    const uint64_t *values = sums->location_flat + index * sums->width;
    uint32_t line = profile->frames[profile->locations[index].first_frame];
    uint32_t function = profile->lines[line].function;
    deal_to(profile->line_sums + line * 2 * sums->width, values, sums->width);
    deal_to(profile->function_sums + function * 2 * sums->width, values,
            sums->width);
}

static void deal_out_cum(const struct sums *sums, uint32_t index)
{
    const struct location_state *location = &sums->locations[index];
    for (uint32_t i = 0; i < sums->node_counts[index]; i++) {
        uint32_t node = sums->nodes.items[location->first_node + i];
        deal_to(node_cum(sums, node), sums->location_cum + index * sums->width,
                sums->width);
    }
}

static void deal_out(const struct sums *sums)
{
    const struct profile *profile = sums->profile;
    for (uint32_t i = 0; i < profile->location_count; i++) {
        deal_out_flat(sums, i);
        deal_out_cum(sums, i);
    }
    uint32_t nodes = profile->function_count + profile->line_count;
    for (uint32_t node = 0; node < nodes; node++) {
        int64_t *cum = node_cum(sums, node);
        for (size_t i = 0; i < sums->width; i++) {
            cum[i] = (int64_t)((uint64_t)cum[i] -
                               sums->counted_twice[node * sums->width + i]);
        }
    }
}

static bool allocate_sums(struct profile *profile, struct arena *arena,
                          struct error *error)
{
    size_t row = 2 * profile->value_count;
    size_t nodes = (size_t)profile->line_count + profile->location_count;
    if (nodes * row > PPROF_SUMS_LIMIT) {
        return error_set(error, ERROR_LIMIT,
                         "%s: %zu locations and lines with %zu sample types "
                         "exceed the limit of %zu sums; record fewer sample "
                         "types",
                         profile->name, nodes, profile->value_count,
                         PPROF_SUMS_LIMIT);
    }
    profile->function_sums = arena_array(arena, profile->function_count * row,
                                         sizeof(*profile->function_sums));
    profile->line_sums = arena_array(arena, profile->line_count * row,
                                     sizeof(*profile->line_sums));
    profile->totals =
        arena_array(arena, profile->value_count, sizeof(*profile->totals));
    return true;
}

bool pprof_sum_samples(struct profile *profile, struct arena *arena,
                       struct error *error)
{
    if (!allocate_sums(profile, arena, error)) {
        return false;
    }
    struct arena scratch;
    struct sums sums;
    arena_init(&scratch);
    init_sums(&sums, profile, &scratch);
    struct pprof_visitor visitor = { .each = sum_sample, .context = &sums };
    struct span content = { .bytes = profile->bytes,
                            .length = profile->byte_count };
    bool ok =
        pprof_walk_samples(profile->reader_state, content, &visitor, error);
    if (ok) {
        profile->sample_count = sums.sample;
        deal_out(&sums);
    }
    arena_release(&scratch);
    return ok;
}
