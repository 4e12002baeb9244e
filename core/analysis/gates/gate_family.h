/*
 * The benchmarks that one gate judges, with the p-values of their tests: Holm's
 * correction makes of them a family. What a row would be judged by if it were
 * another can be asked, too.
 */
#ifndef CORE_ANALYSIS_GATE_FAMILY_H
#define CORE_ANALYSIS_GATE_FAMILY_H

#include "core/analysis/analysis.h"

enum gate_kind { GATE_UNRELATED_TIME, GATE_RELATED_TIME, GATE_ALLOCATIONS };
#define GATE_KIND_COUNT ((size_t)GATE_ALLOCATIONS + 1)

struct member_list LIST_STRUCT(const struct benchmark_row *);

/* How the machine differed, by the benchmarks that the patch cannot touch. */
struct machine_shift {
    int direction; /* 1: head's was slower, -1 faster, 0 neither */
    double most;   /* the highest ratio that any of them allows */
};

struct gate_family {
    enum gate_kind kind;
    const char *id;             /* "unrelated-time" */
    struct member_list members; /* that the configuration leaves the gate on */
    double *raw_p;              /* one-sided, of each; NAN: not tested */
    double *p;                  /* adjusted */
    size_t tested;
    struct machine_shift shift;
};

/* Why a time says nothing although it was measured. */
enum gate_excuse {
    GATE_NOT_EXCUSED,
    GATE_OTHER_PLATFORM,
    GATE_MACHINE_MOVED,
};

bool benchmark_row_is_paired(const struct benchmark_row *row);

/* Members, tests and corrections. */
void gate_family_gather(const struct analysis *analysis, enum gate_kind kind,
                        struct gate_family *family);

/* Whether the gate is about this row, be it on or off. */
bool gate_family_concerns(const struct gate_family *family,
                          const struct benchmark_row *row);

/* The row's raw p at its limit; NAN: constant counts, or one side only. */
double gate_family_test(const struct analysis *analysis,
                        const struct gate_family *family,
                        const struct benchmark_row *row);

/* Fills p from raw_p. */
void gate_family_adjust(const struct analysis *analysis,
                        struct gate_family *family);

/* What the numbers of a paired row say, `p` adjusted; the excuse comes on top:
 * with one the gate is inconclusive. */
enum gate_state gate_family_decide(const struct analysis *analysis,
                                   const struct gate_family *family,
                                   const struct benchmark_row *row, double p);
enum gate_excuse gate_family_excuse(const struct analysis *analysis,
                                    const struct gate_family *family,
                                    const struct benchmark_row *row,
                                    enum gate_state state);

#endif
