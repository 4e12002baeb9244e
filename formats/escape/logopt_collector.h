/*
 * Diagnostics of one file of a logopt tree, from its records in the order
 * met. The compiler logs a leak whenever it finds a shorter way out, where
 * text has only the last word; so leaks wait for the end of the file.
 */
#ifndef FORMATS_LOGOPT_COLLECTOR_H
#define FORMATS_LOGOPT_COLLECTOR_H

#include "core/base/map.h"
#include "formats/escape/escape_flow.h"
#include "formats/escape/logopt_line.h"
#include "formats/reader.h"

/* By its place; bytes are hashed, hence no padding. */
struct logopt_parameter {
    const char *name; /* interned */
    uint32_t line, column;
};

struct logopt_leak {
    struct span line; /* of the log, to be parsed again */
    uint32_t parameter, derefs;
    bool is_to_heap;
};
struct logopt_leak_list LIST_STRUCT(struct logopt_leak);
struct logopt_derefs_list LIST_STRUCT(uint32_t);

struct logopt_collector {
    const struct reader_target *target;
    const char *package, *file, *empty; /* interned, as all that is added */
    struct logopt_record record;        /* being read */
    struct span line;                   /* it came from */
    struct flow_builder flow;
    struct arena arena; /* of the lists here */
    struct buffer scratch, text;
    struct buffer uri;     /* met last, and the file it stands for */
    const char *uri_file;  /* NULL: none yet */
    struct map parameters; /* that leak, indexed as shortest */
    struct logopt_derefs_list shortest; /* to the heap; UINT32_MAX: no way */
    struct logopt_leak_list leaks;
};

void logopt_collector_init(struct logopt_collector *collector,
                           const struct reader_target *target);
void logopt_collector_release(struct logopt_collector *collector);

/* The records that follow are of this file. */
void logopt_collector_file(struct logopt_collector *collector,
                           const struct logopt_header *header);

/* Adds the diagnostic of a line, which must stay until the end; false when it
 * is damaged. */
bool logopt_collector_add(struct logopt_collector *collector, struct span line);

/* No line follows. */
void logopt_collector_end(struct logopt_collector *collector);

/* For the parts of the collector alone. */

const char *logopt_intern(const struct logopt_collector *collector,
                          struct span text);

/* One at the record's place, with nothing said. */
struct diagnostic logopt_diagnostic(const struct logopt_collector *collector,
                                    enum diagnostic_kind kind);

struct diagnostic *logopt_add(struct logopt_collector *collector,
                              const struct diagnostic *diagnostic);

/* Gives the diagnostic the record's flow when it has none. */
void logopt_explain(struct logopt_collector *collector,
                    struct diagnostic *diagnostic);

/* Keeps the record's leak for the end; false when it is not worded so. */
bool logopt_hold_leak(struct logopt_collector *collector);
void logopt_add_leaks(struct logopt_collector *collector);

#endif
