/*
 * What the tests of benchmarks share: evidence read from text, files of
 * tests/data, and tables built from them.
 */
#ifndef TESTS_UNIT_BENCH_SUPPORT_H
#define TESTS_UNIT_BENCH_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/analysis/benchmarks/benchmark_table.h"
#include "core/base/file.h"
#include "formats/reader.h"

struct bench_world {
    struct strings strings;
    struct evidence evidence;
};

static inline void bench_world_init(struct bench_world *world)
{
    strings_init(&world->strings);
    evidence_init(&world->evidence, &world->strings);
}

static inline void bench_world_release(struct bench_world *world)
{
    evidence_release(&world->evidence);
    strings_release(&world->strings);
}

/* Reads bytes as benchmark text into a side; false when the reader refused
 * them and said why. */
static inline bool bench_try_read(struct bench_world *world,
                                  struct evidence_side *side,
                                  struct span content, struct error *error)
{
    char name[32];
    snprintf(name, sizeof(name), "%s%zu.txt", side->label,
             side->benchmarks.count);
    const char *kept = strings_intern_text(&world->strings, name);
    struct input input = { .name = kept, .label = kept, .content = content };
    struct reader_target target = { .evidence = &world->evidence,
                                    .side = side,
                                    .arena = &side->arena,
                                    .strings = &world->strings };
    return reader_benchmark.read(&input, &target, error);
}

static inline bool bench_read_bytes(struct bench_world *world,
                                    struct evidence_side *side,
                                    const char *bytes, size_t length)
{
    struct error error = ERROR_INIT;
    struct span content = { bytes, length };
    return bench_try_read(world, side, content, &error);
}

static inline const struct benchmark_file *bench_read(
    struct bench_world *world, struct evidence_side *side, const char *text)
{
    assert_true(bench_read_bytes(world, side, text, strlen(text)));
    return &side->benchmarks.items[side->benchmarks.count - 1];
}

/* A file of the repository as a NUL-terminated text; arena of the world. */
static inline const char *bench_data(struct bench_world *world,
                                     const char *path)
{
    struct file_view view;
    struct error error = ERROR_INIT;
    if (!file_open_view(path, FILE_LIMIT_BYTES, &view, &error)) {
        fail_msg("%s", error.message);
    }
    const char *text =
        arena_copy(&world->evidence.arena, view.bytes, view.length);
    file_close_view(&view);
    return text;
}

/* Tables of the first file of each side, as `perfscribe bench` makes them. */
static inline const struct benchmark_table_set *bench_tables(
    struct bench_world *world, const char *ignored)
{
    static const char *const labels[] = { "base.txt", "head.txt" };
    const struct benchmark_source sources[] = {
        { world->evidence.base.benchmarks.items, 0 },
        { world->evidence.head.benchmarks.items, 1 },
    };
    const struct benchmark_table_request request = {
        .arena = &world->evidence.arena,
        .strings = &world->strings,
        .sources = sources,
        .source_count = 2,
        .labels = labels,
        .keys = &ignored,
        .key_count = ignored == NULL ? 0 : 1,
        .alpha = 0.05,
        .confidence = 0.95,
    };
    return benchmark_tables_build(&request);
}

#endif
