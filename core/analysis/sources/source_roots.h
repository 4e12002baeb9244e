/*
 * Finds the file of the repository that a recorded path means. Absolute paths
 * lie below the folder in which the side was built: the prefix under which
 * most of them exist below the source root. Paths of -trimpath begin with a
 * module's name, which a go.mod below the source root gives.
 */
#ifndef CORE_ANALYSIS_SOURCE_ROOTS_H
#define CORE_ANALYSIS_SOURCE_ROOTS_H

#include "core/analysis/analysis.h"
#include "core/base/map.h"

struct source_roots {
    struct analysis *analysis;
    const struct evidence_side *side;
    struct arena *arena;
    const char *root;   /* folder of the build, without the last '/'; NULL */
    const char *goroot; /* the toolchain's: nothing below it is ours; NULL */
    /* Interned paths to indexes of what was answered for them. */
    struct map known, judged;
    struct answer_list LIST_STRUCT(const char *) found, accepted;
};

void source_roots_init(struct source_roots *roots, struct analysis *analysis,
                       const struct evidence_side *side);
void source_roots_release(struct source_roots *roots);

/* Learns the build's folder from the clean absolute paths of all profiles and
 * diagnostics of the side. */
struct recorded_paths {
    const char *const *items; /* clean; duplicates do no harm */
    size_t count;
};
void source_roots_learn(struct source_roots *roots,
                        const struct recorded_paths *paths);

/* Path below the source root, interned, of a recorded path; NULL when it lies
 * elsewhere, does not exist, or is vendored or generated. */
const char *source_roots_find(struct source_roots *roots, const char *path);

/* The same for a path that is already below the source root, and clean. */
const char *source_roots_accept(struct source_roots *roots, const char *path);

#endif
