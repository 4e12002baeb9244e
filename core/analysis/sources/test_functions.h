/*
 * Which benchmarks reach a function of a folder's _test.go files, by the names
 * that the functions mention: no call is missed, a few are seen that are none
 * (a field of the same name). Part of the source cache (source_text.h), which
 * owns the memory; ask there.
 */
#ifndef CORE_ANALYSIS_TEST_FUNCTIONS_H
#define CORE_ANALYSIS_TEST_FUNCTIONS_H

#include "core/analysis/sources/source_text.h"
#include "core/base/map.h"
#include "core/base/strings.h"

/* All functions and methods of one name. */
struct test_function {
    const char *name;      /* interned */
    bool is_shared;        /* mentioned outside of functions: in a table */
    uint32_t first_caller; /* into callers; MAP_NONE: none */
};
struct test_function_list LIST_STRUCT(struct test_function);

struct test_caller {
    uint32_t function; /* that mentions it */
    uint32_t next;     /* MAP_NONE: the last */
};
struct test_caller_list LIST_STRUCT(struct test_caller);

struct test_functions {
    struct map names; /* interned, to an index of functions */
    struct test_function_list functions;
    struct test_caller_list callers;
};

/* A folder to look through. */
struct test_folder {
    struct source_cache *cache;
    struct strings *strings;
    struct arena *arena;
    const struct tree *tree;
    const char *path;
};

void test_functions_find(const struct test_folder *folder,
                         struct test_functions *functions);
void test_functions_release(struct test_functions *functions);

/* False when it cannot be told: the function is not there, or a table of the
 * package holds it or a caller. */
bool test_functions_reached_from(const struct test_functions *functions,
                                 struct arena *arena, const char *name,
                                 struct benchmark_name_list *benchmarks);

#endif
