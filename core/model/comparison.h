/*
 * Base against head, as numbers: what the analysis passes compute and what
 * the rules judge. Lives in the run's arena. Shares are fractions of 1.
 */
#ifndef CORE_MODEL_COMPARISON_H
#define CORE_MODEL_COMPARISON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/model/escapes.h"
#include "core/model/goroutines.h"
#include "core/model/location.h"
#include "core/model/profile.h"
#include "core/model/scope.h"

/* A quantity on both sides and whether it changed. */
struct change {
    double base, head; /* comparable: head scaled to base's operations */
    /* The benchmark that shows it most: in which it changed most or, where it
     * did not, costs most; "" none. Of one operation of it; NAN: unknown. */
    const char *benchmark;
    double base_each, head_each;
    double ratio;        /* head / base; INFINITY when base is 0 */
    double low, high;    /* 95 % interval of the ratio */
    double p;            /* two-sided, raw; NAN: no test applies */
    double q;            /* Benjamini-Hochberg; NAN: not in the family */
    bool is_up, is_down; /* significant, >= 5 %, >= 1 % of the total */
    double base_share, head_share; /* of each side's total, as recorded */
    /* Cost moves between lines and functions. What grew is compared with what
     * it and the places named here cost ("line 22, pricing.find");
     * NULL: with itself alone. */
    const char *moved_with;
    bool is_moved; /* it is part of another's comparison: not judged */
};

/* Of a fact: nothing was tested, and what is not set later is not known. */
struct change change_untested(double base, double head);

/* What is known of one function or line of a profile type. */
struct profile_row {
    const char *function;
    struct location location; /* file: below the source root when in_source */
    bool in_source;           /* in the repository */
    bool is_test;             /* in a _test.go file */
    bool is_only_base;        /* a line that head no longer has */
    int64_t base_flat, head_flat, base_cum, head_cum; /* merged, as recorded */
    double base_share, head_share;         /* flat of the side's total */
    double base_cum_share, head_cum_share; /* cum of the side's total */
    /* Own: flat, and what it calls outside the repository. Every stack is
     * one repository function's own. */
    double base_own_share, head_own_share;
    struct change flat, cum, own;
    const char *benchmark;  /* that shows its cum most; "" none */
    const char *moved_from; /* cost shift: where the cost came from, or NULL */
};
struct profile_row_list LIST_STRUCT(struct profile_row);

/* One value type of one kind of profile, base against head. */
struct profile_diff {
    enum profile_kind kind;
    struct value_type value;
    int64_t base_total, head_total;
    uint32_t base_profiles, head_profiles; /* replicates merged */
    bool has_base, has_head;
    bool is_per_operation; /* operations of both sides are known */
    double common_shift;   /* of the machine, divided out; 1: none */
    double scaled_base_total, scaled_head_total; /* as changes are scaled */
    struct profile_row_list functions, lines;
};
struct profile_diff_list LIST_STRUCT(struct profile_diff);

/* One benchmark and unit, as benchstat has it, plus the interval of its
 * ratio. */
struct benchmark_row {
    const char *name;    /* "Join/n=10-8" */
    const char *package; /* import path of its "pkg:", or "" */
    const char *unit;    /* tidied: "sec/op", "B/op", "allocs/op" */
    size_t base_count, head_count;
    const double *base_values, *head_values; /* sorted */
    double base_center, head_center;         /* medians; NAN when absent */
    double base_low, base_high, head_low, head_high; /* 95 %; may be infinite */
    double ratio, ratio_low, ratio_high; /* Hodges-Lehmann; NAN: none */
    double p;                            /* two-sided, as benchstat */
    bool is_significant;                 /* p < alpha (config) */
    bool higher_is_better;
    bool is_exact;   /* constant within both sides */
    bool is_related; /* a stack of its profile passes the patch */
    bool relation_known;
    const char *relation; /* why, a clause: "no stack of ..."; NULL: no patch */
};
struct benchmark_row_list LIST_STRUCT(struct benchmark_row);

/* How the time of a benchmark that runs with several sizes of input grows with
 * them: as size^exponent, by a fit over the largest of them. */
struct scaling {
    const char *name; /* "Join/n=*-8" */
    const char *package;
    size_t size_count;              /* that were fitted */
    const char *smallest, *largest; /* as the names have them: "100", "1MB" */
    size_t row;           /* of the largest: an index into the benchmarks */
    double base_exponent; /* NAN: base has not these sizes */
    double head_exponent, head_low, head_high;
    double rise, rise_low, rise_high; /* of the exponent; NAN likewise */
    /* The ratio at the largest size over that at the smallest, by the fit. */
    struct change change;
};
struct scaling_list LIST_STRUCT(struct scaling);

