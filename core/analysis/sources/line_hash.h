/*
 * GitHub's identity of a line: primaryLocationLineHash, bit for bit what the
 * upload action of code scanning computes (codeql-action, fingerprints.ts), so
 * that it keeps ours. A rolling hash over a line and the 100 UTF-16 units
 * without blanks that follow its start.
 */
#ifndef CORE_ANALYSIS_LINE_HASH_H
#define CORE_ANALYSIS_LINE_HASH_H

#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/cursor.h"

struct line_hash {
    uint64_t value;
    uint32_t occurrence; /* 1: the first line of the file with this value */
};
struct line_hash_list LIST_STRUCT(struct line_hash);

/* Of every line, the first at index 0; a last line end begins one more. */
void line_hashes(struct arena *arena, struct span content,
                 struct line_hash_list *hashes);

/* "271789c17abda88f:1" */
const char *line_hash_text(struct arena *arena, const struct line_hash *hash);

#endif
