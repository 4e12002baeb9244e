#include "core/analysis/findings/recall_regressions.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "core/analysis/findings/describe_findings.h"
#include "core/analysis/findings/fingerprint.h"
#include "core/analysis/findings/measure_again.h"
#include "core/analysis/findings/merge_findings.h"
#include "core/analysis/sources/source_text.h"
#include "core/base/calendar.h"
#include "core/base/quantity.h"
#include "core/model/go_symbol.h"
#include "core/model/go_tokens.h"
#include "core/rules/rule.h"

/* " Known since 2026-11-02, from pull request 41, for 3 runs." */
static void add_life(const struct regression *life, int64_t runs,
                     struct buffer *text)
{
    if (strcmp(life->state, "fixed") == 0) {
        buffer_printf(text, " It was fixed once, on %s, and has come back.",
                      calendar_date(life->closed).text);
        return;
    }
    buffer_printf(text, " Known since %s",
                  calendar_date(life->first_seen).text);
    if (life->introduced_by[0] != '\0') {
        buffer_printf(text, ", from pull request %s", life->introduced_by);
    }
    buffer_printf(text, ", by %" PRId64 " run%s.", runs, runs == 1 ? "" : "s");
}

static void tell_life(const struct analysis *analysis, struct finding *finding)
{
    const struct past *past = analysis->report->past;
    const struct regression *life =
        past_find(past, past->is_main ? "" : past->scope, finding->key);
    if (life == NULL || strcmp(life->state, "waived") == 0) {
        return;
    }
    struct buffer text;
    buffer_init(&text);
    buffer_text(&text, finding->message);
    add_life(life, life->runs + 1, &text);
    finding->life = life;
    finding->message = arena_copy(analysis->arena, text.bytes, text.length);
    buffer_release(&text);
}

/* The main branch, or a pull request: others know no past. */
static bool has_scope(const struct past *past)
{
    return past->is_main || past->scope[0] != '\0';
}

static bool is_found(const struct finding_list *findings, const char *key)
{
    for (size_t i = 0; i < findings->count; i++) {
        if (strcmp(findings->items[i].key, key) == 0) {
            return true;
        }
    }
    return false;
}

/* How far above its last good value it may stay, as a ratio - 1. */
static double tolerance_of(const struct analysis *analysis,
                           const struct regression *regression)
{
    struct scope scope = { .path = regression->file,
                           .function = regression->function,
                           .benchmark = regression->benchmark };
    return isnan(regression->limit)
               ? config_number(analysis->config, &analysis->config->up_relative,
                               &scope)
               : regression->limit;
}

/* The line that says the same and is the nearest to where it was; 0: none. */
static uint32_t find_line(const struct analysis *analysis,
                          const struct regression *regression)
{
    const struct tree *tree = &analysis->evidence->head.tree;
    uint32_t count =
        source_line_count(analysis->sources, tree, regression->file);
    int64_t nearest = INT64_MAX;
    uint32_t found = 0;
    for (uint32_t line = 1; line <= count; line++) {
        int64_t away = line > regression->line ? line - regression->line
                                               : regression->line - line;
        struct span text;
        if (away < nearest &&
            source_line(analysis->sources, tree, regression->file, line,
                        &text) &&
            go_tokens_equal(text, span_of(regression->line_text))) {
            nearest = away;
            found = line;
        }
    }
    return found;
}

static struct location place_of(const struct analysis *analysis,
                                const struct regression *regression)
{
    struct location place = { .file = NULL };
    if (regression->file[0] != '\0' &&
        tree_has_file(&analysis->evidence->head.tree, regression->file)) {
        place.file = regression->file;
        place.line = regression->line_text[0] != '\0'
                         ? find_line(analysis, regression)
                         : 0;
    }
    if (place.line == 0) {
        place.file = NULL;
    }
    return place;
}

static enum level level_of(const char *name)
{
    return strcmp(name, level_name(LEVEL_ERROR)) == 0 ? LEVEL_ERROR
                                                      : LEVEL_WARNING;
}

static const char *headline_of(const struct analysis *analysis,
                               const struct regression *regression,
                               double value)
{
    double good = regression->good;
    return arena_printf(
        analysis->arena, "%s: %s is still %s, last good was %s%s%s.",
        go_symbol_short(regression->function), regression->metric,
        regression_amount(regression, value).text,
        regression_amount(regression, good).text, good > 0 ? ", " : "",
        good > 0 ? quantity_change(value / good).text : "");
}

