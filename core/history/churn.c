#include "core/history/churn.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/calendar.h"
#include "core/history/kpi.h"

static bool is_in_week(const struct run_record *run, int64_t start)
{
    return run->at >= start && run->at < start + SECONDS_A_WEEK && run->has_cpu;
}

bool speaks_for_week(const struct run_list *runs, size_t index, int64_t start)
{
    const struct run_record *run = &runs->items[index];
    if (!is_in_week(run, start)) {
        return false;
    }
    for (size_t i = 0; i < runs->count; i++) {
        const struct run_record *other = &runs->items[i];
        bool is_better =
            other->is_main != run->is_main ? other->is_main : i > index;
        if (is_better && is_in_week(other, start) &&
            strcmp(other->repository, run->repository) == 0 &&
            strcmp(other->target, run->target) == 0) {
            return false;
        }
    }
    return true;
}

/* What the functions of a run are ranked by. */
static bool knows_own(const struct run_record *run)
{
    const struct recorded_hotspot *hotspots = run_hotspots(run);
    for (size_t i = 0; i < run->parts[PART_HOTSPOTS].count; i++) {
        if (hotspots[i].own > 0) {
            return true;
        }
    }
    return false;
}

static int compare(double a, double b, const char *name_a, const char *name_b)
{
    if (a < b || a > b) {
        return a > b ? -1 : 1;
    }
    return strcmp(name_a, name_b);
}

static int compare_own(const void *left, const void *right)
{
    const struct recorded_hotspot *a = left, *b = right;
    return compare(a->own, b->own, a->function, b->function);
}

static int compare_flat(const void *left, const void *right)
{
    const struct recorded_hotspot *a = left, *b = right;
    return compare(a->flat, b->flat, a->function, b->function);
}

size_t rank_hotspots(struct run_record *run)
{
    struct recorded_hotspot *hotspots = run_hotspots(run);
    size_t count = run->parts[PART_HOTSPOTS].count, ranked = 0;
    bool by_own = knows_own(run);
    if (count > 1) {
        qsort(hotspots, count, sizeof(*hotspots),
              by_own ? compare_own : compare_flat);
    }
    while (ranked < count &&
           (by_own ? hotspots[ranked].own : hotspots[ranked].flat) > 0) {
        ranked++;
    }
    return ranked;
}

static bool is_among(const struct run_record *run, size_t count,
                     const char *function)
{
    const struct recorded_hotspot *hotspots = run_hotspots(run);
    for (size_t i = 0; i < count && i < CHURN_BEFORE; i++) {
        if (strcmp(hotspots[i].function, function) == 0) {
            return true;
        }
    }
    return false;
}

/* Both are copies: their parts are read here. */
static bool compare_runs(struct store *store, struct run_record before,
                         struct run_record now, struct churn *churn,
                         struct error *error)
{
    struct arena arena = ARENA_INIT;
    bool ok = store_read_part(store, &before, PART_HOTSPOTS, &arena, error) &&
              store_read_part(store, &now, PART_HOTSPOTS, &arena, error);
    if (ok) {
        size_t known = rank_hotspots(&before), count = rank_hotspots(&now);
        const struct recorded_hotspot *hotspots = run_hotspots(&now);
        for (size_t i = 0; i < count && i < CHURN_TOP; i++) {
            churn->listed++;
            churn->fresh += !is_among(&before, known, hotspots[i].function);
        }
    }
    arena_release(&arena);
    return ok;
}

/* The run that speaks for the same target in the week; NULL: none does. */
static const struct run_record *find_before(const struct run_list *runs,
                                            const struct run_record *run,
                                            int64_t start)
{
    for (size_t i = 0; i < runs->count; i++) {
        if (strcmp(runs->items[i].repository, run->repository) == 0 &&
            strcmp(runs->items[i].target, run->target) == 0 &&
            speaks_for_week(runs, i, start)) {
            return &runs->items[i];
        }
    }
    return NULL;
}

bool churn_of_week(struct store *store, const struct run_list *runs,
                   int64_t start, struct churn *churn, struct error *error)
{
    *churn = (struct churn){ .listed = 0 };
    for (size_t i = 0; i < runs->count; i++) {
        if (!speaks_for_week(runs, i, start)) {
            continue;
        }
        const struct run_record *before =
            find_before(runs, &runs->items[i], start - SECONDS_A_WEEK);
        if (before != NULL &&
            !compare_runs(store, *before, runs->items[i], churn, error)) {
            return false;
        }
    }
    return true;
}
