/*
 * Names of Go symbols as profiles and the compiler print them:
 * "example.com/shop/pricing.(*Engine[go.shape.int]).Quote.func1". Views into
 * the given text, nothing is allocated, unless a buffer is given.
 */
#ifndef CORE_MODEL_GO_SYMBOL_H
#define CORE_MODEL_GO_SYMBOL_H

#include <stdbool.h>

#include "core/base/buffer.h"
#include "core/base/cursor.h"

/* Import path of the package: up to the first '.' after the last '/'. */
struct span go_symbol_package(const char *symbol);

/* Without the package's folders: "pricing.(*Engine[...]).Quote.func1", but for
 * the module's name before its version: "chi/v5.NewRouter". */
const char *go_symbol_short(const char *symbol);

/* Of a declared function: "BenchmarkJoin", "Benchmark_join"; not "Benchmarks".
 * Of a symbol it is what follows the package. */
bool go_is_benchmark_name(const char *name);
/* "x/p", "(*T[int]).Get", "Get" and ".func1.2" of
 * "x/p.(*T[int]).Get.func1.2". A closure of G that was inlined into F with it
 * is "F.G.func1": declared is "F.G", name "G". */
struct go_symbol_parts {
    struct span package;
    struct span declared;
    struct span name; /* as it stands behind "func" in the source */
    struct span closure;
};
struct go_symbol_parts go_symbol_parts(const char *symbol);

/* Appends the text with "[...]" for type arguments: all instances of one
 * generic function have one name. */
void go_symbol_fold(struct span symbol, struct buffer *out);

/* "BenchmarkJoin" of "x/y_test.BenchmarkJoin.func1"; empty when the function
 * (or the function that the closure stands in) is no benchmark. */
struct span go_symbol_benchmark(const char *symbol);

/* "BenchmarkJoin" -> 9: length of the base name of a result line's name
 * ("Join/n=10-8" -> 4): up to the first '/', else without a final "-N". */
size_t go_benchmark_base_length(const char *result_name);

/* Length of a result line's name without a final "-8", the number of CPUs. */
size_t go_benchmark_plain_length(const char *result_name);

/* Of code in _test.go files. */
bool go_is_test_file(const char *path);

#endif
