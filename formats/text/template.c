#include "formats/text/template.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "formats/text/clean.h"
#include "formats/text/template_scan.h"

enum { MOST_DEPTH = 64 };

/* The contexts, innermost last. */
struct stack {
    const cJSON *items[MOST_DEPTH];
    size_t count;
};

struct renderer {
    const struct template_source *source;
    struct stack stack;
    size_t partial_depth;
    struct buffer *out;
};

static bool render(struct renderer *renderer, struct template_scan *scan,
                   struct error *error);

static const cJSON *member(const cJSON *object, struct span name)
{
    for (const cJSON *item = object->child; item != NULL; item = item->next) {
        if (item->string != NULL && span_equals(name, item->string)) {
            return item;
        }
    }
    return NULL;
}

/* The first part of a dotted name is looked up in all contexts, the rest only
 * in what was found. */
static const cJSON *look_up(const struct stack *stack, struct span name)
{
    if (span_equals(name, ".")) {
        return stack->items[stack->count - 1];
    }
    size_t dot = span_find(name, ".");
    const cJSON *found = NULL;
    for (size_t i = stack->count; i-- > 0 && found == NULL;) {
        if (cJSON_IsObject(stack->items[i])) {
            found = member(stack->items[i], span_until(name, dot));
        }
    }
    while (found != NULL && dot < name.length) {
        name = span_from(name, dot + 1);
        dot = span_find(name, ".");
        found =
            cJSON_IsObject(found) ? member(found, span_until(name, dot)) : NULL;
    }
    return found;
}

static bool is_true(const cJSON *value)
{
    if (value == NULL || cJSON_IsNull(value) || cJSON_IsFalse(value)) {
        return false;
    }
    if (cJSON_IsArray(value)) {
        return value->child != NULL;
    }
    return !cJSON_IsString(value) || value->valuestring[0] != '\0';
}

static void format_number(double value, char *text, size_t size)
{
    if (value == floor(value) && fabs(value) < 1e15) {
        snprintf(text, size, "%.0f", value);
    } else {
        snprintf(text, size, "%.15g", value);
    }
}

static void write_value(struct buffer *out, const cJSON *value, bool raw)
{
    char number[32];
    const char *text = "";
    if (cJSON_IsString(value) || cJSON_IsRaw(value)) {
        text = value->valuestring;
    } else if (cJSON_IsNumber(value)) {
        format_number(value->valuedouble, number, sizeof(number));
        text = number;
    } else if (cJSON_IsBool(value)) {
        text = cJSON_IsTrue(value) ? "true" : "false";
    }
    if (raw) {
        buffer_text(out, text);
    } else {
        clean_html(out, text);
    }
}

/* Moves `scan` behind the end of the section just opened; `body` is what
 * stands in it, with the delimiters at its start. */
static bool take_section(struct template_scan *scan,
                         const struct template_tag *open,
                         struct template_scan *body, struct error *error)
{
    *body = *scan;
    size_t depth = 1;
    for (;;) {
        struct template_tag tag;
        if (!template_next(scan, &tag, error)) {
            return false;
        }
        if (tag.kind == '\0') {
            return error_set(error, ERROR_INPUT,
                             "%s:%zu: section \"%.*s\" is not closed",
                             scan->name, template_line(scan, open->start),
                             (int)open->name.length, open->name.bytes);
        }
        bool same = span_is_same(tag.name, open->name);
        depth += same && (tag.kind == '#' || tag.kind == '^');
        depth -= same && tag.kind == '/';
        if (depth == 0) {
            body->limit =
                tag.start < body->position ? body->position : tag.start;
            return true;
        }
    }
}

static bool render_in(struct renderer *renderer, struct template_scan body,
                      const cJSON *context, struct error *error)
{
    if (renderer->stack.count == MOST_DEPTH) {
        return error_set(error, ERROR_LIMIT,
                         "%s: sections are nested deeper than %d", body.name,
                         MOST_DEPTH);
    }
    renderer->stack.items[renderer->stack.count++] = context;
    bool ok = render(renderer, &body, error);
    renderer->stack.count--;
    return ok;
}

