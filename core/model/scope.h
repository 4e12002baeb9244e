/*
 * What a setting or a waiver holds for: a path, a function, a benchmark. A
 * scope is what is asked about, a pattern what the configuration says.
 */
#ifndef CORE_MODEL_SCOPE_H
#define CORE_MODEL_SCOPE_H

#include <stdbool.h>

/* NULL or "": not known, and then no pattern for it matches. */
struct scope {
    const char *path;      /* below the source root */
    const char *function;  /* "example.com/shop/pricing.(*Engine).Join" */
    const char *benchmark; /* "BenchmarkJoin", "Join/n=10-8" */
};

/*
 * NULL: any. The path is a pattern as CODEOWNERS has them (owners.h). "*" in
 * the others is any text. A function may be named without its package's
 * folders: "pricing.(*Engine).Join". A benchmark stands for its
 * sub-benchmarks, with and without "Benchmark" in front and the "-8" behind.
 */
struct scope_pattern {
    const char *path, *function, *benchmark;
};

bool scope_matches(const struct scope_pattern *pattern,
                   const struct scope *scope);

bool scope_function_matches(const char *pattern, const char *function);
bool scope_benchmark_matches(const char *pattern, const char *benchmark);

/* Whether it names nothing: such a pattern matches all. */
bool scope_pattern_is_empty(const struct scope_pattern *pattern);

#endif
