#include "core/history/kpi.h"

#include <math.h>
#include <string.h>

#include "core/base/calendar.h"
#include "core/history/churn.h"

enum outcome run_outcome(const struct run_record *run)
{
    if (isnan(run->rating)) {
        return OUTCOME_UNKNOWN;
    }
    if (run->rating > 5 && run->improved > run->regressed) {
        return OUTCOME_POSITIVE;
    }
    bool is_quiet =
        run->failed_gates == 0 && !(run->improved > 0) && !(run->regressed > 0);
    return is_quiet ? OUTCOME_NEUTRAL : OUTCOME_NEGATIVE;
}

struct computing {
    struct store *store;
    struct arena *arena;
    struct kpi_table *table;
    struct run_list runs; /* by time, from a week before the table on */
};

static bool same_target(const struct run_record *a, const struct run_record *b)
{
    return strcmp(a->repository, b->repository) == 0 &&
           strcmp(a->target, b->target) == 0;
}

static bool same_change(const struct run_record *a, const struct run_record *b)
{
    return strcmp(a->repository, b->repository) == 0 &&
           strcmp(a->pull_request, b->pull_request) == 0;
}

/* No later run of the list, before `end`, is of the same target and pull
 * request. */
static bool is_last(const struct run_list *runs, size_t index)
{
    const struct run_record *run = &runs->items[index];
    for (size_t i = index + 1; i < runs->count; i++) {
        if (same_change(&runs->items[i], run) &&
            same_target(&runs->items[i], run)) {
            return false;
        }
    }
    return true;
}

/* Of the pull request whose very last run this is, over all targets. */
static enum outcome outcome_of_change(const struct run_list *runs, size_t last)
{
    enum outcome worst = OUTCOME_UNKNOWN;
    for (size_t i = 0; i <= last; i++) {
        if (same_change(&runs->items[i], &runs->items[last]) &&
            is_last(runs, i)) {
            enum outcome one = run_outcome(&runs->items[i]);
            worst = one > worst ? one : worst;
        }
    }
    return worst;
}

static bool is_final(const struct run_list *runs, size_t index)
{
    for (size_t i = index + 1; i < runs->count; i++) {
        if (same_change(&runs->items[i], &runs->items[index])) {
            return false;
        }
    }
    return true;
}

/* The week's index, or below 0 before the table. */
static int64_t week_of(const struct kpi_table *table, int64_t time)
{
    return time < table->from ? -1 : (time - table->from) / SECONDS_A_WEEK;
}

static void count_outcome(struct kpi_value *value, enum outcome outcome)
{
    value->neutral += outcome == OUTCOME_NEUTRAL;
    value->part += outcome == OUTCOME_POSITIVE;
    value->whole += outcome == OUTCOME_POSITIVE || outcome == OUTCOME_NEGATIVE;
}

static void divide(struct kpi_value *value)
{
    value->value = value->whole > 0 ? (double)value->part / (double)value->whole
                                    : (double)NAN;
}

static void divide_all(struct kpi *kpi)
{
    divide(&kpi->now);
    for (size_t i = 0; i < KPI_WEEKS; i++) {
        divide(&kpi->weeks[i]);
    }
}

static void compute_win_rate(struct computing *computing)
{
    struct kpi *kpi = &computing->table->kpis[KPI_WIN_RATE];
    const struct run_list *runs = &computing->runs;
    for (size_t i = 0; i < runs->count; i++) {
        int64_t week = week_of(computing->table, runs->items[i].at);
        if (week < 0 || runs->items[i].pull_request[0] == '\0' ||
            !is_final(runs, i)) {
            continue;
        }
        enum outcome outcome = outcome_of_change(runs, i);
        count_outcome(&kpi->now, outcome);
        count_outcome(&kpi->weeks[week], outcome);
    }
    divide_all(kpi);
}

static void add_delay(struct kpi_value *value, double days)
{
    value->value = value->whole == 0 ? days : value->value + days;
    value->whole++;
}

static void average(struct kpi_value *value)
{
    value->value =
        value->whole > 0 ? value->value / (double)value->whole : (double)NAN;
}

