#include "core/analysis/allocations/allocation_cause.h"

#include <string.h>

#include "core/analysis/allocations/allocation_candidates.h"
#include "core/base/strings.h"

enum { LONGEST_EXPRESSION = 100 };

/* A variable that is moved to the heap is a value that escapes: one cause,
 * whichever of several it is. */
static enum cause_kind family_of(const struct candidate *candidate)
{
    return candidate->kind == CAUSE_MOVED ? CAUSE_ESCAPES : candidate->kind;
}

static bool is_one_kind(const struct candidates *candidates)
{
    for (size_t i = 1; i < candidates->count; i++) {
        if (family_of(&candidates->items[i]) !=
            family_of(&candidates->items[0])) {
            return false;
        }
    }
    return true;
}

/* Of candidates of one family. */
static enum cause_kind common_kind(const struct candidates *candidates)
{
    for (size_t i = 1; i < candidates->count; i++) {
        if (candidates->items[i].kind != candidates->items[0].kind) {
            return family_of(&candidates->items[0]);
        }
    }
    return candidates->items[0].kind;
}

/* The last step of the flow that has a reason: the use that makes it escape;
 * NULL: the flow is not known, or names the value only. */
static const struct flow_step *use_of(const struct escapes *escapes,
                                      const struct diagnostic *diagnostic)
{
    for (uint32_t i = diagnostic->flow_count; i-- > 0;) {
        const struct flow_step *step =
            &escapes->flow.items[diagnostic->flow_first + i];
        if (step->expression != NULL && step->reason[0] != '\0') {
            bool is_itself = strcmp(step->expression, diagnostic->subject) == 0;
            return is_itself ? NULL : step;
        }
    }
    return NULL;
}

/* Where the value flows in the end: "{heap}", "~r0", "{storage for &T{...}}";
 * "" is not known. */
static const char *end_of_flow(const struct escapes *escapes,
                               const struct diagnostic *diagnostic)
{
    for (uint32_t i = diagnostic->flow_count; i-- > 0;) {
        const struct flow_step *step =
            &escapes->flow.items[diagnostic->flow_first + i];
        if (step->destination != NULL) {
            return step->destination;
        }
    }
    return "";
}

/* What the value is stored in, when its flow ends there: its escape is the
 * reason, and the compiler tells it apart. */
static const struct diagnostic *holder_of(const struct allocation_place *place,
                                          const struct diagnostic *diagnostic)
{
    static const char start[] = "{storage for ";
    const struct escapes *escapes = &place->side->escapes;
    const struct flow_step *use = use_of(escapes, diagnostic);
    const char *end = end_of_flow(escapes, diagnostic);
    if (use == NULL || use->path == NULL || !text_starts_with(end, start)) {
        return NULL;
    }
    struct span holder = span_of(end + sizeof(start) - 1);
    holder = span_until(holder, holder.length - (holder.length > 0));
    const struct diagnostic *next =
        diagnostic_first(place->diagnostics, use->path, use->at.line);
    while (next != NULL &&
           (next->kind != DIAGNOSTIC_ESCAPES || next == diagnostic ||
            !span_equals(holder, next->subject))) {
        next = diagnostic_next(place->diagnostics, next);
    }
    return next;
}

/* Bodies of function literals are long; the start tells which it is. */
static void add_subject(struct buffer *text, const char *expression)
{
    size_t length = strlen(expression);
    if (length > LONGEST_EXPRESSION) {
        length = LONGEST_EXPRESSION;
        while (((unsigned char)expression[length] & 0xC0) == 0x80) {
            length--;
        }
    }
    buffer_append(text, expression, length);
    buffer_text(text, expression[length] == '\0' ? "" : "...");
}

static void add_use(struct buffer *text, const char *expression)
{
    buffer_text(text, " by \"");
    add_subject(text, expression);
    buffer_text(text, "\"");
}

/* What the expression shows already need not be said, nor what the kind says;
 * "spill" is the value itself. */
static bool is_telling(const char *reason, enum cause_kind kind)
{
    static const char *const plain[] = { "return", "assign", "spill" };
    for (size_t i = 0; i < sizeof(plain) / sizeof(plain[0]); i++) {
        if (strcmp(reason, plain[i]) == 0) {
            return false;
        }
    }
    return reason[0] != '\0' && kind != CAUSE_TOO_LARGE;
}

