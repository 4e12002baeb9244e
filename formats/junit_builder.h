/*
 * What the parts that make JUnit cases share: the growing list, in which a
 * suite, class and name stand once.
 */
#ifndef FORMATS_JUNIT_BUILDER_H
#define FORMATS_JUNIT_BUILDER_H

#include "core/base/map.h"
#include "core/base/strings.h"
#include "formats/junit_cases.h"

/* What of a function a case is about. */
#define JUNIT_ASPECT_CPU         "CPU"
#define JUNIT_ASPECT_ALLOCATIONS "allocations"
#define JUNIT_ASPECT_WAITING     "waiting"

struct junit_builder {
    const struct report *report;
    const struct junit_names *names;
    struct junit_case_list *cases;
    struct strings strings;
    struct map keys;               /* of cases */
    struct map benchmarks;         /* that findings are about */
    struct finding_pointers first; /* finding of each */
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

/* The worst finding about a benchmark's result, whatever the unit; NULL. */
const struct finding *junit_builder_finding_of(struct junit_builder *builder,
                                               const struct gate *gate);

#endif
