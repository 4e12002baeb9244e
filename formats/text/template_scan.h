/*
 * The tags of a Mustache template, one after the other. Views into the text.
 */
#ifndef FORMATS_TEMPLATE_SCAN_H
#define FORMATS_TEMPLATE_SCAN_H

#include "core/base/cursor.h"
#include "core/base/error.h"

#define TEMPLATE_DELIMITER_MOST 16

struct template_delimiters {
    char open[TEMPLATE_DELIMITER_MOST];
    char close[TEMPLATE_DELIMITER_MOST];
};

struct template_scan {
    const char *name; /* of the template, for messages */
    struct span text; /* the whole template: lines are judged in it */
    size_t position, limit;
    struct template_delimiters delimiters;
};

struct template_tag {
    struct span literal; /* text before the tag */
    /* '#', '^', '/', '!', '>', '&' (raw), '$' (escaped), '=' (delimiters);
     * '\0': the end, only the literal counts */
    char kind;
    struct span name;
    struct span indent; /* white space before a tag alone on its line */
    size_t start;       /* of the tag (with its line, if alone) */
};

/* Sets new delimiters itself. ERROR_INPUT: a tag is not closed. */
WARN_UNUSED bool template_next(struct template_scan *scan,
                               struct template_tag *tag, struct error *error);

/* "NAME:LINE" of a position, for messages. */
size_t template_line(const struct template_scan *scan, size_t position);

#endif