/* The CPU of all benchmarks together, per operation of each. */
struct cpu_cost {
    bool is_known;        /* base and head have operations */
    struct change change; /* nanoseconds, at base's operations */
    /* The part of the allocator and the garbage collector in the growth (or in
     * what was saved); NAN where nothing changed. */
    double memory_part;
};

/* The CPU and the time of one operation of a benchmark: what is left of the
 * time it waited, unless it used several cores. */
struct operation_cost {
    const char *benchmark;  /* "BenchmarkJoin" */
    struct change cpu;      /* base_each and head_each: nanoseconds */
    double cpu_growth_high; /* nanoseconds an operation, 95 % */
    bool rest_grew;         /* what runs under no benchmark may be its work */
    double base_time, head_time; /* nanoseconds, in the runs of the CPU
                                    profiles themselves; NAN unknown */
};
struct operation_cost_list LIST_STRUCT(struct operation_cost);

/* Why a line allocates. ENTRY(enumerator, name in JSON, words) */
#define CAUSE_KINDS(ENTRY)                                                   \
    ENTRY(UNKNOWN, "unknown", "not explained")                               \
    ENTRY(ESCAPES, "escapes", "a value escapes to the heap")                 \
    ENTRY(MOVED, "moved_to_heap", "a variable is moved to the heap")         \
    ENTRY(BOXING, "boxing", "a value is stored in an interface")             \
    ENTRY(CLOSURE, "closure", "a function value keeps its variables")        \
    ENTRY(VARIADIC, "variadic", "a slice for variadic arguments")            \
    ENTRY(APPEND, "append_growth", "append grows its slice")                 \
    ENTRY(MAP_GROWTH, "map_growth", "a map grows")                           \
    ENTRY(MAP_MAKE, "map_make", "a map is made")                             \
    ENTRY(CHANNEL, "channel", "a channel is made")                           \
    ENTRY(CONCATENATION, "concatenation", "strings are concatenated")        \
    ENTRY(CONVERSION, "conversion", "a string or byte slice is converted")   \
    ENTRY(MAKE_CONSTANT, "make_constant", "make of a constant size escapes") \
    ENTRY(MAKE_UNKNOWN, "make_unknown", "make of a size not known")          \
    ENTRY(TOO_LARGE, "too_large", "a value too large for the stack")         \
    ENTRY(RUNTIME, "runtime_internal", "the runtime's own bookkeeping")      \
    ENTRY(ONE_OF, "one_of", "one of several candidates")                     \
    ENTRY(CALLEE, "callee", "a function outside the repository allocates")

enum cause_kind {
#define ENTRY(name, id, words) CAUSE_##name,
    CAUSE_KINDS(ENTRY)
#undef ENTRY
};
#define CAUSE_KIND_COUNT ((size_t)CAUSE_CALLEE + 1)

const char *cause_kind_id(enum cause_kind kind);
const char *cause_kind_words(enum cause_kind kind);

struct cause {
    enum cause_kind kind;
    const char *text;    /* one clause: "&Order{...} escapes: returned" */
    const char *subject; /* what allocates, as the compiler prints it; "" */
    const char *callee;  /* of CAUSE_CALLEE: the function outside */
    /* The compiler's diagnostic of the same side; NULL: none, or one of
     * several. */
    const struct diagnostic *diagnostic;
    bool is_escape; /* whichever it is: a value escapes, says the compiler */
};

/* What a line allocates in blocks of one size, itself or through one callee
 * outside the repository; recorded bytes of the site's side. */
struct allocation_part {
    int64_t block_bytes; /* size class; 0: unknown */
    double bytes;
    struct cause cause;
};

/* A line of the repository that allocates, itself or through a callee. */
struct allocation_site {
    const char *function;
    struct location location; /* head's line; base's when gone in head */
    struct location base;     /* where base has it; no file: nowhere */
    bool is_test;
    bool is_only_base;
    int64_t base_bytes, head_bytes, base_objects, head_objects; /* recorded */
    double base_share, head_share; /* of alloc_space */
    struct change bytes, objects;  /* at base's operations */
    bool is_per_operation;
    struct cause cause; /* of head; of base when head allocates nothing */
    struct allocation_part *parts; /* the same side's, of most bytes first */
    size_t part_count;
    double callee_share; /* of its bytes that callees outside allocate */
    /* Most of its bytes are in blocks of 16 B: small objects share such a
     * block, and the runtime charges it to the first of them. */
    bool shares_blocks;
    const char *benchmark;
};
struct allocation_site_list LIST_STRUCT(struct allocation_site);

