#include "formats/escape/logopt_collector.h"

#include <string.h>

void logopt_collector_init(struct logopt_collector *collector,
                           const struct reader_target *target)
{
    *collector = (struct logopt_collector){
        .target = target,
        .empty = strings_intern(target->strings, "", 0),
        .flow = { .arena = target->arena,
                  .strings = target->strings,
                  .flow = &target->side->escapes.flow },
    };
    arena_init(&collector->arena);
    buffer_init(&collector->scratch);
    buffer_init(&collector->text);
    buffer_init(&collector->uri);
    map_init(&collector->parameters, sizeof(struct logopt_parameter));
}

static void set_once(const struct logopt_collector *collector,
                     const char **field, struct span value)
{
    if ((*field)[0] == '\0') {
        *field = logopt_intern(collector, value);
    }
}

void logopt_collector_file(struct logopt_collector *collector,
                           const struct logopt_header *header)
{
    struct evidence_side *side = collector->target->side;
    collector->package = logopt_intern(collector, header->package);
    collector->file = span_equals(header->file, "__unnamed__")
                          ? NULL
                          : logopt_intern(collector, header->file);
    set_once(collector, &side->go_version, header->compiler);
    set_once(collector, &side->goos, header->goos);
    set_once(collector, &side->goarch, header->goarch);
}

void logopt_collector_release(struct logopt_collector *collector)
{
    arena_release(&collector->arena);
    buffer_release(&collector->scratch);
    buffer_release(&collector->text);
    buffer_release(&collector->uri);
    map_release(&collector->parameters);
}

const char *logopt_intern(const struct logopt_collector *collector,
                          struct span text)
{
    return text.length == 0 ? collector->empty
                            : strings_intern(collector->target->strings,
                                             text.bytes, text.length);
}

static const char *intern_text(const struct logopt_collector *collector)
{
    struct span text = { collector->text.bytes, collector->text.length };
    return logopt_intern(collector, text);
}

/* Most related places stand in one file, so the last one is kept. */
static const char *file_of(struct logopt_collector *collector, struct span uri)
{
    struct buffer *known = &collector->uri;
    if (collector->uri_file == NULL || known->length != uri.length ||
        memcmp(known->bytes, uri.bytes, uri.length) != 0) {
        buffer_clear(known);
        buffer_append(known, uri.bytes, uri.length);
        buffer_clear(&collector->text);
        logopt_path_append(&collector->text, uri);
        collector->uri_file = intern_text(collector);
    }
    return strcmp(collector->uri_file, "__unnamed__") == 0
               ? NULL
               : collector->uri_file;
}

struct diagnostic logopt_diagnostic(const struct logopt_collector *collector,
                                    enum diagnostic_kind kind)
{
    return (struct diagnostic){
        .kind = kind,
        .location = { .file = collector->file,
                      .line = collector->record.line,
                      .column = collector->record.column },
        .package = collector->package,
        .subject = collector->empty,
        .function = collector->empty,
        .reason = collector->empty,
        .destination = collector->empty,
        .is_logged = true,
    };
}

struct diagnostic *logopt_add(struct logopt_collector *collector,
                              const struct diagnostic *diagnostic)
{
    return escapes_add(&collector->target->side->escapes,
                       collector->target->arena, diagnostic);
}

/* Up to "flow" or "from" as text has it, one blank less. */
static const char step_prefix[] = "escflow:  ";

static bool is_step(const struct logopt_related *related)
{
    return span_starts_with(related->message, step_prefix);
}

void logopt_explain(struct logopt_collector *collector,
                    struct diagnostic *diagnostic)
{
    if (diagnostic->flow_count > 0) {
        return;
    }
    size_t first = collector->flow.flow->count;
    for (size_t i = 0; i < collector->record.related.count; i++) {
        const struct logopt_related *related =
            &collector->record.related.items[i];
        if (is_step(related)) {
            struct location at = { .file = file_of(collector, related->uri),
                                   .line = related->line,
                                   .column = related->column };
            flow_add_step(&collector->flow,
                          span_from(related->message, sizeof(step_prefix) - 1),
                          at);
        }
    }
    flow_end(&collector->flow, first, diagnostic);
    collector->target->side->escapes.has_flow |= diagnostic->flow_count > 0;
}

