/*
 * The grammar of JSON (RFC 8259) to the letter, and where its values begin:
 * what cJSON, which is lenient and forgets places, leaves open.
 */
#ifndef FORMATS_JSON_GRAMMAR_H
#define FORMATS_JSON_GRAMMAR_H

#include <stdbool.h>

#include "core/base/arena.h"

#define JSON_DEPTH_LIMIT 64

struct json_start_list LIST_STRUCT(const char *);

/* A walk over NUL-terminated text; `next` is left where it went wrong. */
struct json_grammar {
    const char *next;
    size_t depth;
    const char *member;  /* where the name of the next value is; NULL */
    struct arena *arena; /* of the starts */
    /* Of each value, of a member its name; those in a value behind it. */
    struct json_start_list starts;
};

/* Takes one object, with blanks and a byte order mark around it. False for
 * invalid UTF-8 and NULs too, and for nesting beyond the limit. */
bool json_grammar_object(struct json_grammar *grammar);

/* Whether it went wrong for its depth. */
bool json_grammar_is_too_deep(const struct json_grammar *grammar);

#endif
