/* The messages of -m: a table by how they start, and a few that must be told
 * by how they end because they start with any Go expression. */
#include <string.h>

#include "formats/escape/escape_line.h"

/* What the text behind the prefix holds. */
enum form_shape {
    SHAPE_SUBJECT,        /* all of it */
    SHAPE_NOTHING,        /* the prefix is the message */
    SHAPE_INLINED,        /* "X" or "X with score N" */
    SHAPE_CAN_INLINE,     /* "X" or "X with cost N as: ..." */
    SHAPE_COLON_REASON,   /* "X: REASON" */
    SHAPE_CANNOT_INLINE,  /* the same, or "X into F: REASON" */
    SHAPE_TO_DESTINATION, /* "X to Y" */
    SHAPE_LEAK,           /* "X" or "X to result R level=N" */
    SHAPE_UNTIL,          /* "X" and the form's suffix */
    SHAPE_WHOLE,          /* nothing; the prefix is the subject */
    SHAPE_SENTENCE,       /* anything; with the prefix it is the subject */
};

struct form {
    const char *prefix;
    size_t length;
    enum diagnostic_kind kind;
    enum form_shape shape;
    const char *suffix;
};

#define FORM(prefix, kind, shape) \
    { prefix, sizeof(prefix) - 1, DIAGNOSTIC_##kind, SHAPE_##shape, NULL }
#define FORM_UNTIL(prefix, kind, suffix) \
    { prefix, sizeof(prefix) - 1, DIAGNOSTIC_##kind, SHAPE_UNTIL, suffix }

/* The frequent ones first. */
static const struct form forms[] = {
    FORM("inlining call to ", INLINED_CALL, INLINED),
    FORM("can inline ", CAN_INLINE, CAN_INLINE),
    FORM("cannot inline ", CANNOT_INLINE, CANNOT_INLINE),
    FORM("leaking param: ", LEAKS, LEAK),
    FORM("leaking param content: ", LEAKS_CONTENT, SUBJECT),
    FORM("moved to heap: ", MOVED, SUBJECT),
    FORM("index bounds check elided", BOUNDS_CHECK_ELIDED, NOTHING),
    FORM("Found IsInBounds", BOUNDS_CHECK, WHOLE),
    FORM("Found IsSliceInBounds", BOUNDS_CHECK, WHOLE),
    FORM("generated nil check", NIL_CHECK, WHOLE),
    FORM("devirtualizing ", DEVIRTUALIZED, TO_DESTINATION),
    FORM("partially devirtualizing ", DEVIRTUALIZED, TO_DESTINATION),
    FORM("PGO devirtualizing interface call ", DEVIRTUALIZED, TO_DESTINATION),
    FORM("PGO devirtualizing function call ", DEVIRTUALIZED, TO_DESTINATION),
    FORM("cannot devirtualize ", NOT_DEVIRTUALIZED, COLON_REASON),
    FORM("should not PGO devirtualize ", NOT_DEVIRTUALIZED, COLON_REASON),
    FORM("zero-copy string->[]byte conversion", ZERO_COPY, NOTHING),
    FORM_UNTIL("assuming ", UNSAFE_UINTPTR, " is unsafe uintptr"),
    FORM_UNTIL("marking ", UNSAFE_UINTPTR, " as escaping uintptr"),
    FORM_UNTIL("marking ", UNSAFE_UINTPTR, " as escaping ...uintptr"),
    FORM_UNTIL("function ", BIG_FUNCTION,
               " considered 'big'; reducing max cost of inlinees"),
    FORM("imprecise interface call", OTHER, WHOLE),
    FORM("mutates param: ", OTHER, SENTENCE), /* -d=escapemutationscalls */
    FORM("calls param: ", OTHER, SENTENCE),
    FORM("expr is unknown to bloop pass", OTHER, WHOLE),
    FORM_UNTIL("tail call emitted for the method ", OTHER, " wrapper"),
};

/* Splits at the separator; false, and all is left, when it is not there. */
static bool split(struct span text, const char *separator, struct span *left,
                  struct span *right)
{
    size_t at = span_find(text, separator);
    *left = span_until(text, at);
    if (at == text.length) {
        return false;
    }
    *right = span_from(text, at + strlen(separator));
    return true;
}

static bool split_last(struct span text, const char *separator,
                       struct span *left, struct span *right)
{
    size_t at = span_find_last(text, separator);
    *left = span_until(text, at);
    if (at == text.length) {
        return false;
    }
    *right = span_from(text, at + strlen(separator));
    return true;
}

static bool parse_can_inline(struct span rest, struct escape_message *message)
{
    struct span body;
    size_t cost = span_find(rest, " with cost ");
    message->subject = span_until(rest, cost);
    if (cost < rest.length) {
        rest = span_from(rest, cost + sizeof(" with ") - 1);
        split(rest, " as: ", &message->reason, &body);
    }
    return true;
}

static bool parse_cannot_inline(struct span rest,
                                struct escape_message *message)
{
    struct span name;
    if (!split(rest, ": ", &name, &message->reason)) {
        return false;
    }
    if (split(name, " into ", &message->subject, &message->function)) {
        message->kind = DIAGNOSTIC_CALL_NOT_INLINED;
    }
    return true;
}

static bool parse_leak(struct span rest, struct escape_message *message)
{
    struct span result, level;
    if (split(rest, " to result ", &message->subject, &result) &&
        split_last(result, " level=", &message->destination, &level)) {
        message->kind = DIAGNOSTIC_LEAKS_TO_RESULT;
    }
    return true;
}

static bool parse_until(struct span rest, const char *suffix,
                        struct escape_message *message)
{
    message->subject = span_until(rest, span_find_last(rest, suffix));
    return message->subject.length < rest.length &&
           span_ends_with(rest, suffix);
}

static bool parse_form(struct span text, const struct form *form,
                       struct escape_message *message)
{
    struct span rest = span_from(text, form->length), score;
    message->kind = form->kind;
    message->subject = rest;
    switch (form->shape) {
    case SHAPE_SUBJECT:
        return true;
    case SHAPE_NOTHING:
        return rest.length == 0;
    case SHAPE_WHOLE:
        message->subject = text;
        return rest.length == 0;
    case SHAPE_SENTENCE:
        message->subject = text;
        return true;
    case SHAPE_INLINED:
        split(rest, " with score ", &message->subject, &score);
        return true;
    case SHAPE_CAN_INLINE:
        return parse_can_inline(rest, message);
    case SHAPE_COLON_REASON:
        return split(rest, ": ", &message->subject, &message->reason);
    case SHAPE_CANNOT_INLINE:
        return parse_cannot_inline(rest, message);
    case SHAPE_TO_DESTINATION:
        return split_last(rest, " to ", &message->subject,
                          &message->destination);
    case SHAPE_LEAK:
        return parse_leak(rest, message);
    case SHAPE_UNTIL:
        return parse_until(rest, form->suffix, message);
    }
    return false;
}

static bool parse_by_prefix(struct span text, struct escape_message *message)
{
    for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
        const struct form *form = &forms[i];
        if (text.bytes[0] == form->prefix[0] && text.length >= form->length &&
            memcmp(text.bytes, form->prefix, form->length) == 0 &&
            parse_form(text, form, message)) {
            return true;
        }
    }
    return false;
}

static bool parse_by_suffix(struct span text, struct escape_message *message)
{
    static const struct {
        const char *suffix;
        size_t length;
        enum diagnostic_kind kind;
    } suffixes[] = {
        { " escapes to heap", 16, DIAGNOSTIC_ESCAPES },
        { " does not escape", 16, DIAGNOSTIC_NO_ESCAPE },
        { " does not escape, mutate, or call", 33, DIAGNOSTIC_NO_ESCAPE },
        { " will be kept alive", 19, DIAGNOSTIC_KEPT_ALIVE },
    };
    for (size_t i = 0; i < sizeof(suffixes) / sizeof(suffixes[0]); i++) {
        size_t length = suffixes[i].length;
        if (text.length > length && memcmp(text.bytes + text.length - length,
                                           suffixes[i].suffix, length) == 0) {
            message->kind = suffixes[i].kind;
            message->subject = span_until(text, text.length - length);
            return true;
        }
    }
    return false;
}

/* "parameter X leaks to DST for F with derefs=N:", to 1.24 without F. */
static bool parse_leak_block(struct span text, struct escape_message *message)
{
    static const char start[] = "parameter ";
    struct span rest, derefs;
    if (!span_starts_with(text, start) ||
        !split_last(text, " with derefs=", &text, &derefs) ||
        !split(span_from(text, sizeof(start) - 1), " leaks to ",
               &message->subject, &rest)) {
        return false;
    }
    split_last(rest, " for ", &message->destination, &message->function);
    if (span_starts_with(rest, "{storage for ")) {
        /* "for" is a part of the destination before 1.25. */
        size_t close = span_find_last(rest, "}");
        bool has_function = span_starts_with(span_from(rest, close), "} for ");
        message->destination =
            span_until(rest, close + (close < rest.length ? 1 : 0));
        message->function =
            span_from(rest, has_function ? close + 6 : rest.length);
    }
    /* What flows into the storage of another value has no result to go to: the
     * summary calls it a leak like one to the heap. */
    bool is_to_heap = span_equals(message->destination, "{heap}") ||
                      span_starts_with(message->destination, "{storage for ");
    message->kind = !is_to_heap                 ? DIAGNOSTIC_LEAKS_TO_RESULT
                    : span_equals(derefs, "0:") ? DIAGNOSTIC_LEAKS
                                                : DIAGNOSTIC_LEAKS_CONTENT;
    return true;
}

static bool parse_block(struct span text, struct escape_message *message)
{
    struct span function;
    message->is_block = true;
    message->kind = DIAGNOSTIC_ESCAPES;
    if (span_ends_with(text, " escapes to heap:")) {
        message->subject = span_until(text, text.length - 17);
        return true;
    }
    if (split_last(text, " escapes to heap in ", &message->subject,
                   &function)) {
        message->function = span_until(function, function.length - 1);
        return true;
    }
    return parse_leak_block(text, message);
}

static bool parse_capture(struct span text, struct escape_message *message)
{
    struct span rest, mode, details;
    if (!split(text, " capturing ", &message->function, &rest) ||
        !split(rest, ": ", &mode, &message->subject) ||
        (!span_equals(mode, "by ref") && !span_equals(mode, "by value")) ||
        !split_last(message->subject, " (addr=", &message->subject, &details)) {
        return false;
    }
    message->kind = DIAGNOSTIC_CAPTURED;
    message->reason = mode;
    return true;
}

static bool parse_by_middle(struct span text, struct escape_message *message)
{
    if (split(text, " ignoring self-assignment in ", &message->function,
              &message->subject)) {
        message->kind = DIAGNOSTIC_SELF_ASSIGNMENT;
        return true;
    }
    return parse_capture(text, message);
}

static void message_clear(struct span text, struct escape_message *message)
{
    struct span none = span_until(text, 0);
    *message = (struct escape_message){ .kind = DIAGNOSTIC_OTHER,
                                        .subject = none,
                                        .function = none,
                                        .reason = none,
                                        .destination = none };
}

bool escape_message_parse(struct span text, struct escape_message *message)
{
    if (text.length == 0 || text.bytes[0] == ' ') {
        return false;
    }
    message_clear(text, message);
    if (text.bytes[text.length - 1] == ':') {
        return parse_block(text, message);
    }
    if (parse_by_prefix(text, message)) {
        return true;
    }
    message_clear(text, message);
    return parse_by_suffix(text, message) || parse_by_middle(text, message);
}

bool escape_unplaced_parse(struct span line, struct escape_message *message)
{
    if (line.length == 0 || line.bytes[0] == ' ' || line.bytes[0] == '\t') {
        return false;
    }
    message_clear(line, message);
    if (span_starts_with(line, "moved to heap: ")) {
        return parse_by_prefix(line, message);
    }
    if (line.bytes[line.length - 1] == ':') {
        return span_find(line, " escapes to heap") < line.length &&
               parse_block(line, message);
    }
    return line.bytes[line.length - 1] == ')' && parse_capture(line, message);
}
