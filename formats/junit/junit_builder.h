/*
 * What the parts that make JUnit cases share: the growing list, in which a
 * suite, class and name stand once.
 */
#ifndef FORMATS_JUNIT_BUILDER_H
#define FORMATS_JUNIT_BUILDER_H

#include "core/base/map.h"
#include "core/base/strings.h"
#include "formats/junit/junit_cases.h"

/* What of a function a case is about. */
#define JUNIT_ASPECT_CPU         "CPU"
#define JUNIT_ASPECT_ALLOCATIONS "allocations"
#define JUNIT_ASPECT_WAITING     "waiting"

struct junit_origin_list LIST_STRUCT(struct junit_origin);

struct junit_builder {
    const struct report *report;
    const struct junit_names *names;
    struct junit_case_list *cases;
    struct strings strings;
    struct map keys;                  /* of cases */
    struct map benchmarks;            /* that findings are about */
    struct junit_origin_list origins; /* of each */
};

void junit_builder_init(struct junit_builder *builder,
                        const struct report *report,
                        const struct junit_names *names,
                        struct junit_case_list *cases);
void junit_builder_release(struct junit_builder *builder);

/* The case of this name, added when it is new; valid until the next call. */
struct junit_case *junit_builder_case(struct junit_builder *builder,
                                      enum junit_suite suite,
                                      struct junit_name name);

/* "Join-8" of "BenchmarkJoin-8". */
const char *junit_benchmark_of(const char *function);

/* Where a gate's benchmark is told of: its own finding, else the worst about
 * another unit of it; none without one. */
struct junit_origin junit_builder_origin_of(struct junit_builder *builder,
                                            const struct gate *gate);

#endif
