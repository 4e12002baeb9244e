/*
 * The platform of a run: the output of `go env` ("GOVERSION='go1.26.8'"), or
 * lines "key=value" that a script wrote ("go=go version go1.26.8 linux/amd64").
 */
#include <string.h>

#include "formats/reader.h"

struct setting {
    struct span key, value;
};

/* KEY=value, KEY='value', "set KEY=value" (Windows). */
static bool read_setting(struct span line, struct setting *setting)
{
    line = span_trim(line);
    if (span_starts_with(line, "set ")) {
        line = span_from(line, 4);
    }
    size_t equals = span_find(line, "=");
    if (equals == line.length || equals == 0) {
        return false;
    }
    setting->key = span_until(line, equals);
    struct span value = span_from(line, equals + 1);
    char quote = value.length > 1 ? value.bytes[0] : '\0';
    if ((quote == '\'' || quote == '"') &&
        value.bytes[value.length - 1] == quote) {
        value = span_until(span_from(value, 1), value.length - 2);
    }
    setting->value = value;
    return true;
}

static void set_once(const struct reader_target *target, const char **field,
                     struct span value)
{
    if ((*field)[0] == '\0') {
        *field = strings_intern(target->strings, value.bytes, value.length);
    }
}

/* "go version go1.26.8 linux/amd64" */
static void read_version_line(const struct reader_target *target,
                              struct span value)
{
    struct cursor cursor = cursor_over(value.bytes, value.length);
    struct span field;
    struct evidence_side *side = target->side;
    while (cursor_field(&cursor, &field)) {
        size_t slash = span_find(field, "/");
        if (span_starts_with(field, "go1") || span_starts_with(field, "go2")) {
            set_once(target, &side->go_version, field);
        } else if (slash < field.length) {
            set_once(target, &side->goos, span_until(field, slash));
            set_once(target, &side->goarch, span_from(field, slash + 1));
        }
    }
}

static bool read_goenv(const struct input *input,
                       const struct reader_target *target, struct error *error)
{
    (void)error;
    struct cursor cursor =
        cursor_over(input->content.bytes, input->content.length);
    struct evidence_side *side = target->side;
    for (struct span line; cursor_line(&cursor, &line);) {
        struct setting setting;
        if (!read_setting(line, &setting)) {
            continue;
        }
        if (span_equals(setting.key, "GOVERSION")) {
            set_once(target, &side->go_version, setting.value);
        } else if (span_equals(setting.key, "GOOS")) {
            set_once(target, &side->goos, setting.value);
        } else if (span_equals(setting.key, "GOARCH")) {
            set_once(target, &side->goarch, setting.value);
        } else if (span_equals(setting.key, "go")) {
            read_version_line(target, setting.value);
        }
    }
    return true;
}

/* Every line a setting, and one of those that are read among them. */
static int recognise_goenv(struct span start)
{
    struct cursor cursor = cursor_over(start.bytes, start.length);
    bool has_known = false;
    for (struct span line; cursor_line(&cursor, &line);) {
        struct setting setting;
        if (span_trim(line).length == 0) {
            continue;
        }
        if (!read_setting(line, &setting)) {
            return 0;
        }
        has_known |= span_equals(setting.key, "GOVERSION") ||
                     span_equals(setting.key, "GOARCH") ||
                     span_equals(setting.key, "GOOS") ||
                     (span_equals(setting.key, "go") &&
                      span_starts_with(setting.value, "go version "));
    }
    return has_known ? 60 : 0;
}

const struct reader reader_goenv = {
    .name = "goenv",
    .description = "output of go env",
    .recognise = recognise_goenv,
    .read = read_goenv,
};
