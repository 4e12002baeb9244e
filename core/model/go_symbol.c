#include "core/model/go_symbol.h"

#include <string.h>

#include "core/base/strings.h"

/* The last '/' that is not within type arguments, which hold paths too. */
static const char *after_folders(const char *symbol)
{
    size_t plain = strcspn(symbol, "[(");
    const char *start = symbol;
    for (size_t i = 0; i < plain; i++) {
        if (symbol[i] == '/') {
            start = symbol + i + 1;
        }
    }
    return start;
}

/* "BenchmarkJoin/n=10-8": its '/' parts no folders. */
static bool is_result_name(const char *symbol)
{
    static const char prefix[] = "Benchmark";
    char next =
        text_starts_with(symbol, prefix) ? symbol[sizeof(prefix) - 1] : 'a';
    return next < 'a' || next > 'z';
}

const char *go_symbol_short(const char *symbol)
{
    return is_result_name(symbol) ? symbol : after_folders(symbol);
}

struct span go_symbol_package(const char *symbol)
{
    const char *name = after_folders(symbol);
    size_t length = strcspn(name, ".");
    return (struct span){ .bytes = symbol,
                          .length = (size_t)(name - symbol) + length };
}

bool go_is_benchmark_name(const char *name)
{
    static const char prefix[] = "Benchmark";
    char next = text_starts_with(name, prefix) ? name[sizeof(prefix) - 1] : 'a';
    return next < 'a' || next > 'z'; /* "Benchmarks" is an ordinary name */
}

struct span go_symbol_benchmark(const char *symbol)
{
    const char *name = after_folders(symbol);
    name += strcspn(name, ".");
    if (*name != '.' || !go_is_benchmark_name(name + 1)) {
        return (struct span){ .bytes = symbol, .length = 0 };
    }
    name++;
    return (struct span){ .bytes = name, .length = strcspn(name, ".[") };
}

size_t go_benchmark_plain_length(const char *result_name)
{
    size_t length = strlen(result_name), digits = length;
    while (digits > 0 && result_name[digits - 1] >= '0' &&
           result_name[digits - 1] <= '9') {
        digits--;
    }
    bool has_suffix =
        digits > 1 && digits < length && result_name[digits - 1] == '-';
    return has_suffix ? digits - 1 : length;
}

size_t go_benchmark_base_length(const char *result_name)
{
    size_t length = strcspn(result_name, "/");
    return result_name[length] == '/' ? length
                                      : go_benchmark_plain_length(result_name);
}

bool go_is_test_file(const char *path)
{
    return path != NULL && text_ends_with(path, "_test.go");
}
