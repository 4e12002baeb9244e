/*
 * The sources below the roots, read once each: their lines and functions.
 * The cache owns the text; what it hands out lives until its release. A file
 * that is not there, too large or outside the tree has no lines.
 */
#ifndef CORE_ANALYSIS_SOURCE_TEXT_H
#define CORE_ANALYSIS_SOURCE_TEXT_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/file.h"
#include "core/model/evidence.h"
#include "core/model/go_functions.h"
#include "core/model/location.h"

struct source_cache;

/* The side's sources; head's stand in where base's were not given. */
const struct tree *source_tree_of(const struct evidence *evidence,
                                  const struct evidence_side *side);

struct source_cache *source_cache_new(struct arena *arena);
void source_cache_release(struct source_cache *cache);

/* The whole text; false when it cannot be read. `path` is below the tree. */
bool source_content(struct source_cache *cache, const struct tree *tree,
                    const char *path, struct span *content);

/* One line, 1-based, without its line end; false beyond the last. */
bool source_line(struct source_cache *cache, const struct tree *tree,
                 const char *path, uint32_t line, struct span *text);

uint32_t source_line_count(struct source_cache *cache, const struct tree *tree,
                           const char *path);

/* The top-level function that holds the line; false when none does. */
bool source_function_at(struct source_cache *cache, const struct tree *tree,
                        const char *path, uint32_t line,
                        struct go_function *found);

struct source_method {
    const char *file;           /* of its package, below the tree */
    struct span receiver, name; /* "Server" and "Serve" */
};

/* Whether a file of the package declares the method; its tests are left out. */
bool source_has_method(struct source_cache *cache, const struct tree *tree,
                       const struct source_method *method);

struct source_benchmark {
    const char *name;    /* "BenchmarkJoin" */
    const char *package; /* folder below the tree; NULL: any */
};

/*
 * Where the benchmark is declared, by a walk over the tree's _test.go files
 * (vendor, testdata and hidden folders left out); no file when it is not
 * there, or in several packages.
 */
struct location source_benchmark_at(struct source_cache *cache,
                                    const struct tree *tree,
                                    const struct source_benchmark *benchmark);

struct benchmark_name_list LIST_STRUCT(const char *);

struct source_helper {
    const char *name; /* of the function: "runParallel" */
    const char *file; /* a _test.go file of its package, below the tree */
};

/*
 * The benchmarks that reach a function of the _test.go files in its folder:
 * itself, those that mention its name, those that mention theirs. False when
 * that cannot be told.
 */
bool source_helper_benchmarks(struct source_cache *cache,
                              const struct tree *tree,
                              const struct source_helper *helper,
                              struct benchmark_name_list *benchmarks);

/* Whether the benchmark loops with b.Loop, which runs exactly N operations;
 * b.N runs one more, to warm up. */
bool source_benchmark_loops(struct source_cache *cache, const struct tree *tree,
                            const char *name);

#endif
