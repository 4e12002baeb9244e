/*
 * The types that the packages of a source tree declare: what they are, and how
 * large. Packages are read when they are first asked for.
 */
#ifndef CORE_ANALYSIS_DECLARED_TYPES_H
#define CORE_ANALYSIS_DECLARED_TYPES_H

#include "core/analysis/allocations/library_types.h"
#include "core/analysis/analysis.h"
#include "core/analysis/sources/source_text.h"
#include "core/base/map.h"
#include "core/model/go_types.h"

struct declared_types {
    const struct analysis *analysis;
    const struct tree *tree;
    struct map folders; /* that were asked for, by interned name */
    struct LIST_STRUCT(bool) have_files; /* of Go, indexed as folders */
    struct map names;                    /* folder and name, indexed as list */
    struct go_type_list list;
};

/* The analysis and the tree must outlive it; what is found is in their arena
 * and in the texts of their cache. */
void declared_types_init(struct declared_types *types,
                         const struct analysis *analysis,
                         const struct tree *tree);
void declared_types_release(struct declared_types *types);

/* What "T", or "pkg.T" of a package that the file imports from its own module,
 * is declared as; empty when that is not there, or is there twice. `path` is of
 * the file that has the name, below the tree. */
struct span declared_type(struct declared_types *types, const char *path,
                          struct span name);

/* Bytes of any type as the file writes it; -1: not known. */
int64_t declared_type_bytes(struct declared_types *types, const char *path,
                            struct span type);

#endif