/* " (call parameter; a value is stored in an interface)" */
static void add_remarks(struct buffer *text, const char *reason,
                        enum cause_kind kind)
{
    bool tells_reason = is_telling(reason, kind);
    bool tells_kind = kind != CAUSE_ESCAPES && kind != CAUSE_MOVED;
    if (tells_reason || tells_kind) {
        buffer_printf(text, " (%s%s%s)", tells_reason ? reason : "",
                      tells_reason && tells_kind ? "; " : "",
                      tells_kind ? cause_kind_words(kind) : "");
    }
}

/* "append(list, item)" for the "append" that the compiler sums up. */
static const char *full_subject(const struct escapes *escapes,
                                const struct diagnostic *diagnostic)
{
    if (strcmp(diagnostic->subject, "append") == 0 &&
        diagnostic->flow_count > 0) {
        for (uint32_t i = 0; i < diagnostic->flow_count; i++) {
            const char *expression =
                escapes->flow.items[diagnostic->flow_first + i].expression;
            if (expression != NULL && text_starts_with(expression, "append(")) {
                return expression;
            }
        }
    }
    return diagnostic->subject;
}

/* 'header is moved to the heap by "w.Write(header[:])" (call parameter)' */
static const char *describe(const struct analysis *analysis,
                            const struct allocation_place *place,
                            const struct candidate *chosen)
{
    const struct diagnostic *diagnostic = chosen->diagnostic;
    if (diagnostic == NULL || diagnostic->kind == DIAGNOSTIC_NO_ESCAPE) {
        return cause_kind_words(chosen->kind);
    }
    const struct escapes *escapes = &place->side->escapes;
    struct buffer text;
    buffer_init(&text);
    add_subject(&text, full_subject(escapes, diagnostic));
    buffer_text(&text, diagnostic->kind == DIAGNOSTIC_MOVED
                           ? " is moved to the heap"
                           : " escapes to the heap");
    const struct flow_step *use = use_of(escapes, diagnostic);
    const struct diagnostic *holder = holder_of(place, diagnostic);
    if (holder != NULL && use_of(escapes, holder) != NULL) {
        buffer_text(&text, " with ");
        add_subject(&text, holder->subject);
        use = use_of(escapes, holder);
    }
    if (use != NULL) {
        add_use(&text, use->expression);
    }
    add_remarks(&text, use != NULL ? use->reason : diagnostic->reason,
                chosen->kind);
    const char *copy = arena_copy(analysis->arena, text.bytes, text.length);
    buffer_release(&text);
    return copy;
}

/* An inlined body's value that it returns escapes by what the caller does with
 * it: what the compiler says of it at that call. Else of the function by
 * itself. */
static const struct diagnostic *where_inlined(
    const struct allocation_place *place, const struct diagnostic *diagnostic)
{
    if (diagnostic == NULL || place->call.file == NULL ||
        strcmp(end_of_flow(&place->side->escapes, diagnostic), "{heap}") == 0) {
        return diagnostic;
    }
    const struct diagnostic *entry = diagnostic_first(
        place->diagnostics, place->call.file, place->call.line);
    while (entry != NULL &&
           (entry->kind != diagnostic->kind ||
            strcmp(entry->subject, diagnostic->subject) != 0)) {
        entry = diagnostic_next(place->diagnostics, entry);
    }
    return entry != NULL ? entry : diagnostic;
}

static bool is_listed(const struct candidates *candidates, size_t index)
{
    for (size_t i = 0; i < index; i++) {
        if (candidates->items[i].kind == candidates->items[index].kind) {
            return true;
        }
    }
    return false;
}

static const char *list_kinds(const struct analysis *analysis,
                              const struct candidates *candidates)
{
    const char *list = "one of: ";
    for (size_t i = 0; i < candidates->count; i++) {
        if (!is_listed(candidates, i)) {
            list = arena_printf(analysis->arena, "%s%s%s", list,
                                i == 0 ? "" : "; ",
                                cause_kind_words(candidates->items[i].kind));
        }
    }
    return list;
}

static bool is_escape(const struct candidate *candidate)
{
    return candidate->diagnostic != NULL &&
           candidate->diagnostic->kind != DIAGNOSTIC_NO_ESCAPE;
}

