/*
 * Names of Go symbols as profiles and the compiler print them:
 * "example.com/shop/pricing.(*Engine[go.shape.int]).Quote.func1". Views into
 * the given text; nothing is allocated.
 */
#ifndef CORE_MODEL_GO_SYMBOL_H
#define CORE_MODEL_GO_SYMBOL_H

#include <stdbool.h>

#include "core/base/cursor.h"

/* Import path of the package: up to the first '.' after the last '/'. */
struct span go_symbol_package(const char *symbol);

/* Without the package's folders: "pricing.(*Engine[...]).Quote.func1". */
const char *go_symbol_short(const char *symbol);

/* Of a declared function: "BenchmarkJoin", "Benchmark_join"; not "Benchmarks".
 * Of a symbol it is what follows the package. */
bool go_is_benchmark_name(const char *name);

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
