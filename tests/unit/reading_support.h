/*
 * Reading into head, from files below tests/data or from text, and a look at
 * the compiler's diagnostics read.
 */
#ifndef TESTS_UNIT_READING_SUPPORT_H
#define TESTS_UNIT_READING_SUPPORT_H

#include "evidence_support.h"

#include "formats/reader.h"

/* By the reader that knows the content, as a bundle's files are. */
static inline bool reading_take(struct reading *reading, struct span content)
{
    struct input input = { .name = "input",
                           .label = "input",
                           .content = content };
    struct reader_target target = { .evidence = &reading->evidence,
                                    .side = &reading->evidence.head,
                                    .arena = &reading->evidence.head.arena,
                                    .strings = &reading->strings };
    const struct reader *reader = reader_for(content);
    if (reader == NULL) {
        fail_msg("no reader knows this: %.60s", content.bytes);
    }
    return reader->read(&input, &target, &reading->error);
}

/* The mapping is gone after the reading: nothing may point into it. */
static inline void reading_take_file(struct reading *reading, const char *path)
{
    char whole[256];
    struct file_view view;
    snprintf(whole, sizeof(whole), "tests/data/%s", path);
    assert_true(
        file_open_view(whole, FILE_LIMIT_BYTES, &view, &reading->error));
    assert_true(reading_take(
        reading, (struct span){ .bytes = view.bytes, .length = view.length }));
    file_close_view(&view);
}

static inline size_t reading_count(const struct reading *reading,
                                   enum diagnostic_kind kind)
{
    size_t count = 0;
    const struct diagnostic_list *list =
        &reading->evidence.head.escapes.diagnostics;
    for (size_t i = 0; i < list->count; i++) {
        count += list->items[i].kind == kind;
    }
    return count;
}

/* The first of the kind on the line; one that says so when there is none. */
static inline const struct diagnostic *reading_find(
    const struct reading *reading, enum diagnostic_kind kind, uint32_t line)
{
    static const struct diagnostic none = {
        .location = { .file = "(none)" },
        .subject = "(none)",
        .reason = "(none)",
        .destination = "(none)",
    };
    const struct diagnostic_list *list =
        &reading->evidence.head.escapes.diagnostics;
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].kind == kind &&
            list->items[i].location.line == line) {
            return &list->items[i];
        }
    }
    return &none;
}

static inline bool reading_has(const struct reading *reading,
                               enum diagnostic_kind kind, uint32_t line)
{
    return reading_find(reading, kind, line)->location.line == line;
}

#endif
