/*
 * One line of what `go build -gcflags=-json=0,DIR` writes, taken apart:
 * a header, then a diagnostic a line, in the shape of the Language Server
 * Protocol but with the compiler's own lines and columns (from 1, in bytes).
 * Source: cmd/compile/internal/logopt.
 *
 *     {"version":0,"package":"p","goos":"linux","goarch":"amd64",
 *      "gc_version":"go1.26.8","file":"/src/p/a.go"}
 *     {"range":{"start":{"line":19,"character":28},"end":{...}},"severity":3,
 *      "code":"escape","source":"go compiler","message":"&T{} escapes to heap",
 *      "relatedInformation":[{"location":{"uri":"file:///src/p/a.go",
 *      "range":{...}},"message":"escflow:    flow: ~r0 ← &{storage for
 * &T{}}:"}]}
 */
#ifndef FORMATS_LOGOPT_LINE_H
#define FORMATS_LOGOPT_LINE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/buffer.h"
#include "core/base/cursor.h"

/* Spans are views into the line or the scratch that is given with it. */
struct logopt_header {
    uint32_t version;
    struct span package, goos, goarch, compiler;
    struct span file; /* the compiler's path: the name of the log has less;
                         "__unnamed__" where it knows no position */
};

struct logopt_related {
    struct span uri, message;
    uint32_t line, column;
};

struct logopt_related_list LIST_STRUCT(struct logopt_related);

struct logopt_record {
    struct span code, message;
    bool has_range;
    uint32_t line,
        column; /* the outermost place of what was inlined; 0: none */
    struct logopt_related_list related; /* the list is used again */
};

/* The scratch is cleared first. False when the line is no such header. */
bool logopt_header_parse(struct span line, struct buffer *scratch,
                         struct logopt_header *header);

/* The same for a diagnostic; its list of related places grows in the arena. */
bool logopt_record_parse(struct span line, struct buffer *scratch,
                         struct arena *arena, struct logopt_record *record);

/* Appends the path that a "file:" URI stands for; under -trimpath its first
 * part looks like a host and is not. */
void logopt_path_append(struct buffer *path, struct span uri);

#endif
