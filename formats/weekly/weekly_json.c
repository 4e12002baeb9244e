#include "formats/weekly/weekly_json.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/base/calendar.h"
#include "formats/json/json_tree.h"
#include "formats/weekly/kpi_json.h"
#include "formats/weekly/sparkline.h"
#include "formats/weekly/weekly_words.h"

/* What of a weekly is shown, and where it goes. */
struct tree {
    const struct weekly *weekly;
    cJSON *root;
    size_t most;
};

static void add_words(cJSON *object, const char *name,
                      void (*say)(const void *item, struct buffer *out),
                      const void *item)
{
    struct buffer text;
    buffer_init(&text);
    say(item, &text);
    json_add_optional(object, name, text.bytes);
    buffer_release(&text);
}

static void add_series(cJSON *object, const double values[WEEKLY_WEEKS],
                       double level)
{
    struct buffer line;
    buffer_init(&line);
    sparkline(values, WEEKLY_WEEKS, level, &line);
    json_add_text(object, "sparkline", line.bytes);
    buffer_release(&line);
    cJSON *list = json_add_array(object, "weeks");
    for (size_t i = 0; i < WEEKLY_WEEKS; i++) {
        cJSON_AddItemToArray(list, isfinite(values[i])
                                       ? cJSON_CreateNumber(values[i])
                                       : cJSON_CreateNull());
    }
}

/* The list's array, and in *shown how many go into it. */
static cJSON *begin_list(const struct tree *tree, const char *name,
                         size_t count, size_t *shown)
{
    char key[64];
    *shown = count > tree->most ? tree->most : count;
    snprintf(key, sizeof(key), "more_%s", name);
    if (count > *shown) {
        json_add_integer(tree->root, key, (int64_t)(count - *shown));
    }
    snprintf(key, sizeof(key), "has_%s", name);
    json_add_flag(tree->root, key, count > 0);
    return json_add_array(tree->root, name);
}

static void add_target(const struct tree *tree, cJSON *object,
                       const char *target)
{
    json_add_text(object, "target", target);
    json_add_optional(object, "target_shown",
                      tree->weekly->is_several ? target : "");
}

static void add_life(const struct tree *tree, cJSON *object,
                     const struct regression *life)
{
    add_target(tree, object, life->target);
    json_add_text(object, "key", life->key);
    json_add_text(object, "rule", life->rule);
    json_add_text(object, "state", life->state);
    json_add_text(object, "category", life->category);
    json_add_text(object, "function", life->function);
    json_add_optional(object, "benchmark", life->benchmark);
    json_add_text(object, "metric", life->metric);
    json_add_text(object, "unit", life->unit);
    json_add_number(object, "good", life->good);
    json_add_number(object, "last", life->last);
    json_add_number(object, "growth", regression_growth(life));
    json_add_integer(object, "runs", life->runs);
    json_add_integer(object, "returns", life->returns);
    json_add_text(object, "opened", calendar_time(life->opened).text);
    json_add_optional(object, "introduced_by", life->introduced_by);
    json_add_optional(object, "owner", life->owner);
    json_add_text(object, "headline", life->headline);
    json_add_flag(object, "is_new", life->opened >= tree->weekly->from);
    add_words(object, "sentence", weekly_say_sentence, life->headline);
    add_words(object, "subject", weekly_say_subject, life);
    add_words(object, "place", weekly_say_place, life);
    add_words(object, "amounts", weekly_say_amounts, life);
    add_words(object, "change", weekly_say_change, life);
    add_words(object, "since", weekly_say_since, life);
    add_words(object, "cause", weekly_say_cause, life);
    add_words(object, "by", weekly_say_origin, life);
    add_words(object, "owner_shown", weekly_say_owner, life);
}

static void add_lives(const struct tree *tree, const char *name,
                      const struct regression_list *lives)
{
    size_t shown;
    cJSON *list = begin_list(tree, name, lives->count, &shown);
    for (size_t i = 0; i < shown; i++) {
        add_life(tree, json_push_object(list), &lives->items[i]);
    }
}

