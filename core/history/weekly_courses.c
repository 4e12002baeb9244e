/*
 * The benchmark trend scan: for each benchmark that drifts, the medians of the
 * past weeks on main.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/calendar.h"
#include "core/history/weekly_parts.h"
#include "core/stats/median.h"

/* Of a week no more runs are read than these, the latest. */
enum { RUNS_A_WEEK = 7 };

struct week_values {
    double values[RUNS_A_WEEK];
    size_t count;
};

static bool is_of(const struct regression *life, const char *function,
                  const char *unit, const char *package)
{
    static const char prefix[] = "Benchmark";
    return strncmp(life->function, prefix, sizeof(prefix) - 1) == 0 &&
           strcmp(life->function + sizeof(prefix) - 1, function) == 0 &&
           strcmp(life->unit, unit) == 0 && strcmp(life->package, package) == 0;
}

static void take_row(struct weekly *weekly,
                     struct week_values (*all)[WEEKLY_WEEKS],
                     sqlite3_stmt *statement)
{
    const char *package = (const char *)sqlite3_column_text(statement, 0);
    const char *name = (const char *)sqlite3_column_text(statement, 1);
    const char *unit = (const char *)sqlite3_column_text(statement, 2);
    const char *target = (const char *)sqlite3_column_text(statement, 3);
    int week = sqlite3_column_int(statement, 4);
    for (size_t i = 0; i < weekly->drifts.count; i++) {
        const struct regression *life = &weekly->drifts.items[i].life;
        struct week_values *values = &all[i][week];
        if (values->count < RUNS_A_WEEK && is_of(life, name, unit, package) &&
            strcmp(life->target, target) == 0) {
            values->values[values->count++] =
                sqlite3_column_double(statement, 5);
        }
    }
}

static double median_of(struct week_values *values)
{
    numbers_sort(values->values, values->count);
    return median_of_sorted((struct numbers){ values->values, values->count });
}

static bool read_rows(struct weekly_job *job,
                      struct week_values (*all)[WEEKLY_WEEKS],
                      struct error *error)
{
    static const char sql[] =
        "WITH ranked AS (SELECT id, target, (at - ?1) / 604800 AS week,"
        "  row_number() OVER (PARTITION BY target, (at - ?1) / 604800"
        "   ORDER BY at DESC, id DESC) AS place FROM runs"
        "  WHERE is_main AND at >= ?1 AND at < ?2)"
        " SELECT (SELECT text FROM strings WHERE id = b.package),"
        " (SELECT text FROM strings WHERE id = b.name),"
        " (SELECT text FROM strings WHERE id = b.unit),"
        " (SELECT text FROM strings WHERE id = r.target), r.week, b.head"
        " FROM ranked AS r CROSS JOIN benchmarks AS b ON b.run = r.id"
        " WHERE r.place <= ?3 AND b.head > 0 ORDER BY r.id, b.ordinal";
    sqlite3_stmt *statement = NULL;
    bool has_row;
    bool ok = database_prepare(job->store, sql, &statement, error);
    if (ok) {
        sqlite3_bind_int64(statement, 1,
                           job->weekly->until - WEEKLY_WEEKS * SECONDS_A_WEEK);
        sqlite3_bind_int64(statement, 2, job->weekly->until);
        sqlite3_bind_int(statement, 3, RUNS_A_WEEK);
    }
    while (ok && (ok = database_step(job->store, statement, &has_row, error)) &&
           has_row) {
        take_row(job->weekly, all, statement);
    }
    sqlite3_finalize(statement);
    return ok;
}

/* The one that grew most first. */
static int compare_drifts(const void *left, const void *right)
{
    const struct weekly_drift *a = left, *b = right;
    double grown_a = regression_growth(&a->life);
    double grown_b = regression_growth(&b->life);
    if (grown_a < grown_b || grown_a > grown_b) {
        return grown_a > grown_b ? -1 : 1;
    }
    return a->life.id < b->life.id ? -1 : a->life.id > b->life.id;
}

bool weekly_read_courses(struct weekly_job *job, struct error *error)
{
    struct weekly_drift_list *drifts = &job->weekly->drifts;
    if (drifts->count == 0) {
        return true;
    }
    struct week_values(*all)[WEEKLY_WEEKS] =
        arena_array(job->arena, drifts->count, sizeof(*all));
    if (!read_rows(job, all, error)) {
        return false;
    }
    for (size_t i = 0; i < drifts->count; i++) {
        for (size_t week = 0; week < WEEKLY_WEEKS; week++) {
            drifts->items[i].centers[week] = median_of(&all[i][week]);
        }
    }
    qsort(drifts->items, drifts->count, sizeof(*drifts->items), compare_drifts);
    return true;
}
