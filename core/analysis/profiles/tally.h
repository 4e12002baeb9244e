/*
 * The stacks of all profiles of one kind, both sides, summed per benchmark,
 * function and line: the table from which every comparison per operation is
 * read. Base's lines stand under their head line numbers.
 */
#ifndef CORE_ANALYSIS_TALLY_H
#define CORE_ANALYSIS_TALLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/analysis/analysis.h"
#include "core/base/map.h"

/* How a stack's value is laid on its frames. */
enum fold {
    FOLD_FLAT,    /* at the leaf */
    FOLD_CUM,     /* once at every distinct frame */
    FOLD_OWN,     /* at the repository's leafmost frame: what a function costs
                     with the library code that it calls */
    FOLD_CONTROL, /* at the leaf, of stacks that pass no function of the
                     patch: what only the machine can have changed */
};
#define FOLD_COUNT 4

/* A function, or one of its lines. */
struct tally_node {
    const char *function;
    struct location location; /* line 0 for a function; file as mapped */
    struct location base;     /* where a line stood; no file: not in base */
    bool in_source;           /* location.file is below the source root */
    bool is_test;             /* in a _test.go file */
    bool is_only_base;        /* a line that head no longer has */
};
struct tally_node_list LIST_STRUCT(struct tally_node);

/* Stacks under one benchmark (stack_benchmarks.h); group 0 holds those of which
 * it is not known: goroutines that the code started, helpers that several
 * benchmarks share, the garbage collector's own. */
struct tally_group {
    const char *benchmark; /* "BenchmarkJoin"; "" in group 0 */
    /* [profile_count]; NAN unknown. Group 0's is the length of the whole run,
     * known where the runs differ in nothing else. */
    double *operations;
    double base_operations, head_operations; /* sums; NAN unknown */
    bool has_stacks;
    /* A function of the patch that one of them passes, on either side; NULL:
     * they pass none. */
    const char *patched_function;
    double *totals; /* [profile_count][measure_count]: all its stacks */
};
struct tally_group_list LIST_STRUCT(struct tally_group);

struct tally_profile {
    const struct profile *profile;
    bool is_head;
};

struct tally_amount {
    double value;
    double variance; /* from sampling alone */
};

struct tally {
    enum profile_kind kind;
    bool is_retained;     /* tally_build_retained() */
    size_t measure_count; /* cpu: 1 (samples); heap: 2 (objects, bytes);
                             mutex and block: 1 (delay); retained: 1 */
    size_t measures[2];   /* value index in the profiles */
    struct tally_profile *profiles; /* base's first, then head's */
    size_t profile_count, base_count, head_count;
    struct tally_group_list groups;
    struct map group_keys; /* interned benchmark to an index of groups */
    bool is_per_operation; /* some benchmark's operations are known on both
                              sides; else shares are compared */
    double common_shift;   /* head over base, of the machine; 1: none */
    struct map function_keys, line_keys; /* to indexes of the two lists */
    struct tally_node_list functions, lines;
    struct map function_cells, line_cells; /* (node, group) to a cell */
    struct tally_cells {
        struct tally_amount *amounts;
        size_t capacity;
    } function_amounts, line_amounts;
    double *totals; /* [profile_count][measure_count]: all stacks */
};

/* One question to the tally. */
struct tally_query {
    bool is_line; /* node is in lines, else in functions */
    uint32_t node;
    enum fold fold;
    size_t measure;
};

/* NULL when the kind is absent on both sides. */
struct tally *tally_build(const struct analysis *analysis,
                          enum profile_kind kind);
/*
 * The bytes in use when each heap profile was taken. They are a state, no cost:
 * the mean of a side's profiles is compared, not what an operation takes; only
 * where head ran a benchmark more often is what it left taken in proportion.
 */
struct tally *tally_build_retained(const struct analysis *analysis);
void tally_release(struct tally *tally);

/* Of the kind, and which of their values are summed: part of tally_build(). */
void tally_find_profiles(const struct analysis *analysis, struct tally *tally);

/* Of all groups: likewise. */
void tally_find_operations(const struct analysis *analysis,
                           struct tally *tally);

/* Base against head at base's operations, with significance (q stays NAN). */
struct change tally_change(const struct tally *tally,
                           const struct tally_query *query);

/* The same of several nodes together: what moved between them is no change. */
struct change tally_change_of_all(const struct tally *tally,
                                  const struct tally_query *queries,
                                  size_t count);

/* The amounts alone: of one benchmark, with the stacks of which it is not known
 * whether they are its own; of all with NULL. */
struct tally_cost {
    double base, head; /* at base's operations */
};
struct tally_cost tally_cost_under(const struct tally *tally,
                                   const struct tally_query *query,
                                   const char *benchmark);

/* Base's operations of the benchmark, of group 0 where it has no stacks of its
 * own; NAN: unknown. */
double tally_operations_under(const struct tally *tally, const char *benchmark);

/* Sums of one side as recorded, all benchmarks; and of all stacks. */
double tally_recorded(const struct tally *tally,
                      const struct tally_query *query, bool head);
double tally_total(const struct tally *tally, size_t measure, bool head);

/* The total at base's operations, as tally_change scales: the whole that
 * shares of change.base and change.head refer to. */
struct change tally_total_change(const struct tally *tally, size_t measure);

/*
 * The samples of all stacks of a cpu tally, with significance. Those under no
 * benchmark, where their operations are not known, count as those under
 * benchmarks do: garbage of twice as many operations is no dearer garbage.
 * Without operations nothing is known: p is NAN, the ratio too.
 */
struct change tally_whole_change(const struct tally *tally);

/* The same of one group, per operation (base_each, head_each: samples), with
 * the upper end of the 95 % interval of their difference. Of group 0, scaled as
 * above, amounts of an operation are unknown. */
struct group_change {
    struct change change;
    double growth_high; /* samples an operation */
};
struct group_change tally_group_change(const struct tally *tally,
                                       uint32_t group);

/*
 * What one sample of a cpu profile under the group's benchmark counts for when
 * stacks are drawn at base's operations; under no benchmark, or one whose
 * operations are not known, as much as the others do on average.
 */
double tally_weight(const struct tally *tally, uint32_t group, size_t profile);

/* Indexes of nodes, or MAP_NONE. Names and files are interned; a line that only
 * base has is found apart from head's line of that number. */
uint32_t tally_find_line(const struct tally *tally, const char *function,
                         struct location location);
uint32_t tally_find_base_line(const struct tally *tally, const char *function,
                              struct location location);
/* Of a place that one of the sides may not have. */
uint32_t tally_find_site(const struct tally *tally, const char *function,
                         struct location location, bool is_only_base);
uint32_t tally_find_function(const struct tally *tally, const char *function);

/*
 * Estimates the shift that all functions share and divides it out from then
 * on: a machine that slowed is no regression. Only stacks that pass no
 * function of the patch witness it; where they are too few, all do, for a
 * shift that a machine can make.
 */
void tally_set_common_shift(struct tally *tally);

#endif
