/*
 * A small world for the tests of analysis and rules: evidence, sources in a
 * folder of their own, a patch, and a struct analysis to run single passes on.
 * Profiles: recording_support.h. Include analysis_support.h.
 */
#ifndef TESTS_UNIT_WORLD_SUPPORT_H
#define TESTS_UNIT_WORLD_SUPPORT_H

#include <ftw.h>
#include <math.h>
#include <stdlib.h>
#include <unistd.h>

#include "bench_support.h"

#include "core/analysis/analysis.h"
#include "core/analysis/profiles/tally.h"
#include "core/analysis/sources/source_text.h"
#include "formats/reader.h"

struct world {
    struct bench_world bench; /* owns the evidence; for bench_read() */
    struct evidence *evidence;
    struct evidence_side *base, *head;
    struct arena arena;
    struct config config;
    struct comparison comparison;
    struct report report;
    struct analysis analysis;
    char folder[64]; /* "" until a source is written */
};

static inline void world_init(struct world *world)
{
    memset(world, 0, sizeof(*world));
    bench_world_init(&world->bench);
    world->evidence = &world->bench.evidence;
    world->base = &world->evidence->base;
    world->head = &world->evidence->head;
    world->evidence->module = "example.com/m";
    arena_init(&world->arena);
    config_init(&world->config);
    world->comparison.platform_note = "";
    world->comparison.same_platform = true;
    world->report.evidence = world->evidence;
    world->report.config = &world->config;
    world->report.comparison = &world->comparison;
    world->analysis = (struct analysis){
        .arena = &world->arena,
        .evidence = world->evidence,
        .config = &world->config,
        .comparison = &world->comparison,
        .report = &world->report,
        .sources = source_cache_new(&world->arena),
    };
}

static inline int remove_entry(const char *path, const struct stat *status,
                               int type, struct FTW *place)
{
    (void)status;
    (void)type;
    (void)place;
    return remove(path);
}

static inline void world_release(struct world *world)
{
    for (size_t i = 0; i <= PROFILE_OTHER; i++) {
        tally_release(world->analysis.tallies[i]);
    }
    tally_release(world->analysis.retained);
    source_cache_release(world->analysis.sources);
    bench_world_release(&world->bench);
    arena_release(&world->arena);
    if (world->folder[0] != '\0') {
        nftw(world->folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
    }
}

static inline const char *world_text(struct world *world, const char *text)
{
    return strings_intern_text(&world->bench.strings, text);
}

/* Opens the side's tree, a folder below the world's. */
static inline void world_open_tree(struct world *world,
                                   struct evidence_side *side)
{
    struct error error = ERROR_INIT;
    if (world->folder[0] == '\0') {
        snprintf(world->folder, sizeof(world->folder),
                 "/tmp/perfscribe-world-XXXXXX");
        assert_non_null(mkdtemp(world->folder));
    }
    const char *root =
        arena_printf(&world->arena, "%s/%s", world->folder, side->label);
    if (side->tree.descriptor < 0) {
        assert_true(file_make_folder(root, &error));
        assert_true(tree_open(&side->tree, root, &error));
    }
}

/* Writes a source file of the side. */
static inline void world_source(struct world *world, struct evidence_side *side,
                                const char *path, const char *text)
{
    struct error error = ERROR_INIT;
    world_open_tree(world, side);
    char *file = arena_printf(&world->arena, "%s/%s/%s", world->folder,
                              side->label, path);
    char *slash = strrchr(file, '/');
    *slash = '\0';
    assert_true(file_make_folder(file, &error));
    *slash = '/';
    assert_true(file_write(file, text, strlen(text), &error));
}

static inline void world_patch(struct world *world, const char *text)
{
    struct input input = { .name = "changes.patch",
                           .label = "changes.patch",
                           .content = { text, strlen(text) } };
    struct reader_target target = { .evidence = world->evidence,
                                    .arena = &world->evidence->arena,
                                    .strings = &world->bench.strings };
    struct error error = ERROR_INIT;
    assert_true(reader_patch.read(&input, &target, &error));
    world->evidence->patch.is_present = true;
}

/* A diagnostic of the compiler in a file of the repository; valid until the
 * side's next one. */
static inline struct diagnostic *world_escape(struct world *world,
                                              struct evidence_side *side,
                                              const char *path, uint32_t line,
                                              const char *subject)
{
    struct diagnostic *diagnostic =
        LIST_PUSH(&side->arena, &side->escapes.diagnostics);
    path = world_text(world, path);
    *diagnostic = (struct diagnostic){ .kind = DIAGNOSTIC_ESCAPES,
                                       .location = { path, line, 2 },
                                       .path = path,
                                       .package = "example.com/m/p",
                                       .subject = subject,
                                       .function = "",
                                       .reason = "",
                                       .destination = "" };
    return diagnostic;
}

/* One more step of the side's last diagnostic. */
static inline struct flow_step *world_step(struct evidence_side *side)
{
    struct escapes *escapes = &side->escapes;
    struct diagnostic *last =
        &escapes->diagnostics.items[escapes->diagnostics.count - 1];
    if (last->flow_count++ == 0) {
        last->flow_first = (uint32_t)escapes->flow.count;
    }
    return LIST_PUSH(&side->arena, &escapes->flow);
}

/* "from EXPRESSION (REASON) at" */
static inline void world_flow(struct world *world, struct evidence_side *side,
                              const char *expression, const char *reason,
                              struct location at)
{
    at.file = world_text(world, at.file);
    *world_step(side) = (struct flow_step){
        .expression = expression, .reason = reason, .at = at, .path = at.file
    };
}

/* "flow: DESTINATION <- " */
static inline void world_flow_to(struct evidence_side *side,
                                 const char *destination)
{
    *world_step(side) =
        (struct flow_step){ .destination = destination, .source = "" };
}

/* How often a benchmark ran under each profile that the side has. */
static inline void world_operations(struct evidence_side *side,
                                    const char *benchmark, double count)
{
    for (size_t i = 0; i < side->profiles.count; i++) {
        *LIST_PUSH(&side->arena, &side->operations) =
            (struct declared_operations){ .file = side->profiles.items[i].name,
                                          .benchmark = benchmark,
                                          .count = count };
    }
}

#endif
