/*
 * The files of templates/, compiled into the binary by embed.c. The table and
 * all it points to are static. "report.js.sha256" is the digest of "report.js",
 * in base64; likewise of style sheets.
 */
#ifndef TEMPLATES_TEMPLATES_H
#define TEMPLATES_TEMPLATES_H

#include <stddef.h>

struct template_file {
    const char *name; /* relative to templates/: "help/PERF1001.md" */
    const char *text; /* NUL-terminated */
    size_t length;
};

/* Ends with an entry whose name is NULL; in the order of the names. */
extern const struct template_file template_files[];

#endif
