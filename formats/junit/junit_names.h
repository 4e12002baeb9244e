/*
 * Names of JUnit cases. Jenkins tells the history of a case by its class and
 * name, so neither holds a line number, a figure or the machine's number of
 * processors. It takes a class name up to the last '.' for the package, hence
 * "example.com/shop/pool.Buf" for the method "pool.(*Buf).Write". The
 * texts live in the arena.
 */
#ifndef FORMATS_JUNIT_NAMES_H
#define FORMATS_JUNIT_NAMES_H

#include "core/model/report.h"

struct junit_names {
    struct arena *arena;
    const char *prefix;     /* of every class and suite: "TARGET/" or "" */
    const char *root;       /* module, else the target */
    const char *processors; /* "-8", if every benchmark's name ends so; "" */
};

struct junit_name {
    const char *class_name, *name;
};

/* One of several reports has its target before every name. */
void junit_names_init(struct junit_names *names, const struct report *report,
                      bool is_one_of_several, struct arena *arena);

/* Of the result "Join/n=10-8": class "PACKAGE.BenchmarkJoin", name
 * "BenchmarkJoin/n=10 sec/op". */
struct junit_name junit_benchmark_name(const struct junit_names *names,
                                       const char *package,
                                       const char *benchmark, const char *unit);

/* Of a function's symbol: class "PACKAGE.Buf" or, of a plain function,
 * "PACKAGE.Join"; name "pool.(*Buf).Write CPU". */
struct junit_name junit_function_name(const struct junit_names *names,
                                      const char *symbol, const char *aspect);

/* Of what belongs to the whole target: class "MODULE.gates". */
struct junit_name junit_target_name(const struct junit_names *names,
                                    const char *suite, const char *name);

#endif