static void add_drifts(const struct tree *tree)
{
    size_t shown;
    const struct weekly_drift_list *drifts = &tree->weekly->drifts;
    cJSON *list = begin_list(tree, "drifts", drifts->count, &shown);
    for (size_t i = 0; i < shown; i++) {
        cJSON *object = json_push_object(list);
        add_life(tree, object, &drifts->items[i].life);
        add_series(object, drifts->items[i].centers, WEEKLY_LEVEL_MEDIAN);
        add_words(object, "course", weekly_say_course, &drifts->items[i]);
    }
}

static void add_hotspots(const struct tree *tree)
{
    size_t shown;
    const struct weekly_hotspot_list *hotspots = &tree->weekly->hotspots;
    cJSON *list = begin_list(tree, "hotspots", hotspots->count, &shown);
    double most = 0;
    for (size_t i = 0; i < shown; i++) {
        most = fmax(most, hotspots->items[i].share);
    }
    for (size_t i = 0; i < shown; i++) {
        const struct weekly_hotspot *hotspot = &hotspots->items[i];
        cJSON *object = json_push_object(list);
        add_target(tree, object, hotspot->target);
        json_add_text(object, "function", hotspot->function);
        json_add_text(object, "file", hotspot->file);
        json_add_optional(object, "owner", hotspot->owner);
        add_words(object, "turn", weekly_say_name, hotspot->turn);
        json_add_integer(object, "weeks_listed", hotspot->weeks);
        json_add_number(object, "share", hotspot->share);
        json_add_quantity(object, "share_text",
                          quantity_percent(hotspot->share));
        json_add_integer(object, "bar",
                         1 + (int64_t)(99 * hotspot->share / most));
        add_words(object, "subject", weekly_say_hotspot, hotspot);
        add_words(object, "place", weekly_say_name, hotspot->file);
        add_words(object, "listed", weekly_say_listed, hotspot);
        add_series(object, hotspot->weeks_shares, WEEKLY_LEVEL_SHARE);
    }
    add_words(tree->root, "hotspot_turn", weekly_say_name,
              tree->weekly->hotspot_turn);
}

static void add_failures(const struct tree *tree)
{
    static const char *const outcomes[] = { "open", "real", "noise", "waived" };
    size_t shown;
    const struct weekly_failure_list *failures = &tree->weekly->failures;
    cJSON *list = begin_list(tree, "failures", failures->count, &shown);
    for (size_t i = 0; i < shown; i++) {
        const struct weekly_failure *failure = &failures->items[i];
        const struct recorded_decision *decision = &failure->decision;
        cJSON *object = json_push_object(list);
        add_target(tree, object, failure->target);
        json_add_optional(object, "pull_request", failure->pull_request);
        json_add_text(object, "commit", failure->head_commit);
        json_add_text(object, "time", calendar_time(failure->at).text);
        json_add_text(object, "gate", decision->gate);
        json_add_optional(object, "benchmark", decision->benchmark);
        json_add_optional(object, "unit", decision->unit);
        json_add_optional(object, "function", decision->function);
        json_add_number(object, "limit", decision->limit);
        json_add_number(object, "value", decision->value);
        json_add_number(object, "low", decision->low);
        json_add_number(object, "high", decision->high);
        json_add_text(object, "outcome", outcomes[failure->outcome]);
        json_add_integer(object, "runs_again", failure->runs_again);
        json_add_number(object, "value_again", failure->value_again);
        json_add_number(object, "limit_right", failure->limit_right);
        add_words(object, "subject", weekly_say_failed, failure);
        add_words(object, "where", weekly_say_where, failure);
        add_words(object, "beyond", weekly_say_beyond, failure);
        add_words(object, "afterwards", weekly_say_afterwards, failure);
    }
}

