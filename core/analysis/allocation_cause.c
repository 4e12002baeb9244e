#include "core/analysis/allocation_cause.h"

#include <string.h>

#include "core/analysis/allocation_text.h"
#include "core/analysis/source_text.h"

enum { MOST_CANDIDATES = 16, LONGEST_EXPRESSION = 100 };

struct candidate {
    enum cause_kind kind;
    const struct diagnostic *diagnostic; /* NULL: from the text alone */
};

struct candidates {
    struct candidate items[MOST_CANDIDATES];
    size_t count;
};

static void add_candidate(struct candidates *candidates, enum cause_kind kind,
                          const struct diagnostic *diagnostic)
{
    for (size_t i = 0; i < candidates->count; i++) {
        struct candidate *known = &candidates->items[i];
        if (known->kind == kind &&
            (known->diagnostic == NULL || diagnostic == NULL)) {
            /* The text and the compiler speak of one allocation. */
            known->diagnostic =
                known->diagnostic != NULL ? known->diagnostic : diagnostic;
            return;
        }
    }
    if (candidates->count < MOST_CANDIDATES) {
        candidates->items[candidates->count++] =
            (struct candidate){ .kind = kind, .diagnostic = diagnostic };
    }
}

static bool has_reason(const struct escapes *escapes,
                       const struct diagnostic *diagnostic, const char *reason)
{
    for (uint32_t i = 0; i < diagnostic->flow_count; i++) {
        const struct flow_step *step =
            &escapes->flow.items[diagnostic->flow_first + i];
        if (step->reason != NULL && strcmp(step->reason, reason) == 0) {
            return true;
        }
    }
    return strcmp(diagnostic->reason, reason) == 0;
}

/* By the form of the expression, as the compiler prints it. */
static enum cause_kind subject_cause(const char *subject)
{
    static const struct {
        const char *prefix;
        enum cause_kind kind;
    } forms[] = {
        { "func literal", CAUSE_CLOSURE },
        { "... argument", CAUSE_VARIADIC },
        { "make(map", CAUSE_MAP_MAKE },
        { "map[", CAUSE_MAP_MAKE },
        { "make(chan", CAUSE_CHANNEL },
        { "make(", CAUSE_MAKE_CONSTANT },
        { "append", CAUSE_APPEND },
        { "string(", CAUSE_CONVERSION },
        { "([]byte)(", CAUSE_CONVERSION },
        { "([]rune)(", CAUSE_CONVERSION },
        { "&", CAUSE_ESCAPES },
        { "new(", CAUSE_ESCAPES },
        { "[", CAUSE_ESCAPES },
    };
    for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
        if (text_starts_with(subject, forms[i].prefix)) {
            return forms[i].kind;
        }
    }
    return strstr(subject, " + ") != NULL ? CAUSE_CONCATENATION : CAUSE_BOXING;
}

/* What follows the last comma between the outermost brackets; "" none. */
static const char *last_argument(const char *subject)
{
    const char *argument = "";
    size_t depth = 0;
    for (const char *at = subject; *at != '\0'; at++) {
        depth += *at == '(' || *at == '[' || *at == '{';
        depth -= depth > 0 && (*at == ')' || *at == ']' || *at == '}');
        if (*at == ',' && depth == 1) {
            argument = at + 1;
        }
    }
    return argument;
}

/* "make([]byte, 64)": the length is a number. */
static bool has_constant_size(const char *subject)
{
    const char *digit = last_argument(subject);
    digit += strspn(digit, " ");
    size_t length = strspn(digit, "0123456789");
    return length > 0 && digit[length] == ')';
}

/* "a + b" is a concatenation or a number that goes into an interface: the
 * compiler prints both alike. Numbers have at most 16 bytes. */
static bool may_be_number(const char *subject, int64_t block_bytes)
{
    return strstr(subject, " + ") != NULL && strchr(subject, '"') == NULL &&
           block_bytes <= 16;
}

enum cause_kind diagnostic_cause(const struct escapes *escapes,
                                 const struct diagnostic *diagnostic)
{
    if (has_reason(escapes, diagnostic, "too large for stack")) {
        return CAUSE_TOO_LARGE;
    }
    if (diagnostic->kind == DIAGNOSTIC_MOVED) {
        return CAUSE_MOVED;
    }
    enum cause_kind kind = subject_cause(diagnostic->subject);
    if (kind == CAUSE_MAKE_CONSTANT &&
        !has_constant_size(diagnostic->subject)) {
        return CAUSE_MAKE_UNKNOWN;
    }
    return kind;
}

/* Allocates above a small stack buffer even when it does not escape. */
static bool allocates_anyway(enum cause_kind kind)
{
    return kind == CAUSE_CONVERSION || kind == CAUSE_CONCATENATION ||
           kind == CAUSE_MAKE_UNKNOWN;
}

static void add_diagnostics(const struct allocation_place *place,
                            struct candidates *candidates)
{
    const struct escapes *escapes = &place->side->escapes;
    for (size_t i = 0; i < escapes->diagnostics.count; i++) {
        const struct diagnostic *entry = &escapes->diagnostics.items[i];
        bool is_here = entry->path == place->path && entry->path != NULL &&
                       entry->location.line == place->line;
        if (!is_here) {
            continue;
        }
        bool escapes_here = entry->kind == DIAGNOSTIC_ESCAPES ||
                            entry->kind == DIAGNOSTIC_MOVED;
        if (escapes_here || entry->kind == DIAGNOSTIC_NO_ESCAPE) {
            enum cause_kind kind = diagnostic_cause(escapes, entry);
            if (escapes_here || allocates_anyway(kind)) {
                add_candidate(candidates, kind, entry);
            }
            if (escapes_here && kind == CAUSE_CONCATENATION &&
                may_be_number(entry->subject, place->block_bytes)) {
                add_candidate(candidates, CAUSE_BOXING, entry);
            }
        }
    }
}

