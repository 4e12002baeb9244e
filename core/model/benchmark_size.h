/*
 * The input sizes that names of benchmark results tell: "1000" of
 * "Join/n=1000-8", "1MB" of "Copy/1MB-8", "100" of "Join100". Views into the
 * given name; nothing is allocated.
 */
#ifndef CORE_MODEL_BENCHMARK_SIZE_H
#define CORE_MODEL_BENCHMARK_SIZE_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/cursor.h"

/* A number at the end of a part of the name, parts being told apart by '/'. */
struct benchmark_size {
    struct span text; /* "1MB": of the name */
    double value;     /* 1048576; above 0, finite */
};

/* Fills up to `capacity` sizes in the order of the name and gives their
 * number. "k", "M" and "G" are powers of 1000, before "B" and "iB" of 1024;
 * letters that mean nothing of the kind ("100rows") are no part of the size.
 * The "-8" at the end of a name is no size. */
size_t benchmark_sizes(const char *name, struct benchmark_size *sizes,
                       size_t capacity);

#endif
