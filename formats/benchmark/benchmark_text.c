#include "formats/benchmark/benchmark_text.h"

#include <string.h>

#include "formats/benchmark/go_float.h"

/* Length of the white space of unicode.IsSpace at the start, or 0. */
static size_t space_length(struct span text)
{
    static const char *const wide[] = {
        "\xc2\x85",     "\xc2\xa0",     "\xe1\x9a\x80", "\xe2\x80\x80",
        "\xe2\x80\x81", "\xe2\x80\x82", "\xe2\x80\x83", "\xe2\x80\x84",
        "\xe2\x80\x85", "\xe2\x80\x86", "\xe2\x80\x87", "\xe2\x80\x88",
        "\xe2\x80\x89", "\xe2\x80\x8a", "\xe2\x80\xa8", "\xe2\x80\xa9",
        "\xe2\x80\xaf", "\xe2\x81\x9f", "\xe3\x80\x80",
    };
    if (text.length == 0) {
        return 0;
    }
    if ((unsigned char)text.bytes[0] < 0x80) {
        return memchr("\t\n\v\f\r ", text.bytes[0], 6) != NULL;
    }
    for (size_t i = 0; i < sizeof(wide) / sizeof(*wide); i++) {
        if (span_starts_with(text, wide[i])) {
            return strlen(wide[i]);
        }
    }
    return 0;
}

struct span benchmark_field(struct span *rest)
{
    struct span text = *rest;
    size_t end = 0;
    while (end < text.length && space_length(span_from(text, end)) == 0) {
        end++;
    }
    size_t next = end;
    for (size_t space = 1; space > 0;) {
        space = space_length(span_from(text, next));
        next += space;
    }
    *rest = span_from(text, next);
    return span_until(text, end);
}

bool benchmark_line_parse(struct span line, struct benchmark_line *parsed)
{
    static const char prefix[] = "Benchmark";
    if (!span_starts_with(line, prefix)) {
        return false;
    }
    parsed->rest = span_from(line, sizeof(prefix) - 1);
    size_t length = parsed->rest.length;
    parsed->name = benchmark_field(&parsed->rest);
    return parsed->name.length < length;
}

const char *benchmark_iterations_parse(struct span *rest, uint64_t *iterations)
{
    struct span field = benchmark_field(rest);
    if (field.length == 0) {
        return "missing iteration count";
    }
    if (field.bytes[0] == '+') {
        field = span_from(field, 1);
    }
    if (span_uint64(field, iterations) && *iterations <= INT64_MAX) {
        return NULL;
    }
    for (size_t i = 0; i < field.length; i++) {
        if (field.bytes[i] < '0' || field.bytes[i] > '9') {
            return "parsing iteration count: invalid syntax";
        }
    }
    return field.length == 0 ? "parsing iteration count: invalid syntax"
                             : "parsing iteration count: value out of range";
}

const char *benchmark_measurement_parse(
    struct span *rest, struct benchmark_measurement *measurement)
{
    switch (go_float_parse(benchmark_field(rest), &measurement->value)) {
    case GO_FLOAT_BAD_SYNTAX:
        return "parsing measurement: invalid syntax";
    case GO_FLOAT_OUT_OF_RANGE:
        return "parsing measurement: value out of range";
    case GO_FLOAT_READ:
        break;
    }
    measurement->unit = benchmark_field(rest);
    return measurement->unit.length == 0 ? "missing units" : NULL;
}

static bool is_upper(char byte)
{
    return byte >= 'A' && byte <= 'Z';
}

/* Length of a key: a lower-case letter, then no space and no upper case up to
 * the colon; 0 when the line does not start with one. */
static size_t key_length(struct span line)
{
    if (line.length == 0 || line.bytes[0] < 'a' || line.bytes[0] > 'z') {
        return 0;
    }
    for (size_t i = 1; i < line.length; i++) {
        if (line.bytes[i] == ':') {
            return i;
        }
        if (is_upper(line.bytes[i]) || space_length(span_from(line, i)) > 0) {
            return 0;
        }
    }
    return 0;
}

bool benchmark_setting_parse(struct span line, struct benchmark_pair *pair)
{
    size_t length = key_length(line);
    if (length == 0) {
        return false;
    }
    pair->key = span_until(line, length);
    struct span value = span_from(line, length + 1);
    bool is_setting = value.length == 0;
    while (value.length > 0 &&
           (value.bytes[0] == ' ' || value.bytes[0] == '\t')) {
        value = span_from(value, 1);
        is_setting = true;
    }
    pair->value = value;
    return is_setting;
}

bool benchmark_unit_line(struct span line, struct span *rest)
{
    *rest = line;
    return span_starts_with(line, "Unit") &&
           span_equals(benchmark_field(rest), "Unit");
}
