#include "core/model/scope.h"

#include <string.h>

#include "core/base/glob.h"
#include "core/base/strings.h"
#include "core/model/go_symbol.h"
#include "core/model/owners.h"

static bool is_known(const char *text)
{
    return text != NULL && text[0] != '\0';
}

static bool glob(const char *pattern, const char *text)
{
    return glob_matches(span_of(pattern), span_of(text));
}

bool scope_function_matches(const char *pattern, const char *function)
{
    return is_known(function) && (glob(pattern, function) ||
                                  glob(pattern, go_symbol_short(function)));
}

static const char *without_prefix(const char *name)
{
    static const char prefix[] = "Benchmark";
    return text_starts_with(name, prefix) ? name + sizeof(prefix) - 1 : name;
}

bool scope_benchmark_matches(const char *pattern, const char *benchmark)
{
    if (!is_known(benchmark)) {
        return false;
    }
    struct span wanted = span_of(without_prefix(pattern));
    struct span name = span_of(without_prefix(benchmark));
    if (glob_matches(wanted, name)) {
        return true;
    }
    name.length = go_benchmark_plain_length(name.bytes);
    for (;;) {
        if (glob_matches(wanted, name)) {
            return true;
        }
        size_t slash = span_find_last(name, "/");
        if (slash == name.length) {
            return false;
        }
        name.length = slash;
    }
}

bool scope_matches(const struct scope_pattern *pattern,
                   const struct scope *scope)
{
    bool ok = true;
    if (pattern->path != NULL) {
        ok = is_known(scope->path) &&
             owner_pattern_matches(pattern->path, scope->path);
    }
    if (ok && pattern->function != NULL) {
        ok = scope_function_matches(pattern->function, scope->function);
    }
    if (ok && pattern->benchmark != NULL) {
        ok = scope_benchmark_matches(pattern->benchmark, scope->benchmark);
    }
    return ok;
}

bool scope_pattern_is_empty(const struct scope_pattern *pattern)
{
    return pattern->path == NULL && pattern->function == NULL &&
           pattern->benchmark == NULL;
}
