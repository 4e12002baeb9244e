/*
 * Functions that the patch renamed or moved: declared in base and no more, and
 * what head declares anew with the same code. Files that a side's toolchain
 * leaves out declare nothing.
 */
#ifndef CORE_ANALYSIS_MATCH_DECLARATIONS_H
#define CORE_ANALYSIS_MATCH_DECLARATIONS_H

#include "core/analysis/analysis.h"

/* A declared function of one side. Views live in the analysis' arena or in
 * its sources. */
struct declared {
    const char *path;
    struct span receiver; /* the type's name; empty: none */
    struct span name;
};

struct declaration_match {
    struct declared base, head;
};
struct declaration_match_list LIST_STRUCT(struct declaration_match);

/*
 * One head function to one of base at most, the most alike first. More than
 * half of the code has to be the same, less where head declares the one in the
 * place of the other. Tests are left out: benchmarks are told by their names.
 */
void match_declarations(const struct analysis *analysis,
                        struct declaration_match_list *matches);

#endif