static void add_text(const struct analysis *analysis,
                     const struct allocation_place *place,
                     struct candidates *candidates)
{
    struct span text;
    if (!source_line(analysis->sources, &place->side->tree, place->path,
                     place->line, &text)) {
        return;
    }
    enum cause_kind kinds[ALLOCATION_TEXT_MOST];
    size_t count = allocation_text_kinds(text, kinds);
    for (size_t i = 0; i < count; i++) {
        add_candidate(candidates, kinds[i], NULL);
    }
}

/* Whether a block of this size class can be what the candidate allocates. */
static bool size_allows(enum cause_kind kind, int64_t block_bytes)
{
    if (block_bytes == 0) {
        return true;
    }
    if (kind == CAUSE_BOXING || kind == CAUSE_CLOSURE) {
        return block_bytes <= 512;
    }
    if (kind == CAUSE_VARIADIC) {
        return block_bytes % 16 == 0 && block_bytes <= 1024;
    }
    if (kind == CAUSE_CHANNEL) {
        return block_bytes >= 96;
    }
    if (kind == CAUSE_TOO_LARGE) {
        return block_bytes > 64 * 1024;
    }
    return true;
}

static void drop_by_size(struct candidates *candidates, int64_t block_bytes)
{
    size_t kept = 0;
    for (size_t i = 0; i < candidates->count; i++) {
        if (size_allows(candidates->items[i].kind, block_bytes)) {
            candidates->items[kept++] = candidates->items[i];
        }
    }
    candidates->count = kept;
}

static bool is_one_kind(const struct candidates *candidates)
{
    for (size_t i = 1; i < candidates->count; i++) {
        if (candidates->items[i].kind != candidates->items[0].kind) {
            return false;
        }
    }
    return true;
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

/* Bodies of function literals are long; the start tells which it is. */
static void add_expression(struct buffer *text, const char *expression)
{
    size_t length = strlen(expression);
    if (length > LONGEST_EXPRESSION) {
        length = LONGEST_EXPRESSION;
        while (((unsigned char)expression[length] & 0xC0) == 0x80) {
            length--;
        }
    }
    buffer_text(text, " by \"");
    buffer_append(text, expression, length);
    buffer_text(text, expression[length] == '\0' ? "\"" : "...\"");
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

/* 'header is moved to the heap by "w.Write(header[:])" (call parameter)' */
static const char *describe(const struct analysis *analysis,
                            const struct allocation_place *place,
                            const struct candidate *chosen)
{
    const struct diagnostic *diagnostic = chosen->diagnostic;
    if (diagnostic == NULL || diagnostic->kind == DIAGNOSTIC_NO_ESCAPE) {
        return cause_kind_words(chosen->kind);
    }
    struct buffer text;
    buffer_init(&text);
    buffer_printf(&text, "%s %s", diagnostic->subject,
                  diagnostic->kind == DIAGNOSTIC_MOVED ? "is moved to the heap"
                                                       : "escapes to the heap");
    const struct flow_step *use = use_of(&place->side->escapes, diagnostic);
    if (use != NULL) {
        add_expression(&text, use->expression);
    }
    add_remarks(&text, use != NULL ? use->reason : diagnostic->reason,
                chosen->kind);
    const char *copy = arena_copy(analysis->arena, text.bytes, text.length);
    buffer_release(&text);
    return copy;
}

/* An inlined body escapes by what the caller does with the value: what the
 * compiler says of it at that call. Else of the function by itself. */
static const struct diagnostic *where_inlined(
    const struct allocation_place *place, const struct diagnostic *diagnostic)
{
    const struct diagnostic_list *all = &place->side->escapes.diagnostics;
    for (size_t i = 0;
         diagnostic != NULL && place->call.file != NULL && i < all->count;
         i++) {
        const struct diagnostic *entry = &all->items[i];
        if (entry->path == place->call.file &&
            entry->location.line == place->call.line &&
            entry->kind == diagnostic->kind &&
            strcmp(entry->subject, diagnostic->subject) == 0) {
            return entry;
        }
    }
    return diagnostic;
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

struct cause allocation_cause(const struct analysis *analysis,
                              const struct allocation_place *place)
{
    struct candidates candidates = { .count = 0 };
    struct cause cause = { .text = "", .subject = "", .callee = "" };
    add_diagnostics(place, &candidates);
    add_text(analysis, place, &candidates);
    drop_by_size(&candidates, place->block_bytes);
    if (candidates.count == 0) {
        return cause;
    }
    cause.is_escape = are_escapes(&candidates);
    if (!is_one_kind(&candidates)) {
        cause.kind = CAUSE_ONE_OF;
        cause.text = list_kinds(analysis, &candidates);
        return cause;
    }
    struct candidate chosen = *first_with_diagnostic(&candidates);
    chosen.diagnostic = where_inlined(place, chosen.diagnostic);
    cause.diagnostic = chosen.diagnostic;
    cause.kind = chosen.kind;
    cause.subject = chosen.diagnostic != NULL ? chosen.diagnostic->subject : "";
    cause.text = describe(analysis, place, &chosen);
    return cause;
}
