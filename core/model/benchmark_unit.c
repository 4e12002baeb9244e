#include "core/model/benchmark_unit.h"

#include <string.h>

#include "core/base/buffer.h"

/* A walk over the words of a unit: "B*ns/op" has B and ns above the line. */
struct unit_walk {
    struct span rest;
    bool is_below; /* in the denominator */
    struct span word;
};

static bool is_separator(char byte)
{
    return byte == '*' || byte == '/' || byte == '-' || byte == ' ';
}

/* Copies the separators before the word to `passed` when it is not NULL. */
static bool next_word(struct unit_walk *walk, struct buffer *passed)
{
    size_t start = 0;
    while (start < walk->rest.length && is_separator(walk->rest.bytes[start])) {
        char separator = walk->rest.bytes[start++];
        walk->is_below =
            separator == '/' || (walk->is_below && separator != '*');
    }
    size_t end = start;
    while (end < walk->rest.length && !is_separator(walk->rest.bytes[end])) {
        end++;
    }
    if (passed != NULL) {
        buffer_append(passed, walk->rest.bytes, start);
    }
    walk->word = span_until(span_from(walk->rest, start), end - start);
    walk->rest = span_from(walk->rest, end);
    return end > start;
}

static void tidy_word(const struct unit_walk *walk, struct buffer *name,
                      double *factor)
{
    if (!walk->is_below && span_equals(walk->word, "ns")) {
        buffer_text(name, "sec");
        *factor /= 1e9;
    } else if (!walk->is_below && span_equals(walk->word, "MB")) {
        buffer_text(name, "B");
        *factor *= 1e6;
    } else {
        buffer_append(name, walk->word.bytes, walk->word.length);
    }
}

struct tidy_unit benchmark_unit_tidy(struct strings *strings, struct span unit)
{
    struct tidy_unit tidy = { .factor = 1 };
    struct buffer name;
    buffer_init(&name);
    struct unit_walk walk = { .rest = unit };
    while (next_word(&walk, &name)) {
        tidy_word(&walk, &name, &tidy.factor);
    }
    tidy.name = strings_intern(strings, name.bytes, name.length);
    buffer_release(&name);
    return tidy;
}

bool benchmark_unit_is_binary(const char *unit)
{
    struct unit_walk walk = { .rest = span_of(unit) };
    while (next_word(&walk, NULL)) {
        if (!walk.is_below &&
            (span_equals(walk.word, "B") || span_equals(walk.word, "MB") ||
             span_equals(walk.word, "bytes"))) {
            return true;
        }
    }
    return false;
}

bool benchmark_unit_prefers_higher(const char *unit)
{
    return strcmp(unit, "B/s") == 0 || strcmp(unit, "MB/s") == 0;
}
