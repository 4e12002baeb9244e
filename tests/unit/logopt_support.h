/*
 * Files of a logopt tree, written record by record.
 */
#ifndef TESTS_UNIT_LOGOPT_SUPPORT_H
#define TESTS_UNIT_LOGOPT_SUPPORT_H

#include "reading_support.h"

/* A log of one file, made record by record. */
struct log {
    struct buffer text;
};

static inline void log_begin(struct log *log, const char *package,
                             const char *file)
{
    buffer_init(&log->text);
    buffer_printf(&log->text,
                  "{\"version\":0,\"package\":\"%s\",\"goos\":\"linux\","
                  "\"goarch\":\"amd64\",\"gc_version\":\"go1.26.8\","
                  "\"file\":\"%s\"}\n",
                  package, file);
}

static inline void log_range(struct log *log, unsigned line, unsigned column)
{
    buffer_printf(&log->text,
                  "\"range\":{\"start\":{\"line\":%u,\"character\":%u},"
                  "\"end\":{\"line\":1,\"character\":1}}",
                  line, column);
}

/* "LINE:COLUMN" and what is said there, with places related to it. */
struct place {
    unsigned line, column;
    const char *uri, *message;
};

static inline void log_record(struct log *log, const char *code,
                              const struct place *at,
                              const struct place *related)
{
    struct buffer *text = &log->text;
    buffer_text(text, "{");
    log_range(log, at->line, at->column);
    buffer_printf(text,
                  ",\"severity\":3,\"code\":\"%s\",\"source\":"
                  "\"go compiler\",\"message\":\"%s\"",
                  code, at->message);
    if (related != NULL) {
        buffer_text(text, ",\"relatedInformation\":[");
        for (; related->uri != NULL; related++) {
            buffer_printf(text, "{\"location\":{\"uri\":\"%s\",", related->uri);
            log_range(log, related->line, related->column);
            buffer_printf(text, "},\"message\":\"%s\"}%s", related->message,
                          related[1].uri != NULL ? "," : "]");
        }
    }
    buffer_text(text, "}\n");
}

static inline void log_short(struct log *log, unsigned line, const char *code,
                             const char *message)
{
    struct place at = { .line = line, .column = 2, .message = message };
    log_record(log, code, &at, NULL);
}

static inline void log_take(struct log *log, struct reading *reading)
{
    assert_true(reading_take(
        reading, (struct span){ log->text.bytes, log->text.length }));
    buffer_release(&log->text);
}

#endif
