#include "core/analysis/allocations/method_values.h"

#include "core/analysis/sources/source_text.h"
#include "core/model/go_tokens.h"

/* "s" and "serve" of "s.serve"; false for anything else. */
static bool read_selector(const char *subject, struct span *value,
                          struct span *name)
{
    struct span text = span_of(subject), dot, more;
    size_t position = 0;
    return go_token_next(text, &position, value) && go_token_is_name(*value) &&
           go_token_next(text, &position, &dot) && span_equals(dot, ".") &&
           go_token_next(text, &position, name) && go_token_is_name(*name) &&
           !go_token_next(text, &position, &more);
}

/* "s" of "func (s *Server) Serve(": the name behind the parenthesis, unless it
 * is the type already. */
static bool read_receiver(struct span declaration,
                          const struct go_function *function,
                          struct span *variable)
{
    struct span token;
    size_t position = 0;
    return function->receiver.length > 0 &&
           go_token_next(declaration, &position, &token) &&
           go_token_next(declaration, &position, &token) &&
           span_equals(token, "(") &&
           go_token_next(declaration, &position, variable) &&
           go_token_is_name(*variable) &&
           variable->bytes != function->receiver.bytes;
}

static bool is_method_value(const struct analysis *analysis,
                            const struct allocation_place *place,
                            const char *subject)
{
    const struct tree *tree = &place->side->tree;
    struct go_function function;
    struct span value, name, declaration, variable;
    if (!read_selector(subject, &value, &name) ||
        !source_function_at(analysis->sources, tree, place->path, place->line,
                            &function) ||
        !source_line(analysis->sources, tree, place->path, function.first_line,
                     &declaration) ||
        !read_receiver(declaration, &function, &variable) ||
        !span_is_same(variable, value)) {
        return false;
    }
    struct source_method method = { .file = place->path,
                                    .receiver = function.receiver,
                                    .name = name };
    return source_has_method(analysis->sources, tree, &method);
}

void method_values_find(const struct analysis *analysis,
                        const struct allocation_place *place,
                        struct candidates *candidates)
{
    for (size_t i = 0; i < candidates->count; i++) {
        struct candidate *candidate = &candidates->items[i];
        if (candidate->kind == CAUSE_BOXING && candidate->diagnostic != NULL &&
            is_method_value(analysis, place, candidate->diagnostic->subject)) {
            candidate->kind = CAUSE_CLOSURE;
        }
    }
}