/* Over non-test code of head. */
struct allocation_summary {
    bool has_repository_bytes;
    double explained_share, callee_share; /* 0..1 */
    double cause_bytes[CAUSE_KIND_COUNT];
    double repository_bytes; /* allocated by repository frames */
    double callee_bytes;     /* by callees outside that they call */
};

/* A line of the repository that allocated what is still in use. */
struct retained_site {
    const char *function;
    struct location location; /* head's line; base's when gone in head */
    bool is_test;
    bool is_only_base;
    double base_share, head_share; /* of all bytes in use */
    double base_bytes, head_bytes; /* mean of the side's profiles */
    struct change bytes; /* of these; head's as if it had run no more often */
    uint32_t replicates; /* least of the two sides */
    const char *benchmark;
};
struct retained_site_list LIST_STRUCT(struct retained_site);

/* A line of the repository that waits, for a lock or other, or holds a lock; of
 * a wall-clock profile, that takes time, whether waiting or not. */
struct contention_site {
    const char *function;
    struct location location; /* head's line; base's when gone in head */
    bool is_test;
    bool is_only_base;
    bool is_per_operation;
    const char *lock;  /* what it calls: "sync.(*Mutex).Unlock"; "" itself */
    bool is_forwarded; /* that is the repository's own and hands the call on */
    int64_t base_delay, head_delay; /* nanoseconds, recorded */
    double base_share, head_share;
    struct change delay;    /* per operation */
    uint32_t replicates;    /* least of the two sides */
    enum profile_kind kind; /* mutex or block */
    const char *benchmark;
};
struct contention_site_list LIST_STRUCT(struct contention_site);

/* What the garbage collector takes. */
struct collector_comparison {
    bool has_cpu;                  /* CPU profiles of both sides */
    bool is_per_operation;         /* else by its share */
    struct change cpu;             /* nanoseconds, for base's operations */
    double base_total, head_total; /* of all that ran, likewise */
    bool has_frequency;            /* gctrace of both sides */
    struct change frequency;       /* cycles a second; medians */
};

/* Goroutines at one stack. */
struct goroutine_site {
    const char *function;     /* nearest to where they stand in the repository,
                                 else outside of it */
    struct location location; /* of it, else of what created them; no file:
                                 neither is in the repository */
    bool is_test;
    const char *state;                    /* "chan receive"; "" not told */
    const char *creator;                  /* "" not told */
    double base, head;                    /* medians of the dumps */
    uint64_t base_waiting, head_waiting;  /* a minute or more; in any state */
    uint32_t head_minutes;                /* the longest */
    uint64_t base_leaked, head_leaked;    /* proved by the runtime */
    const struct goroutine_frame *frames; /* innermost first */
    uint32_t frame_count;
};
struct goroutine_site_list LIST_STRUCT(struct goroutine_site);

/* A function on a hot path that was inlined in base and cannot be in head. */
struct lost_inlining {
    uint32_t row;             /* of the functions of the cpu diff */
    struct location location; /* changed line of it, else its declaration */
    const char *reason;       /* "function too complex: cost 95 ..." */
    const char *base_cost;    /* "cost 76"; "" unknown */
};
struct lost_inlining_list LIST_STRUCT(struct lost_inlining);

/* Hot in production and in no benchmark. */
struct uncovered_function {
    const char *function;
    struct location location; /* its declaration, else a line of it */
    double share;             /* own, of the CPU in production */
};
struct uncovered_list LIST_STRUCT(struct uncovered_function);

struct escape_list LIST_STRUCT(const struct diagnostic *);

struct comparison {
    struct profile_diff_list profiles;
    struct benchmark_row_list benchmarks;
    struct scaling_list scalings;
    struct cpu_cost cpu_cost;
    struct operation_cost_list operation_costs;
    struct allocation_site_list allocations;
    struct allocation_summary allocation_summary;
    struct retained_site_list retained;
    struct contention_site_list contention;
    struct collector_comparison collector;
    struct goroutine_site_list goroutines; /* largest growth first */
    bool has_base_goroutines;
    struct lost_inlining_list lost_inlinings;
    struct escape_list new_escapes; /* of head, that base did not have */
    struct uncovered_list uncovered;
    /* Functions that are critical, and those that a benchmark's profile
     * reaches; 0 critical: it is not known. */
    size_t critical, covered;
    bool same_platform;        /* Go version, GOARCH and CPU agree */
    const char *platform_note; /* what differs, or "" */
    bool machine_moved;        /* all unrelated benchmarks moved together */
};

/* What overrides of the configuration may match. */
struct scope profile_row_scope(const struct profile_row *row);
struct scope allocation_site_scope(const struct allocation_site *site);
struct scope contention_site_scope(const struct contention_site *site);

const struct profile_diff *comparison_profile(
    const struct comparison *comparison, enum profile_kind kind,
    const char *value_type);

#endif