/* Where the value of an expression flows from its storage, a variable flows
 * by itself: it is what -m calls "moved to heap". */
static bool is_variable(const struct logopt_record *record)
{
    for (size_t i = 0; i < record->related.count; i++) {
        const struct logopt_related *related = &record->related.items[i];
        if (is_step(related)) {
            return span_find(related->message, "&{storage for ") ==
                   related->message.length;
        }
    }
    return false;
}

struct code {
    const char *name;
    void (*add)(struct logopt_collector *collector, const struct code *code);
    enum diagnostic_kind kind;
    const char *subject; /* in the words of text; NULL: none */
};

static void add_other(struct logopt_collector *collector,
                      const struct code *code)
{
    (void)code;
    struct diagnostic diagnostic =
        logopt_diagnostic(collector, DIAGNOSTIC_OTHER);
    diagnostic.subject = logopt_intern(collector, collector->record.message);
    diagnostic.reason = logopt_intern(collector, collector->record.code);
    logopt_add(collector, &diagnostic);
}

/* Each expression is logged once with its flow and once without a message;
 * text says "append" of any append. */
static void add_escape(struct logopt_collector *collector,
                       const struct code *code)
{
    static const char suffix[] = " escapes to heap";
    struct span subject = collector->record.message;
    if (subject.length == 0) {
        return;
    }
    if (!span_ends_with(subject, suffix)) {
        add_other(collector, code);
        return;
    }
    subject.length -= sizeof(suffix) - 1;
    struct diagnostic diagnostic = logopt_diagnostic(collector, code->kind);
    if (is_variable(&collector->record)) {
        diagnostic.kind = DIAGNOSTIC_MOVED;
    } else if (span_starts_with(subject, "append(")) {
        subject.length = sizeof("append") - 1;
    }
    diagnostic.subject = logopt_intern(collector, subject);
    logopt_explain(collector, logopt_add(collector, &diagnostic));
}

/* "cost: 12", where text has "cost 12". */
static void add_inlinable(struct logopt_collector *collector,
                          const struct code *code)
{
    struct span cost = collector->record.message;
    struct diagnostic diagnostic = logopt_diagnostic(collector, code->kind);
    buffer_clear(&collector->text);
    if (span_starts_with(cost, "cost: ")) {
        buffer_text(&collector->text, "cost ");
        cost = span_from(cost, sizeof("cost: ") - 1);
    }
    buffer_append(&collector->text, cost.bytes, cost.length);
    diagnostic.reason = intern_text(collector);
    logopt_add(collector, &diagnostic);
}

static void add_reason(struct logopt_collector *collector,
                       const struct code *code)
{
    struct diagnostic diagnostic = logopt_diagnostic(collector, code->kind);
    diagnostic.reason = logopt_intern(collector, collector->record.message);
    logopt_add(collector, &diagnostic);
}

/* "cost 131 of F exceeds max caller cost 80" -> F and the rest. */
static bool split_cost(struct span message, struct span *callee,
                       struct buffer *reason)
{
    size_t of = span_find(message, " of ");
    size_t exceeds = span_find_last(message, " exceeds max caller cost ");
    if (!span_starts_with(message, "cost ") || of + 4 > exceeds ||
        exceeds == message.length) {
        return false;
    }
    *callee = span_from(span_until(message, exceeds), of + 4);
    buffer_append(reason, message.bytes, of);
    buffer_append(reason, message.bytes + exceeds, message.length - exceeds);
    return true;
}

