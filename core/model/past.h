/*
 * What the store knows of earlier runs, as the analysis gets it: plain data,
 * filled by core/history. Lives in the arena it was filled from.
 */
#ifndef CORE_MODEL_PAST_H
#define CORE_MODEL_PAST_H

#include "core/base/quantity.h"
#include "core/model/run_record.h"

/*
 * The life of one regression in one scope: the main branch, or one pull
 * request. It opens with the last good value and stays open until head is
 * within tolerance of that value again, or it is waived.
 */
struct regression {
    int64_t id;
    const char *repository, *target;
    const char *scope; /* a pull request; "" the main branch */
    const char *key;   /* of its findings */
    const char *state; /* "open", "fixed", "waived"; of a pull request also
                          "merged": main has it now */
    const char *rule, *category, *level;
    const char *function, *benchmark, *package;
    const char *file; /* where it was last; "" none */
    int64_t line;
    const char *line_text; /* the statement there; "" unknown */
    const char *metric, *unit;
    double good, last; /* the last good value, and the latest */
    double share, limit;
    const char *owner, *headline, *cause;
    const char *introduced_by; /* the pull request that brought it; "" */
    const char *head_commit;   /* where it opened */
    int64_t commit_time;       /* of that commit; 0 unknown */
    int64_t first_seen;        /* by any run of any scope */
    int64_t opened, last_seen; /* in this scope */
    int64_t closed;            /* 0: it is open */
    int64_t runs;              /* that had it, in this scope */
    int64_t returns;           /* how often it came back after a fix */
    bool is_imported;          /* it opened in an imported run */
};
struct regression_list LIST_STRUCT(struct regression);

extern const struct record_field regression_fields[];

/* The unit of a value that is a share of its profile. */
extern const char regression_share_unit[];

/* One of its values in words. */
struct quantity regression_amount(const struct regression *regression,
                                  double value);

/* Growth over the last good value: 0.15 is 15 %; INFINITY from nothing. */
double regression_growth(const struct regression *regression);

/* The median of one benchmark and unit in one run of main. */
struct past_value {
    int64_t at;
    size_t run; /* which of the past's series_runs, from 0 */
    double center;
    bool is_caught; /* a gate failed on the step to it */
};
struct past_value_list LIST_STRUCT(struct past_value);

/* The oldest first. */
struct past_series {
    const char *package, *name, *unit; /* as of struct recorded_benchmark */
    bool higher_is_better;
    struct past_value_list values;
};
struct past_series_list LIST_STRUCT(struct past_series);

struct past {
    bool is_main;      /* this run is of the main branch */
    const char *scope; /* this run's, as of a regression */
    /* Of this run's scope and of main, open and closed; the oldest first. */
    struct regression_list regressions;
    /* Of earlier runs of main under this run's conditions: the same machine,
     * CPU and version of Go. */
    struct past_series_list series;
    size_t series_runs;
    /* Where these reach back not far enough for what is slow: the same with
     * the last run of each week alone; else NULL. */
    const struct past *weekly;
    bool is_weekly; /* this is that */
    /* Where runs under others came before those: "since 2026-11-03 with
     * go1.26.0, before that with go1.25.4"; "" nothing came before. */
    const char *series_began;
};

/* The newest with this key in the scope; NULL: none. */
const struct regression *past_find(const struct past *past, const char *scope,
                                   const char *key);

/* NULL: it was not measured before. */
const struct past_series *past_find_series(const struct past *past,
                                           const char *package,
                                           const char *name, const char *unit);

#endif
