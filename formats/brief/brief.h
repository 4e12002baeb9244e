/*
 * The brief of a run: what an analyst, a person or a language model, needs to
 * go on, in Markdown and never longer than its limit. It is written from the
 * tree of report.json, so that it holds no number which is not there. What
 * matters most comes first; what does not fit is left out and named.
 */
#ifndef FORMATS_BRIEF_H
#define FORMATS_BRIEF_H

#include <cjson/cJSON.h>
#include <stdbool.h>

#include "core/base/buffer.h"

/* Of the whole file: 32 KB and room for its last lines. */
#define BRIEF_LIMIT_BYTES ((size_t)32000)

struct brief {
    struct buffer *out;
    size_t limit;           /* of out->length, the last lines included */
    struct buffer left_out; /* "- findings from number 7 on\n" ... */
    bool is_list_full;
};

void brief_init(struct brief *brief, struct buffer *out, size_t limit);
/* Names what was left out; releases what brief_init() took. */
void brief_finish(struct brief *brief);

/* Appends the block when it fits and empties it. Room beyond `part` of what is
 * left of the limit is kept for what follows; 1: all may be taken. */
bool brief_add(struct brief *brief, struct buffer *block, double part);

/* A line about something that did not fit. */
void brief_leave_out(struct brief *brief, const char *format, ...)
    PRINTF_LIKE(2, 3);

/* Values of the tree; "" and 0 for what is not there. */
const char *brief_text(const cJSON *object, const char *name);
const cJSON *brief_member(const cJSON *object, const char *name);
bool brief_flag(const cJSON *object, const char *name);
int brief_number(const cJSON *object, const char *name);

/* As Markdown, a text of more than a few lines cut between two words. */
void brief_put(struct buffer *block, const char *text);
void brief_put_code(struct buffer *block, const char *text);
/* A line of source or of a shell, to stand in a fenced block. */
void brief_put_line(struct buffer *block, const char *text);

/* The parts, in their order. */
void brief_verdict(struct brief *brief, const cJSON *report);
void brief_questions(struct brief *brief, const cJSON *report);
void brief_findings(struct brief *brief, const cJSON *report);
void brief_tables(struct brief *brief, const cJSON *report);

#endif
