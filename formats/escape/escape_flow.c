#include "formats/escape/escape_flow.h"

#include <string.h>

#include "formats/escape/escape_line.h"

bool flow_is_continuation(struct span message)
{
    return message.length > 2 && message.bytes[0] == ' ' &&
           message.bytes[1] == ' ';
}

static const char *text_of(struct flow_builder *builder, struct span span)
{
    return arena_copy(builder->arena, span.bytes, span.length);
}

static const char *file_of(struct flow_builder *builder, struct span file)
{
    if (builder->last_interned == NULL ||
        !span_is_same(builder->last_file, file)) {
        builder->last_interned =
            strings_intern(builder->strings, file.bytes, file.length);
        builder->last_file = file;
    }
    return builder->last_interned;
}

/* Up to Go 1.24 the arrow is " = ", which an expression can hold too: a
 * storage in braces ends at its own brace. */
static size_t find_arrow(struct span text, size_t *length)
{
    static const char arrow[] = " \xE2\x86\x90 ";
    size_t at = span_find(text, arrow);
    *length = sizeof(arrow) - 1;
    if (at < text.length) {
        return at;
    }
    *length = 3;
    if (span_starts_with(text, "{")) {
        at = span_find(text, "} = ");
        return at < text.length ? at + 1 : at;
    }
    return span_find(text, " = ");
}

/* "DST ← SRC:" */
static void add_flow(struct flow_builder *builder, struct span text)
{
    if (span_ends_with(text, ":")) {
        text.length--;
    }
    size_t arrow_length;
    size_t arrow = find_arrow(text, &arrow_length);
    if (arrow == text.length) {
        return;
    }
    struct flow_step *step = LIST_PUSH(builder->arena, builder->flow);
    step->destination = text_of(builder, span_until(text, arrow));
    step->source = text_of(builder, span_from(text, arrow + arrow_length));
}

/* "EXPR (REASON", from the right: EXPR can hold anything. */
static void add_from(struct flow_builder *builder, struct span text,
                     struct location at)
{
    size_t open = span_find_last(text, " (");
    if (open == text.length) {
        return;
    }
    struct flow_step *step = LIST_PUSH(builder->arena, builder->flow);
    step->expression = text_of(builder, span_until(text, open));
    step->reason = text_of(builder, span_from(text, open + 2));
    step->at = at;
}

/* "EXPR (REASON) at POS" */
static void add_placed(struct flow_builder *builder, struct span text)
{
    size_t at = span_find_last(text, ") at ");
    if (at == text.length) {
        return;
    }
    struct escape_position place;
    struct location location = { .file = NULL };
    if (escape_place_parse(span_from(text, at + 5), &place)) {
        location = (struct location){ .file = file_of(builder, place.file),
                                      .line = place.line,
                                      .column = place.column };
    }
    add_from(builder, span_until(text, at), location);
}

static const char flow_prefix[] = "  flow: ", from_prefix[] = "    from ";

static void add_line(struct flow_builder *builder, struct span message)
{
    if (span_starts_with(message, from_prefix)) {
        add_placed(builder, span_from(message, sizeof(from_prefix) - 1));
    } else if (span_starts_with(message, flow_prefix)) {
        add_flow(builder, span_from(message, sizeof(flow_prefix) - 1));
    }
}

void flow_add_step(struct flow_builder *builder, struct span message,
                   struct location at)
{
    if (span_starts_with(message, flow_prefix)) {
        add_flow(builder, span_from(message, sizeof(flow_prefix) - 1));
    } else if (span_starts_with(message, from_prefix) &&
               span_ends_with(message, ")")) {
        message = span_until(message, message.length - 1);
        add_from(builder, span_from(message, sizeof(from_prefix) - 1), at);
    }
}

/* Steps that happen to every value and do not say why it escapes. */
static bool is_telling(const char *reason)
{
    static const char *const common[] = {
        "spill",       "address-of", "reference",
        "indirection", "dot",        "dot of pointer",
    };
    for (size_t i = 0; i < sizeof(common) / sizeof(common[0]); i++) {
        if (strcmp(reason, common[i]) == 0) {
            return false;
        }
    }
    return true;
}

/* The reason nearest to where the value ends up, and that place. */
static void summarise(const struct flow_builder *builder,
                      struct diagnostic *diagnostic)
{
    const char *telling = NULL, *last = "", *destination = "";
    for (uint32_t i = 0; i < diagnostic->flow_count; i++) {
        const struct flow_step *step =
            &builder->flow->items[diagnostic->flow_first + i];
        if (step->destination != NULL) {
            destination = step->destination;
            continue;
        }
        last = step->reason;
        telling = is_telling(last) ? last : telling;
    }
    if (diagnostic->destination[0] == '\0') {
        diagnostic->destination = destination;
    }
    if (diagnostic->reason[0] == '\0') {
        diagnostic->reason = telling != NULL ? telling : last;
    }
}

void flow_end(struct flow_builder *builder, size_t first,
              struct diagnostic *diagnostic)
{
    diagnostic->flow_first = (uint32_t)first;
    diagnostic->flow_count = (uint32_t)(builder->flow->count - first);
    summarise(builder, diagnostic);
}

void flow_build(struct flow_builder *builder, const struct flow_text *text,
                struct diagnostic *diagnostic)
{
    struct cursor cursor = cursor_over(text->lines.bytes, text->lines.length);
    struct span line;
    size_t first = builder->flow->count;
    while (cursor_line(&cursor, &line)) {
        line = escape_line_strip(line);
        if (line.length > text->prefix_length) {
            add_line(builder, span_from(line, text->prefix_length));
        }
    }
    flow_end(builder, first, diagnostic);
}
