#include "formats/escape/escape_line.h"
#include "formats/escape/logopt_collector.h"

/* The message of text ends in a colon. */
static bool parse_leak(struct logopt_collector *collector,
                       struct escape_message *message, uint32_t *derefs)
{
    static const char levels[] = " with derefs=";
    struct span logged = collector->record.message;
    uint64_t number = 0;
    size_t at = span_find_last(logged, levels);
    if (at == logged.length ||
        !span_uint64(span_from(logged, at + sizeof(levels) - 1), &number) ||
        number >= UINT32_MAX) {
        return false;
    }
    *derefs = (uint32_t)number;
    buffer_clear(&collector->text);
    buffer_append(&collector->text, logged.bytes, logged.length);
    buffer_byte(&collector->text, ':');
    struct span text = { collector->text.bytes, collector->text.length };
    return escape_message_parse(text, message) &&
           message->kind != DIAGNOSTIC_ESCAPES;
}

static uint32_t parameter_of(struct logopt_collector *collector,
                             const char *name)
{
    struct logopt_parameter key = { .name = name,
                                    .line = collector->record.line,
                                    .column = collector->record.column };
    bool is_new;
    uint32_t index = map_add(&collector->parameters, &key, &is_new);
    if (is_new) {
        *LIST_PUSH(&collector->arena, &collector->shortest) = UINT32_MAX;
    }
    return index;
}

bool logopt_hold_leak(struct logopt_collector *collector)
{
    struct escape_message message;
    struct logopt_leak leak = { .line = collector->line };
    if (!parse_leak(collector, &message, &leak.derefs)) {
        return false;
    }
    leak.parameter =
        parameter_of(collector, logopt_intern(collector, message.subject));
    leak.is_to_heap = message.kind != DIAGNOSTIC_LEAKS_TO_RESULT;
    uint32_t *shortest = &collector->shortest.items[leak.parameter];
    if (leak.is_to_heap && leak.derefs < *shortest) {
        *shortest = leak.derefs;
    }
    *LIST_PUSH(&collector->arena, &collector->leaks) = leak;
    return true;
}

static void add_leak(struct logopt_collector *collector,
                     const struct logopt_leak *leak)
{
    struct escape_message message;
    uint32_t derefs;
    collector->line = leak->line;
    if (!logopt_record_parse(leak->line, &collector->scratch, &collector->arena,
                             &collector->record) ||
        !parse_leak(collector, &message, &derefs)) {
        return; /* it was held because it could be parsed */
    }
    struct diagnostic diagnostic = logopt_diagnostic(collector, message.kind);
    diagnostic.subject = logopt_intern(collector, message.subject);
    diagnostic.destination = logopt_intern(collector, message.destination);
    logopt_explain(collector, logopt_add(collector, &diagnostic));
}

/* The compiler drops what is no shorter than the way to the heap. */
void logopt_add_leaks(struct logopt_collector *collector)
{
    for (size_t i = 0; i < collector->leaks.count; i++) {
        const struct logopt_leak *leak = &collector->leaks.items[i];
        uint32_t shortest = collector->shortest.items[leak->parameter];
        if (leak->is_to_heap ? leak->derefs == shortest
                             : leak->derefs < shortest) {
            add_leak(collector, leak);
        }
    }
}
