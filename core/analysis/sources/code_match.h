/*
 * What two pieces of code have in common, token by token: whole lines first, in
 * order, then tokens between them. Lines that were only broken or joined
 * otherwise match by their tokens.
 */
#ifndef CORE_ANALYSIS_CODE_MATCH_H
#define CORE_ANALYSIS_CODE_MATCH_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/strings.h"

#define CODE_NONE UINT32_MAX

struct code_token {
    const char *text; /* interned: equal is the same */
    const char
        *written; /* as it stands, when `text` is another name; interned */
    uint32_t line, last; /* in which it begins and ends */
    uint32_t twin;       /* the other side's token; CODE_NONE */
};
struct code_token_list LIST_STRUCT(struct code_token);

struct code_line {
    uint32_t first, count; /* tokens that begin in it */
    /* All of its tokens stand together on the other side, in this order: the
     * line says nothing new. Of a line without tokens, too. */
    bool is_same;
    uint32_t twin; /* the other side's line with most of it; CODE_NONE */
};
struct code_line_list LIST_STRUCT(struct code_line);

/* One side. Add the tokens with their lines, in order, then the lines. */
struct code {
    struct code_token_list tokens;
    struct code_line_list lines;
};

/* Adds a line of which `count` tokens, the last ones, begin in it. */
void code_add_line(struct code *code, struct arena *arena, uint32_t count);

struct code_matcher {
    struct arena *arena;
    struct strings *strings;
    size_t steps_left; /* a budget: beyond it nothing matches */
};

/* Fills twin and is_same of both sides. */
void code_match(struct code_matcher *matcher, struct code *left,
                struct code *right);

#endif
