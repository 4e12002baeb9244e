/*
 * The hotspot review: which functions of the repository stay at the top of
 * main's CPU profiles, for how many weeks, and whose turn it is.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/calendar.h"
#include "core/base/map.h"
#include "core/history/weekly_parts.h"

enum { LISTED = 20, SHOWN = 5, WEEKS_BACK = 26 };

/* One function in all weeks; the last is the report's. */
struct entry {
    const char *target, *function, *file, *owner;
    int64_t target_id;
    double shares[WEEKS_BACK]; /* 0: not seen */
};
struct entry_key {
    int64_t target, function;
};

struct review {
    struct weekly_job *job;
    int64_t first; /* second of the first week */
    struct map places;
    struct LIST_STRUCT(struct entry) entries;
    struct map targets;
    struct LIST_STRUCT(struct profiled_weeks) profiled;
};

/* Runs of a target that have a CPU profile. */
struct profiled_weeks {
    int64_t runs[WEEKS_BACK];
};

static bool prepare(const struct review *review, const char *sql,
                    sqlite3_stmt **statement, struct error *error)
{
    if (!database_prepare(review->job->store, sql, statement, error)) {
        return false;
    }
    sqlite3_bind_int64(*statement, 1, review->first);
    sqlite3_bind_int64(*statement, 2, review->job->weekly->until);
    return true;
}

static bool count_profiled(struct review *review, struct error *error)
{
    static const char sql[] =
        "SELECT target, (at - ?1) / 604800, count(*) FROM runs"
        " WHERE is_main AND has_cpu AND at >= ?1 AND at < ?2 GROUP BY 1, 2";
    sqlite3_stmt *statement = NULL;
    bool has_row;
    bool ok = prepare(review, sql, &statement, error);
    while (
        ok &&
        (ok = database_step(review->job->store, statement, &has_row, error)) &&
        has_row) {
        int64_t target = sqlite3_column_int64(statement, 0);
        bool is_new;
        uint32_t place = map_add(&review->targets, &target, &is_new);
        if (is_new) {
            LIST_PUSH(review->job->arena, &review->profiled);
        }
        review->profiled.items[place].runs[sqlite3_column_int(statement, 1)] =
            sqlite3_column_int64(statement, 2);
    }
    sqlite3_finalize(statement);
    return ok;
}

static int64_t runs_of(const struct review *review, int64_t target, int week)
{
    uint32_t place = map_find(&review->targets, &target);
    return place == MAP_NONE ? 0 : review->profiled.items[place].runs[week];
}

static void take_row(struct review *review, sqlite3_stmt *statement)
{
    struct weekly_job *job = review->job;
    int week = sqlite3_column_int(statement, 2);
    struct entry_key key = { sqlite3_column_int64(statement, 0),
                             sqlite3_column_int64(statement, 1) };
    bool is_new;
    uint32_t place = map_add(&review->places, &key, &is_new);
    struct entry *entry = is_new ? LIST_PUSH(job->arena, &review->entries)
                                 : &review->entries.items[place];
    if (is_new) {
        entry->target_id = key.target;
        entry->target = weekly_text(job, statement, 4);
        entry->function = weekly_text(job, statement, 5);
    }
    entry->file = weekly_text(job, statement, 6);
    entry->owner = weekly_text(job, statement, 7);
    entry->shares[week] = sqlite3_column_double(statement, 3) /
                          (double)runs_of(review, key.target, week);
}

/* By week, so that the file and owner of the latest are kept. */
static bool read_shares(struct review *review, struct error *error)
{
    static const char sql[] =
        "SELECT s.target, s.function, s.week, s.own,"
        " (SELECT text FROM strings WHERE id = s.target),"
        " (SELECT text FROM strings WHERE id = s.function),"
        " (SELECT text FROM strings WHERE id = s.file),"
        " (SELECT text FROM strings WHERE id = s.owner)"
        " FROM (SELECT t.target, h.function, (t.at - ?1) / 604800 AS week,"
        "  sum(h.own) AS own, max(h.file) AS file, max(h.owner) AS owner"
        "  FROM runs AS t CROSS JOIN hotspots AS h ON h.run = t.id"
        "  WHERE t.is_main AND t.has_cpu AND t.at >= ?1 AND t.at < ?2"
        "  AND h.own > 0.002 AND h.file <>"
        "  (SELECT id FROM strings WHERE text = '')"
        "  GROUP BY 3, 1, 2) AS s ORDER BY s.week";
    sqlite3_stmt *statement = NULL;
    bool has_row;
    bool ok = prepare(review, sql, &statement, error);
    while (
        ok &&
        (ok = database_step(review->job->store, statement, &has_row, error)) &&
        has_row) {
        take_row(review, statement);
    }
    sqlite3_finalize(statement);
    return ok;
}

