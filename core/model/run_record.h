/*
 * What is remembered of one run, as plain data: the store keeps it, exports
 * are made of it, KPIs and trends are computed from it. Tables of fields name
 * every member once, so that whoever stores or prints a record needs no list
 * of his own. Lives in the arena that it is filled from.
 */
#ifndef CORE_MODEL_RUN_RECORD_H
#define CORE_MODEL_RUN_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"

enum field_kind {
    FIELD_NAME,    /* const char *, recurs from run to run; "" none */
    FIELD_TEXT,    /* const char *, of this run alone; "" none */
    FIELD_INTEGER, /* int64_t */
    FIELD_NUMBER,  /* double; NAN: not known */
    FIELD_FLAG,    /* bool */
};

struct record_field {
    const char *name; /* of the column and the key in JSON */
    enum field_kind kind;
    size_t offset; /* in the struct */
};

/* A benchmark and unit: medians, 95 % intervals. */
struct recorded_benchmark {
    const char *package, *name, *unit; /* "Join/n=10-8", "sec/op" */
    double base, head, head_low, head_high;
    double ratio, ratio_low, ratio_high, p;
    int64_t base_count, head_count;
    bool is_significant, is_related, higher_is_better, is_exact;
};

/* All decisions of one gate. */
struct recorded_gate {
    const char *gate, *state; /* "related-time", "failed" */
    int64_t passed, failed, inconclusive, skipped;
    const char *text; /* one sentence */
};

/* One decision of a gate that failed, or would have but for a waiver. */
struct recorded_decision {
    const char *gate, *state;
    const char *benchmark, *unit, *package, *function;
    double limit, value, low, high, p;
    const char *reason;
};

struct recorded_finding {
    const char *key; /* 16 hexadecimal digits */
    const char *rule, *category, *level;
    const char *state; /* "regression", "improvement", "fact" */
    const char *function, *benchmark, *package;
    const char *file; /* "" none */
    int64_t line;
    const char *line_text; /* the statement there; "" unknown */
    const char *metric, *unit;
    /* Of one operation where that is known, else shares: comparable from run
     * to run. */
    double base, head;
    double share; /* of head's total; NAN: no share */
    double limit; /* of the gate it is held against; NAN */
    const char *owner, *impact, *effort;
    const char *headline;
    const char *cause;  /* of an allocation, one clause; "" none */
    const char *waiver; /* its reason; "" not waived */
    bool fails_gate;
    bool is_recalled; /* of an earlier run, and not yet gone */
};

/* A function of head's CPU profile. */
struct recorded_hotspot {
    const char *function, *file, *owner; /* file "": not in the repository */
    double flat, cum;                    /* shares of the samples */
    double own; /* flat, and what it calls outside of the repository */
};

/* A profile that was read: archived under its hash. */
struct recorded_profile {
    const char *side, *kind; /* "base", "cpu" */
    const char *name;        /* below the bundle: "head/cpu-1.pb.gz" */
    const char *hash;        /* SHA-256, 64 hexadecimal digits */
    int64_t size;            /* of the file, in bytes */
};

enum record_part {
    PART_BENCHMARKS,
    PART_GATES,
    PART_DECISIONS,
    PART_FINDINGS,
    PART_HOTSPOTS,
    PART_PROFILES,
    PART_COUNT,
};

/* Rows of one part; `items` is an array of its struct. */
struct record_rows LIST_STRUCT(void);

struct run_record {
    int64_t id; /* in the store it was read from; 0 none */
    /* A run is recorded once by these four. */
    const char *repository, *target, *head_commit, *content_hash;
    const char *base_commit, *branch, *pull_request;
    const char *machine, *go_version, *goos, *goarch, *cpu;
    int64_t time;        /* when it ran; seconds since 1970, UTC */
    int64_t commit_time; /* of head; 0: unknown */
    /* When it counts: its time; of an imported one its commit's. */
    int64_t at;
    bool is_imported;
    bool is_main; /* of the default branch, and of no pull request */
    bool has_cpu; /* head has a CPU profile: no hotspots means none */
    const char *verdict_state, *verdict;
    double rating; /* 0 to 10; NAN: nothing was compared */
    double rating_time, rating_allocations; /* geomean deltas */
    double improved, regressed;             /* summed weights */
    int64_t failed_gates;
    int64_t critical, covered; /* functions; critical 0: unknown */
    struct record_rows parts[PART_COUNT];
};

/* The members of struct run_record; ends with a field without a name. */
extern const struct record_field run_record_fields[];

struct record_part_info {
    const char *name; /* "benchmarks" */
    const struct record_field *fields;
    size_t size; /* of a row */
};
extern const struct record_part_info record_parts[PART_COUNT];

/* A row with every text "" and every number NAN. */
void record_clear(const struct record_field *fields, void *row);

/* Adds such a row, valid until the next. */
void *record_push(struct arena *arena, struct run_record *run,
                  enum record_part part);

void run_record_init(struct run_record *run);

/* The rows of a part, of which there are run->parts[part].count. */
#define RECORD_ROWS(part, function, type)                             \
    static inline struct type *function(const struct run_record *run) \
    {                                                                 \
        return run->parts[part].items;                                \
    }
RECORD_ROWS(PART_BENCHMARKS, run_benchmarks, recorded_benchmark)
RECORD_ROWS(PART_GATES, run_gates, recorded_gate)
RECORD_ROWS(PART_DECISIONS, run_decisions, recorded_decision)
RECORD_ROWS(PART_FINDINGS, run_findings, recorded_finding)
RECORD_ROWS(PART_HOTSPOTS, run_hotspots, recorded_hotspot)
RECORD_ROWS(PART_PROFILES, run_profiles, recorded_profile)
#undef RECORD_ROWS

/* The member that a field names, which is of the kind that it says. */
const char *record_text(const struct record_field *field, const void *row);
int64_t record_integer(const struct record_field *field, const void *row);
double record_number(const struct record_field *field, const void *row);
bool record_flag(const struct record_field *field, const void *row);

void record_set_text(const struct record_field *field, void *row,
                     const char *text);
void record_set_integer(const struct record_field *field, void *row,
                        int64_t integer);
void record_set_number(const struct record_field *field, void *row,
                       double number);
void record_set_flag(const struct record_field *field, void *row, bool flag);

#endif
