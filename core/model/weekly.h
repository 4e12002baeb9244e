/*
 * What a weekly report says, as plain data: the four rituals of the playbook
 * (section 7), its KPIs (9), escalations (10) and backlog (8). Filled by
 * core/history from the store alone; lives in the arena it was filled from.
 */
#ifndef CORE_MODEL_WEEKLY_H
#define CORE_MODEL_WEEKLY_H

#include "core/model/escalation.h"
#include "core/model/kpi.h"
#include "core/model/past.h"
#include "core/model/playbook.h"

/* How many weeks the trends of a weekly report show, its own as the last. */
#define WEEKLY_WEEKS KPI_WEEKS

/* A function that stays among the hottest of the repository on main. */
struct weekly_hotspot {
    const char *target, *function, *file, *owner; /* owners, between blanks */
    const char *turn; /* the owner whose turn it is this week; "" none */
    int64_t weeks;    /* on the list without a break, this one counted */
    double share;     /* of the CPU, with what it calls outside the
                         repository; mean of the week's runs */
    double weeks_shares[WEEKLY_WEEKS]; /* the oldest first; NAN: not measured */
};
struct weekly_hotspot_list LIST_STRUCT(struct weekly_hotspot);

/* A benchmark that gets worse slowly, still open on main. */
struct weekly_drift {
    struct regression life;
    double centers[WEEKLY_WEEKS]; /* medians of the weeks, the oldest first;
                                  NAN: not measured */
};
struct weekly_drift_list LIST_STRUCT(struct weekly_drift);

enum failure_outcome {
    FAILURE_OPEN,   /* not measured again */
    FAILURE_REAL,   /* beyond the limit when measured again */
    FAILURE_NOISE,  /* within it when measured again */
    FAILURE_WAIVED, /* somebody decided to live with it */
};

/* A gate that failed this week, in one pull request or on main. */
struct weekly_failure {
    const char *target, *pull_request; /* "": main */
    const char *head_commit, *base_commit;
    int64_t at;
    struct recorded_decision decision;
    enum failure_outcome outcome;
    int64_t runs_again; /* in which the same commit was measured again */
    double value_again; /* then; NAN */
    double limit_right; /* at which noise had passed; NAN: nothing to change */
};
struct weekly_failure_list LIST_STRUCT(struct weekly_failure);

/* Regressions of main in one category of the backlog. */
struct weekly_category {
    const struct playbook_category *category;
    size_t open, opened, closed;    /* at the end of the week, and in it */
    const struct regression *worst; /* of the open ones; NULL: none */
};

struct weekly {
    const char *week;    /* "2026-W47" */
    int64_t from, until; /* its first second, and the next week's */
    const char *state;   /* "failed": something got worse; "passed"; "skipped":
                            there was no run */
    const char *verdict; /* one line */
    const char *name;    /* of the repository, or how many there are */
    int64_t runs, main_runs, pull_requests, failed_runs;
    bool is_several; /* targets: each line says which */

    struct weekly_hotspot_list hotspots; /* at most five */
    const char *hotspot_turn;            /* who leads the review; "" nobody */
    struct regression_list allocations;  /* open on main, the largest first */
    struct weekly_drift_list drifts;
    struct weekly_failure_list failures;
    struct kpi_table kpis;
    struct escalation_list escalations;
    struct weekly_category categories[4]; /* in the playbook's order */
    struct regression_list opened, fixed; /* on main, this week; a drift that
                                             opened is among the drifts */
    size_t open;                          /* on main, at its end */
};

#endif
