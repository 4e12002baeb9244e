#include "core/analysis/allocations/inlined_calls.h"

#include "core/base/strings.h"
#include "core/model/go_symbol.h"

/* "(*Reader).reset" of "bufio.(*Reader).reset": the compiler prints packages
 * by name, and none for its own. */
static const char *without_package(const char *symbol)
{
    const char *rest = symbol + go_symbol_package(symbol).length;
    return *rest == '.' ? rest + 1 : symbol;
}

/* Whether "bufio.NewWriter" or "NewWriter" is the function, whatever the type
 * arguments of either. */
static bool is_call_to(const char *subject, const char *function)
{
    struct buffer called, name;
    buffer_init(&called);
    buffer_init(&name);
    buffer_byte(&called, '.');
    go_symbol_fold(span_of(subject), &called);
    buffer_byte(&name, '.');
    go_symbol_fold(span_of(without_package(function)), &name);
    bool is_it = text_ends_with(called.bytes, name.bytes);
    buffer_release(&called);
    buffer_release(&name);
    return is_it;
}

static bool has_column(const struct inlined_calls *calls, uint32_t column)
{
    for (uint32_t i = 0; i < calls->count; i++) {
        if (calls->columns[i] == column) {
            return true;
        }
    }
    return false;
}

/* Those to the function; NULL: all. */
static void find_calls(const struct allocation_place *place,
                       const char *function, struct inlined_calls *calls)
{
    const struct diagnostic *next =
        diagnostic_first(place->diagnostics, place->path, place->line);
    for (; next != NULL; next = diagnostic_next(place->diagnostics, next)) {
        uint32_t column = next->location.column;
        if (next->kind == DIAGNOSTIC_INLINED_CALL && column > 0 &&
            calls->count < MOST_INLINED_CALLS && !has_column(calls, column) &&
            (function == NULL || is_call_to(next->subject, function))) {
            calls->columns[calls->count++] = column;
        }
    }
}

void inlined_calls_find(const struct allocation_place *place,
                        struct inlined_calls *calls)
{
    *calls = (struct inlined_calls){ .is_body = place->inlined != NULL };
    if (calls->is_body) {
        find_calls(place, place->inlined, calls);
    }
    if (calls->count == 0) {
        find_calls(place, NULL, calls);
    }
}

/* What is the caller's own though it stands where the call does: the slice of
 * its last arguments; its result, which goes into an interface; a parameter of
 * the body, which is moved to the heap before the body begins. */
static bool is_callers(const struct diagnostic *diagnostic)
{
    return diagnostic->kind == DIAGNOSTIC_MOVED ||
           text_starts_with(diagnostic->subject, "... argument") ||
           text_starts_with(diagnostic->subject, "~r");
}

/* A body that is one return statement may leave no frame. */
enum fit inlined_calls_fit(const struct inlined_calls *calls,
                           const struct diagnostic *diagnostic)
{
    bool is_there = has_column(calls, diagnostic->location.column);
    if (calls->count == 0) {
        return FIT_WELL;
    }
    if (calls->is_body) {
        return is_there ? FIT_WELL : FIT_NEVER;
    }
    return !is_there || is_callers(diagnostic) ? FIT_WELL : FIT_IF_NOTHING_ELSE;
}
