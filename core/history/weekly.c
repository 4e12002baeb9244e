#include "core/history/weekly.h"

#include <string.h>

#include "core/base/calendar.h"
#include "core/base/strings.h"
#include "core/history/escalation.h"
#include "core/history/kpi.h"
#include "core/history/weekly_parts.h"

const char *weekly_text(const struct weekly_job *job, sqlite3_stmt *statement,
                        int column)
{
    const unsigned char *text = sqlite3_column_text(statement, column);
    return text == NULL ? ""
                        : arena_printf(job->arena, "%s", (const char *)text);
}

static size_t count_words(const char *text)
{
    size_t count = 0;
    while (*(text += strspn(text, " ")) != '\0') {
        count++;
        text += strcspn(text, " ");
    }
    return count;
}

const char *weekly_turn(const struct weekly_job *job, const char *owners)
{
    size_t count = count_words(owners);
    if (count == 0) {
        return "";
    }
    size_t turn = (size_t)(job->weekly->from / SECONDS_A_WEEK) % count;
    owners += strspn(owners, " ");
    for (; turn > 0; turn--) {
        owners += strcspn(owners, " ");
        owners += strspn(owners, " ");
    }
    return arena_copy(job->arena, owners, strcspn(owners, " "));
}

static bool count_runs(struct weekly_job *job, struct error *error)
{
    static const char sql[] =
        "SELECT count(*), ifnull(sum(is_main), 0),"
        " count(DISTINCT CASE WHEN pull_request ="
        "  (SELECT id FROM strings WHERE text = '') THEN NULL"
        "  ELSE repository || '/' || pull_request END),"
        " ifnull(sum(verdict_state ="
        "  (SELECT id FROM strings WHERE text = 'failed')), 0)"
        " FROM runs WHERE at >= ?1 AND at < ?2";
    struct weekly *weekly = job->weekly;
    sqlite3_stmt *statement = NULL;
    bool has_row;
    if (!database_prepare(job->store, sql, &statement, error)) {
        return false;
    }
    sqlite3_bind_int64(statement, 1, weekly->from);
    sqlite3_bind_int64(statement, 2, weekly->until);
    bool ok = database_step(job->store, statement, &has_row, error);
    if (ok && has_row) {
        weekly->runs = sqlite3_column_int64(statement, 0);
        weekly->main_runs = sqlite3_column_int64(statement, 1);
        weekly->pull_requests = sqlite3_column_int64(statement, 2);
        weekly->failed_runs = sqlite3_column_int64(statement, 3);
    }
    sqlite3_finalize(statement);
    return ok;
}

/* What the store is about. */
static bool read_names(struct weekly_job *job, struct error *error)
{
    static const char sql[] =
        "SELECT n.repositories, n.targets,"
        " (SELECT text FROM strings WHERE id = n.repository),"
        " (SELECT text FROM strings WHERE id = n.target)"
        " FROM (SELECT count(DISTINCT repository) AS repositories,"
        "  count(DISTINCT target) AS targets, min(repository) AS repository,"
        "  min(target) AS target FROM runs) AS n";
    sqlite3_stmt *statement = NULL;
    bool has_row;
    bool ok = database_prepare(job->store, sql, &statement, error) &&
              database_step(job->store, statement, &has_row, error);
    if (ok) {
        int repositories = sqlite3_column_int(statement, 0);
        const char *repository = weekly_text(job, statement, 2);
        const char *target = weekly_text(job, statement, 3);
        job->weekly->is_several = sqlite3_column_int(statement, 1) > 1;
        job->weekly->name =
            repositories > 1
                ? arena_printf(job->arena, "%d repositories", repositories)
            : repository[0] != '\0' ? repository
                                    : target;
    }
    sqlite3_finalize(statement);
    return ok;
}

bool store_weekly(struct store *store, int64_t from, struct arena *arena,
                  struct weekly *weekly, struct error *error)
{
    *weekly = (struct weekly){
        .week = arena_printf(arena, "%s", calendar_week(from).text),
        .from = from,
        .until = from + SECONDS_A_WEEK,
        .name = "",
        .hotspot_turn = "",
    };
    struct weekly_job job = { store, arena, weekly };
    bool ok =
        read_names(&job, error) && count_runs(&job, error) &&
        weekly_read_hotspots(&job, error) &&
        weekly_read_regressions(&job, error) &&
        weekly_read_courses(&job, error) && weekly_read_failures(&job, error) &&
        kpi_compute(store, weekly->until - 1, arena, &weekly->kpis, error) &&
        escalations_raise(store, weekly->until - 1, &weekly->kpis, arena,
                          &weekly->escalations, error);
    if (ok) {
        weekly_judge(&job);
    }
    return ok;
}
