/*
 * Profiles for tests, recorded stack by stack from text (analysis_support.h).
 */
#ifndef TESTS_UNIT_RECORDING_SUPPORT_H
#define TESTS_UNIT_RECORDING_SUPPORT_H

#include "world_support.h"

enum { RECORDING_MOST_VALUES = 4 };

struct recorded_sample {
    uint32_t first_location, location_count;
    int64_t values[RECORDING_MOST_VALUES];
    int64_t block_bytes;
};

/* A profile that grows; it stands in the list of its side. */
struct recording {
    struct world *world;
    struct evidence_side *side;
    size_t index; /* in the side's profiles */
    struct LIST_STRUCT(struct profile_function) functions;
    struct LIST_STRUCT(struct profile_line) lines;
    struct LIST_STRUCT(struct profile_location) locations;
    struct LIST_STRUCT(uint32_t) frames;
    struct LIST_STRUCT(uint32_t) stacks; /* locations of all samples */
    struct LIST_STRUCT(struct recorded_sample) samples;
    struct LIST_STRUCT(int64_t) function_sums, line_sums;
};

static inline struct profile *recorded_profile(
    const struct recording *recording)
{
    return &recording->side->profiles.items[recording->index];
}

static inline void visit_recording(
    const struct profile *profile,
    void (*each)(void *context, const struct profile_sample *sample),
    void *context)
{
    const struct recording *recording = profile->reader_state;
    for (size_t i = 0; i < recording->samples.count; i++) {
        const struct recorded_sample *entry = &recording->samples.items[i];
        struct profile_sample sample = {
            .locations = recording->stacks.items + entry->first_location,
            .location_count = entry->location_count,
            .values = entry->values,
            .block_bytes = entry->block_bytes,
        };
        each(context, &sample);
    }
}

static inline void set_value_types(struct arena *arena, struct profile *profile)
{
    static const struct value_type types[][RECORDING_MOST_VALUES] = {
        [PROFILE_CPU] = { { "samples", "count" }, { "cpu", "nanoseconds" } },
        [PROFILE_HEAP] = { { "alloc_objects", "count" },
                           { "alloc_space", "bytes" },
                           { "inuse_objects", "count" },
                           { "inuse_space", "bytes" } },
        [PROFILE_MUTEX] = { { "contentions", "count" },
                            { "delay", "nanoseconds" } },
        [PROFILE_BLOCK] = { { "contentions", "count" },
                            { "delay", "nanoseconds" } },
        [PROFILE_WALL] = { { "samples", "count" }, { "time", "nanoseconds" } },
    };
    profile->value_count = profile->kind == PROFILE_HEAP ? 4 : 2;
    profile->default_value = profile->value_count - 1;
    profile->value_types =
        arena_array(arena, profile->value_count, sizeof(*profile->value_types));
    memcpy(profile->value_types, types[profile->kind],
           profile->value_count * sizeof(*profile->value_types));
}

/* A profile of the side, numbered from 1: cpu samples of 10 ms; heap records
 * one sample in 512 KiB. */
static inline struct recording *world_profile(struct world *world,
                                              struct evidence_side *side,
                                              enum profile_kind kind)
{
    struct recording *recording =
        arena_allocate(&world->arena, sizeof(*recording));
    recording->world = world;
    recording->side = side;
    recording->index = side->profiles.count;
    struct profile *profile = LIST_PUSH(&side->arena, &side->profiles);
    profile->name = arena_printf(&world->arena, "%s/%s-%zu.pb.gz", side->label,
                                 profile_kind_name(kind), recording->index + 1);
    profile->kind = kind;
    profile->replicate = (uint32_t)recording->index + 1;
    profile->binary = "";
    profile->build_id = "";
    profile->period_type = (struct value_type){ "", "" };
    profile->period = kind == PROFILE_CPU    ? 10000000
                      : kind == PROFILE_HEAP ? 524288
                                             : 1;
    profile->reader_state = recording;
    profile->visit = visit_recording;
    profile->visit_stacks = visit_recording;
    set_value_types(&world->arena, profile);
    profile->totals =
        arena_array(&world->arena, profile->value_count, sizeof(int64_t));
    side->is_present = true;
    return recording;
}

/* The side's profile at an index, to record more. */
static inline struct recording *world_recording(
    const struct evidence_side *side, size_t index)
{
    assert_true(index < side->profiles.count);
    const void *state = side->profiles.items[index].reader_state;
    return (struct recording *)(uintptr_t)state;
}

static inline uint32_t recorded_function(struct recording *recording,
                                         const char *name, const char *file)
{
    struct profile *profile = recorded_profile(recording);
    for (uint32_t i = 0; i < recording->functions.count; i++) {
        if (recording->functions.items[i].name == name) {
            return i;
        }
    }
    struct arena *arena = &recording->world->arena;
    *LIST_PUSH(arena, &recording->functions) =
        (struct profile_function){ .name = name, .file = file };
    for (size_t i = 0; i < 2 * profile->value_count; i++) {
        *LIST_PUSH(arena, &recording->function_sums) = 0;
    }
    profile->functions = recording->functions.items;
    profile->function_count = (uint32_t)recording->functions.count;
    profile->function_sums = recording->function_sums.items;
    return profile->function_count - 1;
}