static void split_call(struct span message, struct span *callee,
                       struct buffer *reason)
{
    static const char never[] = " cannot be inlined";
    static const char cycle[] = "repeated recursive cycle to ";
    *callee = span_until(message, 0);
    if (split_cost(message, callee, reason)) {
        return;
    }
    if (span_ends_with(message, never)) {
        *callee = span_until(message, message.length - (sizeof(never) - 1));
        message = span_from(message, callee->length + 1);
    } else if (span_starts_with(message, cycle)) {
        *callee = span_from(message, sizeof(cycle) - 1);
        message = span_until(message, sizeof(cycle) - 1 - sizeof(" to"));
    }
    buffer_append(reason, message.bytes, message.length);
}

static void add_call(struct logopt_collector *collector,
                     const struct code *code)
{
    struct diagnostic diagnostic = logopt_diagnostic(collector, code->kind);
    struct span callee;
    buffer_clear(&collector->text);
    split_call(collector->record.message, &callee, &collector->text);
    diagnostic.subject = logopt_intern(collector, callee);
    diagnostic.reason = intern_text(collector);
    logopt_add(collector, &diagnostic);
}

/* Code that was inlined keeps its own line in a profile: that is the place
 * where its check costs, not the call. */
static void add_innermost(struct logopt_collector *collector,
                          const struct code *code)
{
    struct diagnostic diagnostic = logopt_diagnostic(collector, code->kind);
    diagnostic.reason = logopt_intern(collector, collector->record.message);
    if (code->subject != NULL) {
        diagnostic.subject =
            strings_intern_text(collector->target->strings, code->subject);
    }
    for (size_t i = 0; i < collector->record.related.count; i++) {
        const struct logopt_related *related =
            &collector->record.related.items[i];
        if (!span_equals(related->message, "inlineLoc")) {
            break;
        }
        diagnostic.location =
            (struct location){ .file = file_of(collector, related->uri),
                               .line = related->line,
                               .column = related->column };
    }
    logopt_add(collector, &diagnostic);
}

/* A leak that is worded in another way is still a fact. */
static void add_leak(struct logopt_collector *collector,
                     const struct code *code)
{
    if (!logopt_hold_leak(collector)) {
        add_other(collector, code);
    }
}

static const struct code codes[] = {
    { "leak", add_leak, DIAGNOSTIC_LEAKS, NULL },
    { "escape", add_escape, DIAGNOSTIC_ESCAPES, NULL },
    { "escapes", add_escape, DIAGNOSTIC_ESCAPES, NULL },
    { "canInlineFunction", add_inlinable, DIAGNOSTIC_CAN_INLINE, NULL },
    { "cannotInlineFunction", add_reason, DIAGNOSTIC_CANNOT_INLINE, NULL },
    { "cannotInlineCall", add_call, DIAGNOSTIC_CALL_NOT_INLINED, NULL },
    { "isInBounds", add_innermost, DIAGNOSTIC_BOUNDS_CHECK,
      "Found IsInBounds" },
    { "isSliceInBounds", add_innermost, DIAGNOSTIC_BOUNDS_CHECK,
      "Found IsSliceInBounds" },
    { "nilcheck", add_innermost, DIAGNOSTIC_NIL_CHECK, "generated nil check" },
    { "copy", add_innermost, DIAGNOSTIC_LARGE_COPY, NULL },
};

static void take_record(struct logopt_collector *collector)
{
    for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
        if (span_equals(collector->record.code, codes[i].name)) {
            codes[i].add(collector, &codes[i]);
            return;
        }
    }
    add_other(collector, NULL);
}

bool logopt_collector_add(struct logopt_collector *collector, struct span line)
{
    collector->line = line;
    if (!logopt_record_parse(line, &collector->scratch, &collector->arena,
                             &collector->record)) {
        return false;
    }
    take_record(collector);
    return true;
}

void logopt_collector_end(struct logopt_collector *collector)
{
    logopt_add_leaks(collector);
}