static bool compute_time_to_detect(struct computing *computing,
                                   struct error *error)
{
    struct kpi_table *table = computing->table;
    struct kpi *kpi = &table->kpis[KPI_TIME_TO_DETECT];
    struct regression_filter filter = { .scope = "" };
    struct regression_list list = { .items = NULL };
    if (!store_regressions(computing->store, &filter, computing->arena, &list,
                           error)) {
        return false;
    }
    for (size_t i = 0; i < list.count; i++) {
        const struct regression *one = &list.items[i];
        int64_t week = week_of(table, one->opened);
        if (week >= 0 && one->opened < table->until && !one->is_imported &&
            one->commit_time > 0) {
            int64_t delay = one->first_seen - one->commit_time;
            double days = (double)(delay > 0 ? delay : 0) / SECONDS_A_DAY;
            add_delay(&kpi->now, days);
            add_delay(&kpi->weeks[week], days);
        }
    }
    average(&kpi->now);
    for (size_t i = 0; i < KPI_WEEKS; i++) {
        average(&kpi->weeks[i]);
    }
    return true;
}

static bool compute_churn(struct computing *computing, struct error *error)
{
    struct kpi *kpi = &computing->table->kpis[KPI_CHURN];
    for (size_t i = 0; i < KPI_WEEKS; i++) {
        struct churn churn;
        int64_t start = computing->table->from + (int64_t)i * SECONDS_A_WEEK;
        if (!churn_of_week(computing->store, &computing->runs, start, &churn,
                           error)) {
            return false;
        }
        kpi->weeks[i].part = churn.fresh;
        kpi->weeks[i].whole = churn.listed;
    }
    kpi->now = kpi->weeks[KPI_WEEKS - 1];
    divide_all(kpi);
    return true;
}

/* The last run of its target from `from` to before `until` that could tell. */
static bool is_latest_known(const struct run_list *runs, size_t index,
                            int64_t until)
{
    const struct run_record *run = &runs->items[index];
    for (size_t i = index + 1; i < runs->count; i++) {
        if (runs->items[i].at < until && runs->items[i].critical > 0 &&
            same_target(&runs->items[i], run)) {
            return false;
        }
    }
    return run->critical > 0 && run->at < until;
}

static struct kpi_value coverage_between(const struct run_list *runs,
                                         int64_t from, int64_t until)
{
    struct kpi_value value = { .part = 0 };
    for (size_t i = 0; i < runs->count; i++) {
        if (runs->items[i].at >= from && is_latest_known(runs, i, until)) {
            value.part += runs->items[i].covered;
            value.whole += runs->items[i].critical;
        }
    }
    return value;
}

static void compute_coverage(struct computing *computing)
{
    const struct kpi_table *table = computing->table;
    struct kpi *kpi = &computing->table->kpis[KPI_COVERAGE];
    kpi->now = coverage_between(&computing->runs, table->from, table->until);
    for (size_t i = 0; i < KPI_WEEKS; i++) {
        int64_t start = table->from + (int64_t)i * SECONDS_A_WEEK;
        kpi->weeks[i] =
            coverage_between(&computing->runs, start, start + SECONDS_A_WEEK);
    }
    divide_all(kpi);
}

bool kpi_compute(struct store *store, int64_t now, struct arena *arena,
                 struct kpi_table *table, struct error *error)
{
    struct computing computing = { .store = store,
                                   .arena = arena,
                                   .table = table };
    memset(table, 0, sizeof(*table));
    table->until = calendar_week_start(now) + SECONDS_A_WEEK;
    table->from = table->until - KPI_WEEKS * SECONDS_A_WEEK;
    struct run_filter filter = { .from = table->from - SECONDS_A_WEEK,
                                 .until = table->until };
    if (!store_runs(store, &filter, arena, &computing.runs, error) ||
        !compute_time_to_detect(&computing, error) ||
        !compute_churn(&computing, error)) {
        return false;
    }
    compute_win_rate(&computing);
    compute_coverage(&computing);
    return true;
}
