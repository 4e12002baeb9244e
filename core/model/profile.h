/*
 * One pprof profile, as its reader left it: tables, exact sums per function
 * and per line for every value type, and a visitor over the whole stacks.
 * All of it lives in the arena of its side of the evidence, names in the
 * run's interned strings.
 */
#ifndef CORE_MODEL_PROFILE_H
#define CORE_MODEL_PROFILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum profile_kind {
    PROFILE_CPU,       /* samples/count, cpu/nanoseconds */
    PROFILE_HEAP,      /* alloc_objects, alloc_space, inuse_objects, ... */
    PROFILE_MUTEX,     /* contentions/count, delay/nanoseconds */
    PROFILE_BLOCK,     /* the same types: told apart by name or content */
    PROFILE_GOROUTINE, /* goroutine/count */
    PROFILE_WALL,      /* fgprof: samples/count, time/nanoseconds */
    PROFILE_OTHER,
};

const char *profile_kind_name(enum profile_kind kind); /* "cpu", "heap", ... */

struct value_type {
    const char *type; /* "alloc_space" */
    const char *unit; /* "bytes" */
};

/* Distinct by name, as pprof's default granularity has it. */
struct profile_function {
    const char *name;
    const char *file; /* as in the profile; of the first function so named */
    int64_t start_line;
};

/* Distinct by function, file and line. */
struct profile_line {
    uint32_t function;
    int64_t line;
    const char *file; /* as in the profile, "" when unknown */
    const char *path; /* below the source root; NULL: outside (map_sources) */
};

/* An address: innermost inlined frame first, the physical function last. */
struct profile_location {
    uint32_t first_frame; /* into profile.frames */
    uint32_t frame_count; /* at least 1 */
};

struct profile_sample {
    const uint32_t *locations; /* into profile.locations; leaf first */
    size_t location_count;
    const int64_t *values; /* value_count of them */
    int64_t block_bytes;   /* heap's numeric label "bytes"; 0: none */
};

struct profile {
    const char *name; /* of the file, relative to its bundle, for messages */
    const char *path; /* as the user gave it, for commands; NULL: name */
    enum profile_kind kind;
    uint32_t replicate; /* number at the end of the file's name; 0: none */
    struct value_type *value_types;
    size_t value_count;
    size_t default_value;   /* index: default_sample_type, else the last */
    bool has_default_value; /* default_sample_type is set */
    struct value_type period_type;
    int64_t period;
    int64_t time_nanos, duration_nanos;
    bool has_mapping;     /* it says which binaries its addresses are of */
    const char *binary;   /* base name of the first mapping's file, or "" */
    const char *build_id; /* of the first mapping, or "" */

    struct profile_function *functions;
    uint32_t function_count;
    struct profile_line *lines;
    uint32_t line_count;
    struct profile_location *locations;
    uint32_t location_count;
    uint32_t *frames; /* into lines */

    /*
     * [function_count][2 * value_count] and [line_count][2 * value_count]:
     * flat of each value, then cum of each. Flat is counted at the innermost
     * frame of the leaf; cum once a sample however often a frame recurs.
     */
    int64_t *function_sums, *line_sums;
    int64_t *totals; /* [value_count]: sum over all samples */
    uint64_t sample_count;

    /* The inflated bytes, owned by the side's arena or a file view, and the
     * reader's function that walks the samples in them. */
    const void *bytes;
    size_t byte_count;
    const void *reader_state;
    void (*visit)(const struct profile *profile,
                  void (*each)(void *context,
                               const struct profile_sample *sample),
                  void *context);
    /* Faster: labels are passed over, block_bytes is 0. */
    void (*visit_stacks)(const struct profile *profile,
                         void (*each)(void *context,
                                      const struct profile_sample *sample),
                         void *context);
};

/* Index of a value type by name ("alloc_space"), or value_count. */
size_t profile_value_index(const struct profile *profile, const char *type);

const int64_t *profile_function_flat(const struct profile *profile,
                                     uint32_t function);
const int64_t *profile_function_cum(const struct profile *profile,
                                    uint32_t function);
const int64_t *profile_line_flat(const struct profile *profile, uint32_t line);
const int64_t *profile_line_cum(const struct profile *profile, uint32_t line);

#endif
