#include <stdlib.h>
#include <string.h>

#include "core/base/memory.h"
#include "core/base/strings.h"
#include "formats/escape/escape_print.h"
#include "formats/text/clean.h"

/* A kind that concerns the heap, in the compiler's words around the subject. */
struct phrase {
    enum diagnostic_kind kind;
    const char *before, *after;
    const char *summary; /* "%zu ..." without the number */
};

static const struct phrase phrases[] = {
    { DIAGNOSTIC_ESCAPES, "", " escapes to heap", "escapes" },
    { DIAGNOSTIC_MOVED, "moved to heap: ", "", "variables moved to heap" },
    { DIAGNOSTIC_LEAKS, "leaking param: ", "", "leaking parameters" },
    { DIAGNOSTIC_LEAKS_CONTENT, "leaking param content: ", "",
      "leaking in content" },
    { DIAGNOSTIC_LEAKS_TO_RESULT, "leaking param: ", " to result",
      "leaking to a result" },
};
enum { PHRASE_COUNT = sizeof(phrases) / sizeof(phrases[0]) };

static const struct phrase *phrase_of(const struct diagnostic *diagnostic)
{
    for (size_t i = 0; i < PHRASE_COUNT; i++) {
        if (phrases[i].kind == diagnostic->kind) {
            return &phrases[i];
        }
    }
    return NULL;
}

/* File, package, line, column; the order met among equals. */
static int compare_rows(const void *left_row, const void *right_row)
{
    const struct escape_row *const *left = left_row, *const *right = right_row;
    const struct diagnostic *one = (*left)->diagnostic;
    const struct diagnostic *other = (*right)->diagnostic;
    int order = text_compare(one->location.file, other->location.file);
    if (order == 0) {
        order = text_compare(one->package, other->package);
    }
    if (order == 0) {
        order = location_compare(one->location, other->location);
    }
    return order != 0 ? order : (*left > *right) - (*left < *right);
}

static void print_file(const struct diagnostic *diagnostic, struct buffer *out)
{
    const char *file = diagnostic->location.file;
    clean_terminal(out, file == NULL ? "(no position)" : file);
    if (diagnostic->package[0] != '\0') {
        buffer_text(out, "  (");
        clean_terminal(out, diagnostic->package);
        buffer_text(out, ")");
    }
    buffer_text(out, "\n");
}

static void print_step(const struct flow_step *step, struct buffer *out)
{
    if (step->destination != NULL) {
        buffer_text(out, "            flow: ");
        clean_terminal(out, step->destination);
        buffer_text(out, " \xE2\x86\x90 ");
        clean_terminal(out, step->source);
        buffer_text(out, "\n");
        return;
    }
    buffer_text(out, "              from ");
    clean_terminal(out, step->expression);
    buffer_text(out, " (");
    clean_terminal(out, step->reason);
    buffer_text(out, ")");
    if (step->at.file != NULL) {
        buffer_text(out, " at ");
        clean_terminal(out, step->at.file);
        buffer_printf(out, ":%u", step->at.line);
    }
    if (step->at.column > 0) {
        buffer_printf(out, ":%u", step->at.column);
    }
    buffer_text(out, "\n");
}

static void print_place(const struct escape_row *row, struct buffer *out)
{
    struct location location = row->diagnostic->location;
    if (row->state != NULL) {
        buffer_printf(out, "  %-4s", row->state);
    }
    size_t start = out->length;
    buffer_printf(out, "%6u", location.line);
    if (location.column > 0) {
        buffer_printf(out, ":%u", location.column);
    }
    size_t width = out->length - start;
    buffer_repeat(out, ' ', width < 10 ? 12 - width : 2);
}

static void print_row(const struct escape_row *row, struct buffer *out)
{
    const struct diagnostic *diagnostic = row->diagnostic;
    const struct phrase *phrase = phrase_of(diagnostic);
    print_place(row, out);
    buffer_text(out, phrase->before);
    clean_terminal(out, diagnostic->subject);
    buffer_text(out, phrase->after);
    if (diagnostic->kind == DIAGNOSTIC_LEAKS_TO_RESULT) {
        buffer_text(out, " ");
        clean_terminal(out, diagnostic->destination);
    }
    if (diagnostic->function[0] != '\0') {
        buffer_text(out, ", in ");
        clean_terminal(out, diagnostic->function);
    }
    buffer_text(out, "\n");
    for (uint32_t i = 0; i < diagnostic->flow_count; i++) {
        print_step(&row->escapes->flow.items[diagnostic->flow_first + i], out);
    }
}

static void print_rows(const struct escape_row *const *rows, size_t count,
                       struct buffer *out)
{
    const struct diagnostic *last = NULL;
    for (size_t i = 0; i < count; i++) {
        const struct diagnostic *diagnostic = rows[i]->diagnostic;
        if (last == NULL ||
            text_compare(last->location.file, diagnostic->location.file) != 0 ||
            text_compare(last->package, diagnostic->package) != 0) {
            buffer_text(out, last == NULL ? "" : "\n");
            print_file(diagnostic, out);
        }
        print_row(rows[i], out);
        last = diagnostic;
    }
}

/* "\n3 escapes, 1 variables moved to heap" of one state, all when NULL. */
static void print_summary(const struct escape_listing *listing,
                          const char *state, struct buffer *out)
{
    size_t counts[PHRASE_COUNT] = { 0 };
    for (size_t i = 0; i < listing->rows.count; i++) {
        const struct escape_row *row = &listing->rows.items[i];
        const struct phrase *phrase = phrase_of(row->diagnostic);
        if (phrase != NULL &&
            (state == NULL || strcmp(state, row->state) == 0)) {
            counts[phrase - phrases]++;
        }
    }
    if (state != NULL) {
        buffer_printf(out, "%s: ", state);
    }
    size_t shown = state == NULL ? PHRASE_COUNT : 2; /* no leaks */
    for (size_t i = 0; i < shown; i++) {
        buffer_printf(out, "%s%zu %s", i == 0 ? "" : ", ", counts[i],
                      phrases[i].summary);
    }
    buffer_text(out, "\n");
}

void escape_print_text(const struct escape_listing *listing, struct buffer *out)
{
    const struct escape_row **rows = memory_allocate(memory_size(
        listing->rows.count + 1, sizeof(const struct escape_row *)));
    size_t count = 0;
    for (size_t i = 0; i < listing->rows.count; i++) {
        if (phrase_of(listing->rows.items[i].diagnostic) != NULL) {
            rows[count++] = &listing->rows.items[i];
        }
    }
    qsort(rows, count, sizeof(const struct escape_row *), compare_rows);
    print_rows(rows, count, out);
    memory_release(rows);
    buffer_text(out, count > 0 ? "\n" : "");
    if (listing->has_base) {
        print_summary(listing, "new", out);
        print_summary(listing, "gone", out);
    } else {
        print_summary(listing, NULL, out);
    }
}
