#include "core/history/escalation.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "core/base/calendar.h"
#include "core/base/quantity.h"
#include "core/history/database.h"

static const double persisting_growth = 0.15;
static const double low_rating = 4;
static const double high_churn = 0.25;

struct raising {
    struct store *store;
    int64_t now;
    struct arena *arena;
    struct escalation_list *list;
};

/* Pull requests and commits of main that were recorded while it was open; the
 * larger, for a team may record the ones or the others. */
static bool count_changes(const struct raising *raising,
                          const struct regression *regression, int64_t *changes,
                          struct error *error)
{
    static const char sql[] =
        "SELECT count(DISTINCT CASE WHEN p.text <> '' THEN p.text END),"
        " count(DISTINCT CASE WHEN t.is_main THEN t.head_commit END)"
        " FROM runs AS t JOIN strings AS p ON p.id = t.pull_request"
        " WHERE t.at > ?1 AND t.at <= ?2 AND p.text <> ?5"
        " AND t.repository = (SELECT id FROM strings WHERE text = ?3)"
        " AND t.target = (SELECT id FROM strings WHERE text = ?4)";
    sqlite3_stmt *statement = NULL;
    bool has_row = false;
    if (!database_prepare(raising->store, sql, &statement, error)) {
        return false;
    }
    /* The pull request that brought it is none that it outlived. */
    const char *origin =
        regression->introduced_by[0] != '\0' ? regression->introduced_by : "\n";
    sqlite3_bind_int64(statement, 1, regression->opened);
    sqlite3_bind_int64(statement, 2, raising->now);
    sqlite3_bind_text(statement, 3, regression->repository, -1, SQLITE_STATIC);
    sqlite3_bind_text(statement, 4, regression->target, -1, SQLITE_STATIC);
    sqlite3_bind_text(statement, 5, origin, -1, SQLITE_STATIC);
    bool ok = database_step(raising->store, statement, &has_row, error);
    int64_t pulls = has_row ? sqlite3_column_int64(statement, 0) : 0;
    int64_t commits = has_row ? sqlite3_column_int64(statement, 1) : 0;
    *changes = pulls > commits ? pulls : commits;
    sqlite3_finalize(statement);
    return ok;
}

static const char *persists_text(const struct raising *raising,
                                 const struct regression *regression,
                                 int64_t changes)
{
    double growth = regression_growth(regression);
    return arena_printf(
        raising->arena, "%s %s is up %s since %s, over %" PRId64 " changes.",
        regression->function, regression->metric,
        isinf(growth) ? "from nothing" : quantity_percent(growth).text,
        calendar_date(regression->opened).text, changes);
}

static bool raise_persisting(const struct raising *raising, struct error *error)
{
    /* Open then, whatever became of them. */
    struct regression_filter filter = { .scope = "",
                                        .closed_since = raising->now + 1 };
    struct regression_list list = { .items = NULL };
    if (!store_regressions(raising->store, &filter, raising->arena, &list,
                           error)) {
        return false;
    }
    for (size_t i = 0; i < list.count; i++) {
        const struct regression *one = &list.items[i];
        int64_t changes = 0;
        if (one->opened > raising->now ||
            !(regression_growth(one) > persisting_growth)) {
            continue;
        }
        if (!count_changes(raising, one, &changes, error)) {
            return false;
        }
        if (changes >= PERSISTING_CHANGES) {
            *LIST_PUSH(raising->arena, raising->list) = (struct escalation){
                .kind = ESCALATION_PERSISTS,
                .text = persists_text(raising, one, changes),
                .regression = *one,
                .changes = changes,
            };
        }
    }
    return true;
}

/* Of a pull request the last run of each target counts, and the lowest of
 * these; of main each commit. */
static bool is_superseded(const struct run_list *runs, size_t index)
{
    const struct run_record *run = &runs->items[index];
    for (size_t i = index + 1; i < runs->count; i++) {
        const struct run_record *later = &runs->items[i];
        if (strcmp(later->repository, run->repository) == 0 &&
            strcmp(later->target, run->target) == 0 &&
            strcmp(later->pull_request, run->pull_request) == 0 &&
            (run->pull_request[0] != '\0' ||
             strcmp(later->head_commit, run->head_commit) == 0)) {
            return true;
        }
    }
    return false;
}

static bool is_low(const struct run_list *runs, size_t index)
{
    const struct run_record *run = &runs->items[index];
    return (run->is_main || run->pull_request[0] != '\0') &&
           run->rating < low_rating && !is_superseded(runs, index);
}

static bool is_same_change(const struct run_record *a,
                           const struct run_record *b)
{
    return strcmp(a->repository, b->repository) == 0 &&
           strcmp(a->pull_request, b->pull_request) == 0 &&
           (a->pull_request[0] != '\0' ||
            strcmp(a->head_commit, b->head_commit) == 0);
}

/* Changes with a low rating, each once. */
static size_t count_low(const struct run_list *runs, bool is_main)
{
    size_t count = 0;
    for (size_t i = 0; i < runs->count; i++) {
        bool is_counted = false;
        for (size_t j = 0; j < i && !is_counted; j++) {
            is_counted = is_low(runs, j) &&
                         is_same_change(&runs->items[i], &runs->items[j]);
        }
        count +=
            runs->items[i].is_main == is_main && is_low(runs, i) && !is_counted;
    }
    return count;
}

static bool raise_rating(const struct raising *raising, struct error *error)
{
    struct run_filter filter = { .from = raising->now + 1 -
                                         SPRINT_DAYS * SECONDS_A_DAY,
                                 .until = raising->now + 1 };
    struct run_list runs = { .items = NULL };
    if (!store_runs(raising->store, &filter, raising->arena, &runs, error)) {
        return false;
    }
    size_t pulls = count_low(&runs, false), commits = count_low(&runs, true);
    size_t count = pulls > commits ? pulls : commits;
    if (count >= LOW_RATINGS) {
        *LIST_PUSH(raising->arena, raising->list) = (struct escalation){
            .kind = ESCALATION_RATING,
            .text = arena_printf(
                raising->arena, "%zu %s were rated below %g within %d days.",
                count, pulls >= commits ? "pull requests" : "commits of main",
                low_rating, (int)SPRINT_DAYS),
            .changes = (int64_t)count,
        };
    }
    return true;
}

static void raise_churn(const struct raising *raising,
                        const struct kpi_value *churn)
{
    if (churn->value > high_churn) {
        *LIST_PUSH(raising->arena, raising->list) = (struct escalation){
            .kind = ESCALATION_CHURN,
            .text = arena_printf(raising->arena,
                                 "%" PRId64 " of the %" PRId64
                                 " hottest functions (%s) were not hot the "
                                 "week before.",
                                 churn->part, churn->whole,
                                 quantity_percent(churn->value).text),
        };
    }
}

bool escalations_raise(struct store *store, int64_t now,
                       const struct kpi_table *table, struct arena *arena,
                       struct escalation_list *list, struct error *error)
{
    struct raising raising = {
        .store = store, .now = now, .arena = arena, .list = list
    };
    if (!raise_persisting(&raising, error) || !raise_rating(&raising, error)) {
        return false;
    }
    raise_churn(&raising, &table->kpis[KPI_CHURN].now);
    return true;
}
