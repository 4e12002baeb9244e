/*
 * The playbook's four KPIs (its section 9) over the past eight weeks. Weeks
 * are those of ISO 8601 in UTC; a run counts in the week it ran, an imported
 * one in that of its commit.
 */
#ifndef CORE_MODEL_KPI_H
#define CORE_MODEL_KPI_H

#include <stdbool.h>
#include <stdint.h>

enum { KPI_WEEKS = 8, CHURN_TOP = 20, CHURN_BEFORE = 25 };

enum kpi_name {
    /* Positive pull requests of those that are not neutral. The last run of
     * each counts, of every target. Positive: a rating above 5 with more
     * improved than regressed; neutral: nothing changed, rating 5. Of several
     * targets one that is neither makes it negative, else one that is positive
     * positive. */
    KPI_WIN_RATE,
    /* Days from the commit by which a regression reached main to the first run
     * that reported it; 0 where that was before. Mean of those that opened on
     * main. Imported runs tell no such time. */
    KPI_TIME_TO_DETECT,
    /* Share of a week's top 20 CPU functions that were not among the top 25 of
     * the week before, of the last run of each in main, else in any branch: the
     * repository's own by what they cost with what they call outside of it;
     * where a run knows no own, all by flat. */
    KPI_CHURN,
    /* Share of the critical functions that some benchmark's profile reaches,
     * of the last run of each target that could tell. */
    KPI_COVERAGE,
    KPI_COUNT,
};

struct kpi_value {
    double value;        /* NAN: nothing to tell it by */
    int64_t part, whole; /* what it is a share of, or how many it is the mean
                            of (whole) */
    int64_t neutral;     /* of the win rate: left out */
};

struct kpi_info {
    const char *id;    /* "win_rate" */
    const char *title; /* "Net performance win rate" */
    const char *unit;  /* "share" or "days" */
    double target;
    bool is_upper; /* the target is not to be reached: below is good */
};
extern const struct kpi_info kpi_infos[KPI_COUNT];

struct kpi {
    struct kpi_value now; /* of all weeks; churn: of the last week */
    struct kpi_value weeks[KPI_WEEKS]; /* the last is the latest */
};

struct kpi_table {
    int64_t from, until; /* seconds since 1970: from <= t < until */
    struct kpi kpis[KPI_COUNT];
};

/* Whether the target is met; true also when the value is not known. */
bool kpi_is_met(enum kpi_name name, double value);

#endif
