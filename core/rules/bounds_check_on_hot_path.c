#include <string.h>

#include "core/base/quantity.h"
#include "core/model/go_symbol.h"
#include "core/rules/rule.h"

/* The checks that the compiler left on one line. */
struct line_checks {
    uint32_t index_count, slice_count, nil_count;
    uint32_t column; /* of the first; 0: unknown */
};

static void count_check(const struct diagnostic *check,
                        struct line_checks *checks)
{
    if (check->kind == DIAGNOSTIC_NIL_CHECK) {
        checks->nil_count++;
    } else if (strstr(check->subject, "IsSliceInBounds") != NULL) {
        checks->slice_count++;
    } else {
        checks->index_count++;
    }
    uint32_t column = check->location.column;
    if (column != 0 && (checks->column == 0 || column < checks->column)) {
        checks->column = column;
    }
}

static struct line_checks checks_of(const struct escapes *escapes,
                                    struct location line)
{
    struct line_checks checks = { .column = 0 };
    for (size_t i = 0; i < escapes->diagnostics.count; i++) {
        const struct diagnostic *entry = &escapes->diagnostics.items[i];
        bool is_check = entry->kind == DIAGNOSTIC_BOUNDS_CHECK ||
                        entry->kind == DIAGNOSTIC_NIL_CHECK;
        if (is_check && entry->path != NULL &&
            entry->location.line == line.line &&
            text_compare(entry->path, line.file) == 0) {
            count_check(entry, &checks);
        }
    }
    return checks;
}

/* "2 index checks", after what is there already. */
static const char *add_words(struct arena *arena, const char *words,
                             uint32_t count, const char *what)
{
    if (count == 0) {
        return words;
    }
    return arena_printf(arena, "%s%s%u %s check%s", words,
                        words[0] == '\0' ? "" : ", ", count, what,
                        count == 1 ? "" : "s");
}

static const char *describe(struct arena *arena,
                            const struct line_checks *checks)
{
    const char *words = add_words(arena, "", checks->index_count, "index");
    words = add_words(arena, words, checks->slice_count, "slice");
    return add_words(arena, words, checks->nil_count, "nil");
}

static void report(const struct rule *rule, const struct rule_context *context,
                   const struct profile_row *row,
                   const struct line_checks *checks)
{
    uint32_t count =
        checks->index_count + checks->slice_count + checks->nil_count;
    struct finding *finding = rule_report(rule, context);
    finding->state = FINDING_FACT;
    finding->function = row->function;
    finding->benchmark = row->flat.benchmark;
    finding->seen_function = row->function;
    finding->location = row->location;
    finding->location.column = checks->column;
    finding->metric.name = "cpu";
    finding->metric.unit = "nanoseconds";
    finding->metric.change = row->flat;
    finding->metric.base_share = row->base_share;
    finding->metric.head_share = row->head_share;
    finding->headline = arena_printf(
        context->arena,
        "%s: %s stay%s on this line, which takes %s of all CPU.",
        go_symbol_short(row->function), describe(context->arena, checks),
        count == 1 ? "s" : "", quantity_percent(row->head_share).text);
}

static bool is_hot(const struct config *config, const struct profile_row *row)
{
    struct scope scope = profile_row_scope(row);
    return row->head_share >= config_number(config, &config->hot_share, &scope);
}

static void check_bounds_check_on_hot_path(const struct rule *rule,
                                           const struct rule_context *context)
{
    const struct profile_diff *diff =
        comparison_profile(context->comparison, PROFILE_CPU, "cpu");
    for (size_t i = 0; diff != NULL && i < diff->lines.count; i++) {
        const struct profile_row *row = &diff->lines.items[i];
        if (!row->in_source || row->is_test || row->is_only_base ||
            !is_hot(context->config, row)) {
            continue;
        }
        struct line_checks checks =
            checks_of(&context->evidence->head.escapes, row->location);
        if (checks.index_count + checks.slice_count + checks.nil_count > 0) {
            report(rule, context, row, &checks);
        }
    }
}

const struct rule rule_bounds_check_on_hot_path = {
    .info = {
        .id = "PERF1006",
        .name = "BoundsCheckOnHotPath",
        .title = "The compiler checks bounds or nil on a hot line.",
        .summary = "A line with 5 % or more of the CPU profile's samples "
                   "holds bounds checks or nil checks that the compiler could "
                   "not prove needless. It need not be new.",
        .level = LEVEL_NOTE,
        .pattern = &playbook_run_time_checks,
        .category = &playbook_corrective,
        .signal = &playbook_cpu,
        .effort = "low",
        .tags = "performance,cpu,compiler",
        .precision = "high",
    },
    .check = check_bounds_check_on_hot_path,
};