/* How many of the target's functions are hotter in that week. */
static bool is_listed(const struct review *review, const struct entry *entry,
                      int week)
{
    size_t hotter = 0;
    if (!(entry->shares[week] > 0)) {
        return false;
    }
    for (size_t i = 0; i < review->entries.count && hotter < LISTED; i++) {
        const struct entry *other = &review->entries.items[i];
        hotter += other->target_id == entry->target_id &&
                  other->shares[week] > entry->shares[week];
    }
    return hotter < LISTED;
}

/* Weeks without a profile are no break. */
static int64_t weeks_listed(const struct review *review,
                            const struct entry *entry)
{
    int64_t weeks = 0;
    for (int week = WEEKS_BACK - 1; week >= 0; week--) {
        if (runs_of(review, entry->target_id, week) == 0) {
            continue;
        }
        if (!is_listed(review, entry, week)) {
            break;
        }
        weeks++;
    }
    return weeks;
}

static void add_hotspot(struct review *review, const struct entry *entry,
                        int64_t weeks)
{
    struct weekly_job *job = review->job;
    struct weekly_hotspot *hotspot =
        LIST_PUSH(job->arena, &job->weekly->hotspots);
    *hotspot = (struct weekly_hotspot){
        .target = entry->target,
        .function = entry->function,
        .file = entry->file,
        .owner = entry->owner,
        .turn = weekly_turn(job, entry->owner),
        .weeks = weeks,
        .share = entry->shares[WEEKS_BACK - 1],
    };
    for (int i = 0; i < WEEKLY_WEEKS; i++) {
        int week = WEEKS_BACK - WEEKLY_WEEKS + i;
        bool is_known = runs_of(review, entry->target_id, week) > 0;
        hotspot->weeks_shares[i] = is_known ? entry->shares[week] : (double)NAN;
    }
}

/* What stayed comes before what is new, then the hotter first. */
static int compare_hotspots(const void *left, const void *right)
{
    const struct weekly_hotspot *a = left, *b = right;
    bool a_stays = a->weeks > 1, b_stays = b->weeks > 1;
    if (a_stays != b_stays) {
        return a_stays ? -1 : 1;
    }
    if (a->share < b->share || a->share > b->share) {
        return a->share > b->share ? -1 : 1;
    }
    int order = strcmp(a->function, b->function);
    return order != 0 ? order : strcmp(a->target, b->target);
}

static bool has_word(const char *words, const char *word, size_t length)
{
    while (*(words += strspn(words, " ")) != '\0') {
        size_t other = strcspn(words, " ");
        if (other == length && memcmp(words, word, length) == 0) {
            return true;
        }
        words += other;
    }
    return false;
}

/* All owners of what is shown take turns in leading the review. */
static void set_turn(struct weekly_job *job)
{
    const char *all = "";
    for (size_t i = 0; i < job->weekly->hotspots.count; i++) {
        const char *owner = job->weekly->hotspots.items[i].owner;
        while (*(owner += strspn(owner, " ")) != '\0') {
            size_t length = strcspn(owner, " ");
            if (!has_word(all, owner, length)) {
                all = arena_printf(job->arena, "%s %.*s", all, (int)length,
                                   owner);
            }
            owner += length;
        }
    }
    job->weekly->hotspot_turn = weekly_turn(job, all);
}

static void choose(struct review *review)
{
    struct weekly_hotspot_list *list = &review->job->weekly->hotspots;
    for (size_t i = 0; i < review->entries.count; i++) {
        const struct entry *entry = &review->entries.items[i];
        if (is_listed(review, entry, WEEKS_BACK - 1)) {
            add_hotspot(review, entry, weeks_listed(review, entry));
        }
    }
    if (list->count > 1) {
        qsort(list->items, list->count, sizeof(*list->items), compare_hotspots);
    }
    list->count = list->count > SHOWN ? SHOWN : list->count;
    set_turn(review->job);
}

bool weekly_read_hotspots(struct weekly_job *job, struct error *error)
{
    struct review review = {
        .job = job,
        .first = job->weekly->until - WEEKS_BACK * SECONDS_A_WEEK,
    };
    map_init(&review.places, sizeof(struct entry_key));
    map_init(&review.targets, sizeof(int64_t));
    bool ok = count_profiled(&review, error) && read_shares(&review, error);
    if (ok) {
        choose(&review);
    }
    map_release(&review.places);
    map_release(&review.targets);
    return ok;
}
