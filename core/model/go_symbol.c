#include "core/model/go_symbol.h"

#include <ctype.h>
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

/* "v5" of ".../chi/v5.NewRouter": a version of a module, no package's name. */
static bool is_major_version(const char *name)
{
    size_t digits = name[0] == 'v' ? strspn(name + 1, "0123456789") : 0;
    return digits > 0 && name[digits + 1] == '.';
}

const char *go_symbol_short(const char *symbol)
{
    /* The '/' parts of "BenchmarkJoin/n=10-8" are no folders. */
    if (go_is_benchmark_name(symbol)) {
        return symbol;
    }
    const char *name = after_folders(symbol);
    if (name > symbol && is_major_version(name)) {
        name--;
        while (name > symbol && name[-1] != '/') {
            name--;
        }
    }
    return name;
}

struct span go_symbol_package(const char *symbol)
{
    const char *name = after_folders(symbol);
    size_t length = strcspn(name, ".");
    return (struct span){ .bytes = symbol,
                          .length = (size_t)(name - symbol) + length };
}

/* Length of the part of a symbol that starts here: "(*T[...])", "Join". */
static size_t part_length(const char *at)
{
    size_t length = 0, depth = 0;
    while (at[length] != '\0' && (depth > 0 || at[length] != '.')) {
        depth += at[length] == '(' || at[length] == '[';
        depth -= depth > 0 && (at[length] == ')' || at[length] == ']');
        length++;
    }
    return length;
}

/* "func1", "gowrap2", "deferwrap1", "1": not names of declarations. */
static bool is_closure(const char *part, size_t length)
{
    static const char *const words[] = { "func", "gowrap", "deferwrap", "" };
    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
        size_t word = strlen(words[i]);
        if (length > word && text_starts_with(part, words[i]) &&
            isdigit((unsigned char)part[word])) {
            return true;
        }
    }
    return false;
}

/* Where "-range1" or "-fm" begins in a part, else its end. */
static size_t suffix_start(const char *part, size_t length)
{
    size_t start = length;
    while (start > 0 && part[start - 1] != ']' && part[start - 1] != '-') {
        start--;
    }
    return start > 1 && part[start - 1] == '-' ? start - 1 : length;
}

struct go_symbol_parts go_symbol_parts(const char *symbol)
{
    struct span package = go_symbol_package(symbol);
    const char *at = package.bytes + package.length;
    struct span declared = { .bytes = at + (*at == '.'), .length = 0 };
    struct span name = declared;
    bool is_whole = true;
    while (is_whole && *at == '.') {
        const char *part = at + 1;
        size_t length = part_length(part);
        if (declared.length > 0 && is_closure(part, length)) {
            break;
        }
        name = (struct span){ part, suffix_start(part, length) };
        is_whole = name.length == length;
        at = part + name.length;
        declared.length = (size_t)(at - declared.bytes);
    }
    return (struct go_symbol_parts){
        .package = package,
        .declared = declared,
        .name = span_until(name, span_find(name, "[")),
        .closure = span_of(at),
    };
}

/* Length of the type arguments that start here, with their brackets. */
static size_t arguments_length(struct span text)
{
    size_t length = 0, depth = 0;
    do {
        depth += text.bytes[length] == '[';
        depth -= text.bytes[length] == ']';
        length++;
    } while (depth > 0 && length < text.length);
    return length;
}

void go_symbol_fold(struct span symbol, struct buffer *out)
{
    while (symbol.length > 0) {
        size_t plain = span_find(symbol, "[");
        buffer_append(out, symbol.bytes, plain);
        symbol = span_from(symbol, plain);
        if (symbol.length > 0) {
            buffer_text(out, "[...]");
            symbol = span_from(symbol, arguments_length(symbol));
        }
    }
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
