/*
 * The samples of samples/ci, made for a project: for its packages instead of
 * "pool".
 */
#ifndef CMD_INIT_PIPELINE_H
#define CMD_INIT_PIPELINE_H

#include "core/base/file.h"
#include "core/base/strings.h"

struct pipeline_packages {
    const char **items; /* folders below the tree; "." is its root */
    size_t count;
    size_t left_out; /* that have benchmarks too */
};

/* Those with benchmarks, sorted. Names that a shell would not take as they
 * are, and those over a handful, are left out. */
void pipeline_find_packages(struct arena *arena, struct strings *strings,
                            const struct tree *tree,
                            struct pipeline_packages *packages);

/* Each line of the template that records "pool" once for every package; the
 * line that reports names all bundles. */
void pipeline_print(struct buffer *out, const char *template,
                    const struct pipeline_packages *packages);

#endif
