/*
 * Gate failure postmortems: what failed this week, and what became of it when
 * the same commits were measured again.
 *
 * The failing run compared two commits. Other runs measure these again, as
 * their head or as their base. What is beyond the limit then too was real;
 * else it was noise, and the limit that would have let it pass is the lower
 * end of its interval, rounded up to half a per cent.
 */
#include <math.h>
#include <string.h>

#include "core/history/rows.h"
#include "core/history/weekly_parts.h"
#include "core/stats/median.h"

static const double limit_step = 0.005;

/* Medians of one commit in several runs; more do not matter. */
struct measured {
    double values[64];
    size_t count;
};

static double median_of(struct measured *measured)
{
    numbers_sort(measured->values, measured->count);
    return median_of_sorted(
        (struct numbers){ measured->values, measured->count });
}

static const char again_sql[] =
    "SELECT t.head_commit = ?2, b.head FROM runs AS f, runs AS t"
    " CROSS JOIN benchmarks AS b ON b.run = t.id"
    " WHERE f.id = ?1 AND t.id <> f.id AND t.repository = f.repository"
    " AND t.target = f.target AND t.machine = f.machine AND t.cpu = f.cpu"
    " AND t.go_version = f.go_version AND t.head_commit IN (?2, ?3)"
    " AND b.name = (SELECT id FROM strings WHERE text = ?4)"
    " AND b.unit = (SELECT id FROM strings WHERE text = ?5)"
    " AND b.package = (SELECT id FROM strings WHERE text = ?6)"
    " AND b.head IS NOT NULL"
    " UNION ALL "
    "SELECT t.base_commit = ?2, b.base FROM runs AS f, runs AS t"
    " CROSS JOIN benchmarks AS b ON b.run = t.id"
    " WHERE f.id = ?1 AND t.id <> f.id AND t.repository = f.repository"
    " AND t.target = f.target AND t.machine = f.machine AND t.cpu = f.cpu"
    " AND t.go_version = f.go_version AND t.base_commit IN (?2, ?3)"
    " AND b.name = (SELECT id FROM strings WHERE text = ?4)"
    " AND b.unit = (SELECT id FROM strings WHERE text = ?5)"
    " AND b.package = (SELECT id FROM strings WHERE text = ?6)"
    " AND b.base IS NOT NULL";

static void take(sqlite3_stmt *statement, struct measured *base,
                 struct measured *head)
{
    struct measured *measured =
        sqlite3_column_int(statement, 0) != 0 ? head : base;
    size_t most = sizeof(measured->values) / sizeof(measured->values[0]);
    if (measured->count < most) {
        measured->values[measured->count++] =
            sqlite3_column_double(statement, 1);
    }
}

/* Base too may have been mismeasured: where it was measured again, its median
 * of all runs counts, else that of the failing run alone. */
static void judge(struct weekly_failure *failure, double base_then,
                  struct measured *base, struct measured *head)
{
    const struct recorded_decision *decision = &failure->decision;
    failure->runs_again = (int64_t)head->count;
    if (head->count == 0 || !(base_then > 0)) {
        return;
    }
    base->values[base->count < 64 ? base->count++ : 63] = base_then;
    failure->value_again = median_of(head) / median_of(base) - 1;
    if (failure->value_again > decision->limit) {
        failure->outcome = FAILURE_REAL;
        return;
    }
    failure->outcome = FAILURE_NOISE;
    failure->limit_right =
        (floor(fmax(decision->low, decision->limit) / limit_step) + 1) *
        limit_step;
}

static bool read_base(struct weekly_job *job, int64_t run,
                      const struct recorded_decision *decision, double *base,
                      struct error *error)
{
    static const char sql[] =
        "SELECT base FROM benchmarks WHERE run = ?1"
        " AND name = (SELECT id FROM strings WHERE text = ?2)"
        " AND unit = (SELECT id FROM strings WHERE text = ?3)"
        " AND package = (SELECT id FROM strings WHERE text = ?4)";
    sqlite3_stmt *statement = NULL;
    bool has_row = false;
    if (!database_prepare(job->store, sql, &statement, error)) {
        return false;
    }
    sqlite3_bind_int64(statement, 1, run);
    sqlite3_bind_text(statement, 2, decision->benchmark, -1, SQLITE_STATIC);
    sqlite3_bind_text(statement, 3, decision->unit, -1, SQLITE_STATIC);
    sqlite3_bind_text(statement, 4, decision->package, -1, SQLITE_STATIC);
    bool ok = database_step(job->store, statement, &has_row, error);
    *base = ok && has_row ? sqlite3_column_double(statement, 0) : 0;
    sqlite3_finalize(statement);
    return ok;
}

static bool measure_again(struct weekly_job *job, int64_t run,
                          struct weekly_failure *failure, struct error *error)
{
    const struct recorded_decision *decision = &failure->decision;
    struct measured base = { .count = 0 }, head = { .count = 0 };
    sqlite3_stmt *statement = NULL;
    double base_then;
    bool has_row;
    if (!read_base(job, run, decision, &base_then, error) ||
        !database_prepare(job->store, again_sql, &statement, error)) {
        return false;
    }
    const char *const texts[] = { failure->head_commit, failure->base_commit,
                                  decision->benchmark, decision->unit,
                                  decision->package };
    sqlite3_bind_int64(statement, 1, run);
    for (int i = 0; i < 5; i++) {
        sqlite3_bind_text(statement, 2 + i, texts[i], -1, SQLITE_STATIC);
    }
    bool ok;
    while ((ok = database_step(job->store, statement, &has_row, error)) &&
           has_row) {
        take(statement, &base, &head);
    }
    sqlite3_finalize(statement);
    if (ok) {
        judge(failure, base_then, &base, &head);
    }
    return ok;
}

static bool settle(struct weekly_job *job, int64_t run,
                   struct weekly_failure *failure, struct error *error)
{
    failure->value_again = failure->limit_right = (double)NAN;
    if (strcmp(failure->decision.state, "failed") != 0) {
        failure->outcome = FAILURE_WAIVED;
        return true;
    }
    bool is_known = failure->decision.benchmark[0] != '\0' &&
                    failure->head_commit[0] != '\0';
    return !is_known || measure_again(job, run, failure, error);
}

static bool read_run(struct weekly_job *job, struct run_record *run,
                     struct error *error)
{
    if (!store_read_part(job->store, run, PART_DECISIONS, job->arena, error)) {
        return false;
    }
    for (size_t i = 0; i < run->parts[PART_DECISIONS].count; i++) {
        struct weekly_failure *failure =
            LIST_PUSH(job->arena, &job->weekly->failures);
        *failure = (struct weekly_failure){
            .target = run->target,
            .pull_request = run->pull_request,
            .head_commit = run->head_commit,
            .base_commit = run->base_commit,
            .at = run->at,
            .decision = run_decisions(run)[i],
        };
        if (!settle(job, run->id, failure, error)) {
            return false;
        }
    }
    return true;
}

bool weekly_read_failures(struct weekly_job *job, struct error *error)
{
    struct run_filter filter = { .from = job->weekly->from,
                                 .until = job->weekly->until };
    struct run_list runs = { .items = NULL };
    bool ok = store_runs(job->store, &filter, job->arena, &runs, error);
    for (size_t i = 0; ok && i < runs.count; i++) {
        ok = read_run(job, &runs.items[i], error);
    }
    return ok;
}
