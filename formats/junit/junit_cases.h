/*
 * A report as JUnit cases: every gate, every benchmark that was compared, and
 * of the functions those with findings and the hottest without, in four suites
 * of which none is empty. A case fails exactly when it contributes to exit
 * status 1. Cases point into the report; the list lives in the arena.
 */
#ifndef FORMATS_JUNIT_CASES_H
#define FORMATS_JUNIT_CASES_H

#include "formats/junit/junit_names.h"

enum junit_suite {
    JUNIT_GATES,
    JUNIT_BENCHMARKS,
    JUNIT_HOTSPOTS,
    JUNIT_ALLOCATIONS,
};
#define JUNIT_SUITE_COUNT ((size_t)JUNIT_ALLOCATIONS + 1)

enum junit_state {
    JUNIT_PASSED,
    JUNIT_FAILED,
    JUNIT_SKIPPED,
};

struct finding_pointers LIST_STRUCT(const struct finding *);

/* A finding that says where something comes from, and the one in the report's
 * list that it merged into, or is; both NULL: nothing is known. */
struct junit_origin {
    const struct finding *finding, *kept;
};

/* What a gate decided, and where that comes from. */
struct junit_decision {
    const struct gate *gate;
    struct junit_origin origin;
};
struct junit_decision_list LIST_STRUCT(struct junit_decision);

struct junit_case {
    enum junit_suite suite;
    struct junit_name name;
    enum junit_state state;
    double seconds;                       /* of one operation; NAN: no time */
    const char *reason;                   /* of a case without gates; "" */
    const struct gate_summary *gate;      /* of the suite of gates, else NULL */
    struct junit_decision_list decisions; /* behind the case */
    struct finding_pointers findings;     /* worst first */
    struct junit_origin origin;
    const struct place *place; /* of the origin */
};
struct junit_case_list LIST_STRUCT(struct junit_case);

const char *junit_suite_name(enum junit_suite suite);

void junit_cases(const struct report *report, const struct junit_names *names,
                 struct junit_case_list *cases);

#endif