static void add_kpi(cJSON *list, const struct weekly_kpi *words)
{
    const struct kpi *kpi = words->kpi;
    cJSON *object = json_push_object(list);
    double weeks[WEEKLY_WEEKS];
    bool is_known = !isnan(kpi->now.value);
    bool is_met = kpi_is_met(words->name, kpi->now.value);
    json_add_text(object, "id", kpi_infos[words->name].id);
    json_add_text(object, "title", kpi_infos[words->name].title);
    json_add_number(object, "value", kpi->now.value);
    json_add_flag(object, "is_good", is_known && is_met);
    json_add_flag(object, "is_missed", is_known && !is_met);
    add_words(object, "value_text", weekly_say_kpi, words);
    add_words(object, "target_text", weekly_say_target, words);
    add_words(object, "met_text", weekly_say_met, words);
    add_words(object, "behind", weekly_say_behind, words);
    for (size_t i = 0; i < WEEKLY_WEEKS; i++) {
        weeks[i] = kpi->weeks[i].value;
    }
    add_series(object, weeks, WEEKLY_LEVEL_SHARE);
}

/* As words, and in "kpi_table" with the counts of each week. */
static void add_kpis(const struct tree *tree)
{
    const struct kpi_table *table = &tree->weekly->kpis;
    cJSON *list = json_add_array(tree->root, "kpis");
    for (enum kpi_name name = 0; name < KPI_COUNT; name++) {
        struct weekly_kpi words = { name, &table->kpis[name] };
        add_kpi(list, &words);
    }
    add_kpis_json(json_add_object(tree->root, "kpi_table"), table);
}

static void add_escalations(const struct tree *tree)
{
    size_t shown;
    const struct escalation_list *escalations = &tree->weekly->escalations;
    cJSON *list = begin_list(tree, "escalations", escalations->count, &shown);
    for (size_t i = 0; i < shown; i++) {
        const struct escalation *escalation = &escalations->items[i];
        cJSON *object = json_push_object(list);
        json_add_text(object, "id", escalation_id(escalation->kind));
        json_add_text(object, "criterion",
                      escalation_criterion(escalation->kind));
        add_words(object, "text", weekly_say_sentence, escalation->text);
    }
}

static void add_categories(const struct tree *tree)
{
    cJSON *list = json_add_array(tree->root, "categories");
    for (size_t i = 0; i < 4; i++) {
        const struct weekly_category *category = &tree->weekly->categories[i];
        cJSON *object = json_push_object(list);
        json_add_text(object, "name", category->category->name);
        json_add_text(object, "kpi", category->category->kpi);
        json_add_integer(object, "open", (int64_t)category->open);
        json_add_integer(object, "opened", (int64_t)category->opened);
        json_add_integer(object, "closed", (int64_t)category->closed);
        if (category->worst != NULL) {
            add_words(object, "worst", weekly_say_brief, category->worst);
        }
    }
}

static void add_head(const struct tree *tree)
{
    const struct weekly *weekly = tree->weekly;
    cJSON *root = tree->root;
    json_add_text(root, "schema", "perfscribe-weekly");
    json_add_integer(root, "version", 1);
    json_add_text(root, "week", weekly->week);
    json_add_text(root, "from", calendar_date(weekly->from).text);
    json_add_text(root, "to", calendar_date(weekly->until - 1).text);
    add_words(root, "name", weekly_say_name, weekly->name);
    json_add_text(root, "state", weekly->state);
    json_add_flag(root, "is_failed", strcmp(weekly->state, "failed") == 0);
    json_add_flag(root, "is_passed", strcmp(weekly->state, "passed") == 0);
    json_add_text(root, "verdict", weekly->verdict);
    add_words(root, "runs_text", weekly_say_runs, weekly);
    json_add_integer(root, "runs", weekly->runs);
    json_add_integer(root, "main_runs", weekly->main_runs);
    json_add_integer(root, "pull_requests", weekly->pull_requests);
    json_add_integer(root, "failed_runs", weekly->failed_runs);
    json_add_integer(root, "open", (int64_t)weekly->open);
}

cJSON *weekly_json(const struct weekly *weekly, size_t most)
{
    struct tree tree = { weekly, cJSON_CreateObject(), most };
    add_head(&tree);
    add_escalations(&tree);
    add_lives(&tree, "opened", &weekly->opened);
    add_hotspots(&tree);
    add_lives(&tree, "allocations", &weekly->allocations);
    add_drifts(&tree);
    add_failures(&tree);
    add_kpis(&tree);
    add_categories(&tree);
    add_lives(&tree, "fixed", &weekly->fixed);
    return tree.root;
}