static const char *message_of(const struct analysis *analysis,
                              const struct finding *finding, bool is_measured)
{
    struct buffer text;
    buffer_init(&text);
    buffer_text(&text, finding->headline);
    add_life(finding->life, finding->life->runs + 1, &text);
    if (!is_measured) {
        buffer_text(&text, " This run did not measure it.");
    }
    const char *message = arena_copy(analysis->arena, text.bytes, text.length);
    buffer_release(&text);
    return message;
}

static struct metric metric_of(const struct regression *regression,
                               double value)
{
    double good = regression->good;
    return (struct metric){
        .name = regression->metric,
        .unit = regression->unit,
        .change = { .base = good,
                    .head = value,
                    .benchmark = regression->benchmark,
                    .base_each = good,
                    .head_each = value,
                    .ratio = good > 0 ? value / good : (double)INFINITY,
                    .low = (double)NAN,
                    .high = (double)NAN,
                    .p = (double)NAN,
                    .q = (double)NAN },
        .base_share = (double)NAN,
        .head_share = regression->share,
        .limit = (double)NAN,
    };
}

static void report(struct analysis *analysis, const struct rule_info *rule,
                   const struct regression *regression, double value,
                   bool is_measured)
{
    struct location place = place_of(analysis, regression);
    struct scope scope = { .path = place.file,
                           .function = regression->function,
                           .benchmark = regression->benchmark };
    struct finding *finding =
        LIST_PUSH(analysis->arena, &analysis->report->findings);
    *finding = (struct finding){
        .rule = rule,
        .signal = rule->signal,
        .level = level_of(regression->level),
        .state = FINDING_FACT,
        .function = regression->function,
        .benchmark = regression->benchmark,
        .package = regression->package,
        .seen_function = "",
        .location = place,
        .metric = metric_of(regression, value),
        .cause = { .text = "", .subject = "", .callee = "" },
        .line_hash = "",
        .key = regression->key,
        .effort = config_rule_effort(analysis->config, rule, &scope),
        .also = "",
        .is_of_past = true,
        .is_recalled = true,
        .life = regression,
    };
    finding->headline = headline_of(analysis, regression, value);
    finding->message = message_of(analysis, finding, is_measured);
    triage_finding(analysis, finding);
}

static bool is_open(const struct regression *regression)
{
    return regression->closed == 0 && regression->scope[0] == '\0';
}

/* Whether it was reported. */
static bool recall(struct analysis *analysis,
                   const struct regression *regression)
{
    const struct rule_info *rule = rule_info_find(regression->rule);
    double value = regression->last;
    if (!is_open(regression) || rule == NULL ||
        is_found(&analysis->report->findings, regression->key)) {
        return false;
    }
    enum measured measured = measure_again(analysis, regression, &value);
    double most = regression->good * (1 + tolerance_of(analysis, regression));
    if (measured == NOT_COMPARABLE ||
        (measured == MEASURED && !(value > most))) {
        return false;
    }
    report(analysis, rule, regression, value, measured == MEASURED);
    return true;
}

/* The regression of the past, its function as it is called now. */
static const struct regression *under_its_name(const struct analysis *analysis,
                                               size_t index)
{
    const struct regression *known =
        &analysis->report->past->regressions.items[index];
    if (analysis->past_functions == NULL ||
        strcmp(analysis->past_functions[index].name, known->function) == 0) {
        return known;
    }
    struct regression *renamed =
        arena_allocate(analysis->arena, sizeof(*renamed));
    *renamed = *known;
    renamed->function = analysis->past_functions[index].name;
    return renamed;
}

void recall_regressions(struct analysis *analysis)
{
    const struct past *past = analysis->report->past;
    struct finding_list *findings = &analysis->report->findings;
    if (past == NULL || !has_scope(past)) {
        return;
    }
    for (size_t i = 0; i < findings->count; i++) {
        tell_life(analysis, &findings->items[i]);
    }
    bool is_longer = false;
    for (size_t i = 0; past->is_main && i < past->regressions.count; i++) {
        is_longer |= recall(analysis, under_its_name(analysis, i));
    }
    if (is_longer) {
        order_findings(analysis);
        fingerprint(analysis);
    }
}