/* Of "example.com/m/p.Join p/a.go:9". */
static inline uint32_t recorded_line(struct recording *recording,
                                     const char *frame)
{
    struct world *world = recording->world;
    struct profile *profile = recorded_profile(recording);
    const char *space = strrchr(frame, ' '), *colon = strrchr(frame, ':');
    assert_true(space != NULL && colon != NULL && colon > space);
    struct strings *strings = &world->bench.strings;
    const char *name = strings_intern(strings, frame, (size_t)(space - frame));
    const char *file =
        strings_intern(strings, space + 1, (size_t)(colon - space - 1));
    struct profile_line line = {
        .function = recorded_function(recording, name, file),
        .line = strtol(colon + 1, NULL, 10),
        .file = file,
        .path = file[0] == '/' ? NULL : file,
    };
    for (uint32_t i = 0; i < recording->lines.count; i++) {
        const struct profile_line *known = &recording->lines.items[i];
        if (known->function == line.function && known->line == line.line &&
            known->file == line.file) {
            return i;
        }
    }
    *LIST_PUSH(&world->arena, &recording->lines) = line;
    for (size_t i = 0; i < 2 * profile->value_count; i++) {
        *LIST_PUSH(&world->arena, &recording->line_sums) = 0;
    }
    profile->lines = recording->lines.items;
    profile->line_count = (uint32_t)recording->lines.count;
    profile->line_sums = recording->line_sums.items;
    return profile->line_count - 1;
}

static inline void add_recorded_frame(struct recording *recording,
                                      struct recorded_sample *sample,
                                      const char *frame, bool starts_location)
{
    struct arena *arena = &recording->world->arena;
    struct profile *profile = recorded_profile(recording);
    uint32_t line = recorded_line(recording, frame);
    if (starts_location) {
        *LIST_PUSH(arena, &recording->stacks) =
            (uint32_t)recording->locations.count;
        *LIST_PUSH(arena, &recording->locations) =
            (struct profile_location){ .first_frame =
                                           (uint32_t)recording->frames.count };
        sample->location_count++;
    }
    *LIST_PUSH(arena, &recording->frames) = line;
    recording->locations.items[recording->locations.count - 1].frame_count++;
    profile->locations = recording->locations.items;
    profile->location_count = (uint32_t)recording->locations.count;
    profile->frames = recording->frames.items;
}

/* Adds the sample's values where `sums` counts the frame for the first time. */
static inline void sum_recorded(struct recording *recording,
                                const struct recorded_sample *sample,
                                int64_t *sums, size_t index, size_t fold)
{
    size_t count = recorded_profile(recording)->value_count;
    for (size_t i = 0; i < count; i++) {
        sums[(index * 2 + fold) * count + i] += sample->values[i];
    }
}

static inline void sum_recorded_sample(struct recording *recording,
                                       const struct recorded_sample *sample,
                                       uint32_t first_frame)
{
    const uint32_t *frames = recording->frames.items;
    uint32_t end = (uint32_t)recording->frames.count;
    int64_t *function_sums = recording->function_sums.items;
    int64_t *line_sums = recording->line_sums.items;
    for (uint32_t i = first_frame; i < end; i++) {
        uint32_t function = recording->lines.items[frames[i]].function;
        bool is_new_line = true, is_new_function = true;
        for (uint32_t j = first_frame; j < i; j++) {
            is_new_line &= frames[j] != frames[i];
            is_new_function &=
                recording->lines.items[frames[j]].function != function;
        }
        if (i == first_frame) {
            sum_recorded(recording, sample, function_sums, function, 0);
            sum_recorded(recording, sample, line_sums, frames[i], 0);
        }
        if (is_new_function) {
            sum_recorded(recording, sample, function_sums, function, 1);
        }
        if (is_new_line) {
            sum_recorded(recording, sample, line_sums, frames[i], 1);
        }
    }
}

static inline void record_sample(struct recording *recording, const char *stack,
                                 struct recorded_sample sample)
{
    struct profile *profile = recorded_profile(recording);
    uint32_t first_frame = (uint32_t)recording->frames.count;
    char *text = arena_copy(&recording->world->arena, stack, strlen(stack));
    sample.first_location = (uint32_t)recording->stacks.count;
    bool starts_location = true;
    for (char *frame = text; frame != NULL;) {
        size_t length = strcspn(frame, "<~");
        bool is_inlined = frame[length] == '~';
        char *next = frame[length] == '\0' ? NULL : frame + length + 2;
        frame[next == NULL ? length : length - 1] = '\0';
        add_recorded_frame(recording, &sample, frame, starts_location);
        starts_location = !is_inlined;
        frame = next;
    }
    *LIST_PUSH(&recording->world->arena, &recording->samples) = sample;
    sum_recorded_sample(recording, &sample, first_frame);
    profile->sample_count = recording->samples.count;
    for (size_t i = 0; i < profile->value_count; i++) {
        profile->totals[i] += sample.values[i];
    }
}

/* Cpu samples, or nanoseconds of delay. */
static inline void record(struct recording *recording, const char *stack,
                          int64_t amount)
{
    const struct profile *profile = recorded_profile(recording);
    struct recorded_sample sample = { .values = { 1, amount } };
    if (profile->kind == PROFILE_CPU) {
        sample.values[0] = amount;
        sample.values[1] = amount * profile->period;
    }
    record_sample(recording, stack, sample);
}

/* Objects of one size. */
static inline void record_blocks(struct recording *recording, const char *stack,
                                 int64_t objects, int64_t block_bytes)
{
    record_sample(recording, stack,
                  (struct recorded_sample){
                      .values = { objects, objects * block_bytes, 0, 0 },
                      .block_bytes = block_bytes,
                  });
}

#endif
