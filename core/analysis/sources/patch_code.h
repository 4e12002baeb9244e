/*
 * Lines of a patch that stand together, of one side, as code that can be
 * matched with the other side's.
 */
#ifndef CORE_ANALYSIS_PATCH_CODE_H
#define CORE_ANALYSIS_PATCH_CODE_H

#include "core/analysis/sources/code_match.h"
#include "core/analysis/sources/local_renames.h"
#include "core/model/patch.h"

struct entry_list LIST_STRUCT(struct patch_line *);

struct patch_code {
    struct entry_list entries; /* in order; their texts are read */
    struct code code;          /* a line for each entry */
};

/* Reads the entries anew, names as the renames have them. A comma that only a
 * line break asks for is left out. */
void patch_code_read(struct patch_code *side, struct code_matcher *matcher,
                     const struct local_renames *renames, bool is_head);

#endif