static bool are_escapes(const struct candidates *candidates)
{
    for (size_t i = 0; i < candidates->count; i++) {
        if (!is_escape(&candidates->items[i])) {
            return false;
        }
    }
    return true;
}

/* An escape says more than the text: it comes first among equals. */
static const struct candidate *first_with_diagnostic(
    const struct candidates *candidates)
{
    for (size_t i = 0; i < candidates->count; i++) {
        if (candidates->items[i].diagnostic != NULL) {
            return &candidates->items[i];
        }
    }
    return &candidates->items[0];
}

static size_t count_diagnostics(const struct candidates *candidates)
{
    size_t count = 0;
    for (size_t i = 0; i < candidates->count; i++) {
        count += candidates->items[i].diagnostic != NULL;
    }
    return count;
}

/* "one of code, path or status escapes (a value is stored in an interface)" */
static const char *list_subjects(const struct analysis *analysis,
                                 const struct candidates *candidates)
{
    enum { MOST_NAMED = 3 };
    size_t count = count_diagnostics(candidates), named = 0;
    struct buffer text;
    buffer_init(&text);
    buffer_text(&text, cause_kind_words(common_kind(candidates)));
    for (size_t i = 0; i < candidates->count && named < MOST_NAMED; i++) {
        const struct diagnostic *diagnostic = candidates->items[i].diagnostic;
        if (diagnostic != NULL) {
            buffer_text(&text, named == 0 ? ": one of " : ", ");
            add_subject(&text, diagnostic->subject);
            named++;
        }
    }
    if (count > named) {
        buffer_printf(&text, " and %zu more", count - named);
    }
    const char *copy = arena_copy(analysis->arena, text.bytes, text.length);
    buffer_release(&text);
    return copy;
}

/* Of several values of one kind the text names some; the first, which comes
 * first in the compiler's text, stands for them. */
static void choose(const struct analysis *analysis,
                   const struct allocation_place *place,
                   const struct candidates *candidates, struct cause *cause)
{
    struct candidate chosen = *first_with_diagnostic(candidates);
    chosen.diagnostic = where_inlined(place, chosen.diagnostic);
    cause->kind = common_kind(candidates);
    /* "does not escape" explains nothing more: the kind does. */
    cause->diagnostic = is_escape(&chosen) ? chosen.diagnostic : NULL;
    if (count_diagnostics(candidates) > 1) {
        cause->text = list_subjects(analysis, candidates);
    } else {
        cause->text = describe(analysis, place, &chosen);
        cause->subject =
            chosen.diagnostic != NULL ? chosen.diagnostic->subject : "";
    }
}

static bool is_sum(const struct candidates *candidates)
{
    return candidates->count == 2 &&
           candidates->items[0].kind == CAUSE_CONCATENATION &&
           candidates->items[1].kind == CAUSE_BOXING &&
           candidates->items[0].diagnostic == candidates->items[1].diagnostic;
}

/* "a + b" with a small block is a text, if it also has larger ones. */
static void tell_sums_apart(const struct analysis *analysis,
                            const struct allocation_place *place,
                            struct candidates *candidates)
{
    if (!is_sum(candidates) || place->largest_bytes <= place->block_bytes) {
        return;
    }
    struct allocation_place larger = *place;
    struct candidates others;
    larger.block_bytes = place->largest_bytes;
    allocation_candidates(analysis, &larger, &others);
    if (others.count == 1 && others.items[0].kind == CAUSE_CONCATENATION) {
        *candidates = others;
    }
}

struct cause allocation_cause(const struct analysis *analysis,
                              const struct allocation_place *place)
{
    struct candidates candidates;
    struct cause cause = { .text = "", .subject = "", .callee = "" };
    allocation_candidates(analysis, place, &candidates);
    tell_sums_apart(analysis, place, &candidates);
    if (candidates.count == 0) {
        return cause;
    }
    cause.is_escape = are_escapes(&candidates);
    if (!is_one_kind(&candidates)) {
        cause.kind = CAUSE_ONE_OF;
        cause.text = list_kinds(analysis, &candidates);
    } else {
        choose(analysis, place, &candidates, &cause);
    }
    return cause;
}
