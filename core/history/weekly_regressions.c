/*
 * The regressions of main in a weekly report: what is open, what opened and
 * was fixed in the week, which of it allocates, which drifts, and the backlog
 * by category.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/history/weekly_parts.h"

static bool is_open_then(const struct weekly *weekly,
                         const struct regression *life)
{
    return life->closed == 0 || life->closed >= weekly->until;
}

static bool is_drift(const struct regression *life)
{
    return strcmp(life->rule, "PERF4004") == 0;
}

static double added(const struct regression *life)
{
    return life->last - life->good;
}

/* What it adds in its unit; of bytes the most first. */
static int compare_added(const void *left, const void *right)
{
    const struct regression *a = left, *b = right;
    if (added(a) < added(b) || added(a) > added(b)) {
        return added(a) > added(b) ? -1 : 1;
    }
    return a->id < b->id ? -1 : a->id > b->id;
}

/* Relative growth, the most first. */
static int compare_growth(const void *left, const void *right)
{
    const struct regression *a = left, *b = right;
    double grown_a = regression_growth(a), grown_b = regression_growth(b);
    if (grown_a < grown_b || grown_a > grown_b) {
        return grown_a > grown_b ? -1 : 1;
    }
    return a->id < b->id ? -1 : a->id > b->id;
}

static void sort(struct regression_list *list,
                 int (*compare)(const void *, const void *))
{
    if (list->count > 1) {
        qsort(list->items, list->count, sizeof(*list->items), compare);
    }
}

/* Bytes of a line; of a benchmark only where no line explains them. */
static bool is_audited(const struct regression_list *open,
                       const struct regression *life)
{
    if (strcmp(life->metric, "alloc_space") == 0) {
        return true;
    }
    if (strcmp(life->metric, "B/op") != 0) {
        return false;
    }
    for (size_t i = 0; i < open->count; i++) {
        const struct regression *other = &open->items[i];
        if (strcmp(other->metric, "alloc_space") == 0 &&
            strcmp(other->benchmark, life->benchmark) == 0) {
            return false;
        }
    }
    return true;
}

static struct weekly_category *category_of(struct weekly *weekly,
                                           const struct regression *life)
{
    for (size_t i = 0; i < 4; i++) {
        struct weekly_category *category = &weekly->categories[i];
        if (strcmp(category->category->name, life->category) == 0) {
            return category;
        }
    }
    return NULL;
}

static void count_in_backlog(struct weekly *weekly,
                             const struct regression *life, bool is_new,
                             bool is_open)
{
    struct weekly_category *category = category_of(weekly, life);
    if (category == NULL) {
        return;
    }
    category->opened += is_new;
    category->open += is_open;
    category->closed += !is_open;
    if (is_open && (category->worst == NULL ||
                    compare_growth(life, category->worst) < 0)) {
        category->worst = life;
    }
}

static void share_out(struct weekly_job *job, const struct regression_list *all)
{
    struct weekly *weekly = job->weekly;
    struct regression_list open = { .items = NULL };
    for (size_t i = 0; i < all->count; i++) {
        const struct regression *life = &all->items[i];
        bool is_new = life->opened >= weekly->from;
        bool is_open = is_open_then(weekly, life);
        if (life->opened >= weekly->until) {
            continue;
        }
        count_in_backlog(weekly, life, is_new, is_open);
        if (is_new && is_open && !is_drift(life)) {
            *LIST_PUSH(job->arena, &weekly->opened) = *life;
        }
        if (is_open) {
            *LIST_PUSH(job->arena, &open) = *life;
        } else if (strcmp(life->state, "fixed") == 0) {
            *LIST_PUSH(job->arena, &weekly->fixed) = *life;
        }
    }
    for (size_t i = 0; i < open.count; i++) {
        const struct regression *life = &open.items[i];
        if (is_drift(life)) {
            LIST_PUSH(job->arena, &weekly->drifts)->life = *life;
        } else if (is_audited(&open, life)) {
            *LIST_PUSH(job->arena, &weekly->allocations) = *life;
        }
    }
    weekly->open = open.count;
}

bool weekly_read_regressions(struct weekly_job *job, struct error *error)
{
    static const struct playbook_category *const categories[] = {
        &playbook_preventive,
        &playbook_corrective,
        &playbook_hygiene,
        &playbook_strategic,
    };
    struct weekly *weekly = job->weekly;
    struct regression_filter filter = { .scope = "",
                                        .closed_since = weekly->from };
    struct regression_list all = { .items = NULL };
    for (size_t i = 0; i < 4; i++) {
        weekly->categories[i].category = categories[i];
    }
    if (!store_regressions(job->store, &filter, job->arena, &all, error)) {
        return false;
    }
    share_out(job, &all);
    sort(&weekly->allocations, compare_added);
    sort(&weekly->opened, compare_growth);
    sort(&weekly->fixed, compare_growth);
    return true;
}