static bool render_section(struct renderer *renderer,
                           struct template_scan *scan,
                           const struct template_tag *tag, struct error *error)
{
    struct template_scan body;
    if (!take_section(scan, tag, &body, error)) {
        return false;
    }
    const cJSON *value = look_up(&renderer->stack, tag->name);
    if (tag->kind == '^') {
        return is_true(value) || render(renderer, &body, error);
    }
    if (!is_true(value)) {
        return true;
    }
    if (!cJSON_IsArray(value)) {
        return render_in(renderer, body, value, error);
    }
    for (const cJSON *item = value->child; item != NULL; item = item->next) {
        if (!render_in(renderer, body, item, error)) {
            return false;
        }
    }
    return true;
}

/* A partial alone on its line is indented as a whole. */
static void indent_lines(struct buffer *out, const char *text,
                         struct span indent)
{
    while (*text != '\0') {
        const char *newline = strchr(text, '\n');
        size_t length =
            newline != NULL ? (size_t)(newline - text) + 1 : strlen(text);
        buffer_append(out, indent.bytes, indent.length);
        buffer_append(out, text, length);
        text += length;
    }
}

static bool render_text(struct renderer *renderer, const char *name,
                        const char *text, struct error *error)
{
    struct template_scan scan = {
        .name = name,
        .text = span_of(text),
        .limit = strlen(text),
        .delimiters = { .open = "{{", .close = "}}" },
    };
    return render(renderer, &scan, error);
}

static bool render_partial(struct renderer *renderer,
                           const struct template_tag *tag, struct error *error)
{
    char name[128];
    snprintf(name, sizeof(name), "%.*s", (int)tag->name.length,
             tag->name.bytes);
    const struct template_source *source = renderer->source;
    const char *text =
        source->partial != NULL ? source->partial(source->context, name) : NULL;
    if (text == NULL) {
        return true;
    }
    if (renderer->partial_depth == MOST_DEPTH) {
        return error_set(error, ERROR_LIMIT,
                         "%s: partials are nested deeper than %d", name,
                         MOST_DEPTH);
    }
    struct buffer indented;
    buffer_init(&indented);
    indent_lines(&indented, text, tag->indent);
    renderer->partial_depth++;
    bool ok = render_text(renderer, name, indented.bytes, error);
    renderer->partial_depth--;
    buffer_release(&indented);
    return ok;
}

static bool render_tag(struct renderer *renderer, struct template_scan *scan,
                       const struct template_tag *tag, struct error *error)
{
    switch (tag->kind) {
    case '$':
    case '&':
        write_value(renderer->out, look_up(&renderer->stack, tag->name),
                    tag->kind == '&');
        return true;
    case '#':
    case '^':
        return render_section(renderer, scan, tag, error);
    case '>':
        return render_partial(renderer, tag, error);
    case '/':
        return error_set(error, ERROR_INPUT,
                         "%s:%zu: section \"%.*s\" was never opened",
                         scan->name, template_line(scan, tag->start),
                         (int)tag->name.length, tag->name.bytes);
    default:
        return true; /* comments and delimiters */
    }
}

static bool render(struct renderer *renderer, struct template_scan *scan,
                   struct error *error)
{
    for (;;) {
        struct template_tag tag;
        if (!template_next(scan, &tag, error)) {
            return false;
        }
        buffer_append(renderer->out, tag.literal.bytes, tag.literal.length);
        if (tag.kind == '\0') {
            return true;
        }
        if (!render_tag(renderer, scan, &tag, error)) {
            return false;
        }
    }
}

bool template_render(const struct template_source *source, const cJSON *data,
                     struct buffer *out, struct error *error)
{
    struct renderer renderer = { .source = source,
                                 .stack = { .items = { data }, .count = 1 },
                                 .out = out };
    return render_text(&renderer, source->name, source->text, error);
}
