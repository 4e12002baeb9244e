#include <math.h>
#include <string.h>

#include "core/base/calendar.h"
#include "core/base/quantity.h"
#include "core/rules/benchmark.h"
#include "core/stats/common_shift.h"
#include "core/stats/slow_drift.h"

/* What is known of one row: its past, and what of it is in this run. */
struct course {
    const struct benchmark_row *row;
    const struct past_series *series;
};
struct course_list LIST_STRUCT(struct course);

static bool has_failed(const struct rule_context *context,
                       const struct benchmark_row *row)
{
    for (size_t i = 0; i < context->gates->count; i++) {
        const struct gate *gate = &context->gates->items[i];
        if (gate->state == GATE_FAILED && gate->row == row) {
            return true;
        }
    }
    return false;
}

/* Higher is worse. */
static double badness(double center, bool higher_is_better)
{
    return higher_is_better ? 1 / center : center;
}

static void fill_row(const struct course *course, double *values, size_t runs)
{
    const struct past_series *series = course->series;
    for (size_t i = 0; i < runs; i++) {
        values[i] = (double)NAN;
    }
    for (size_t i = 0; i < series->values.count; i++) {
        const struct past_value *value = &series->values.items[i];
        values[value->run] =
            badness(value->center, course->row->higher_is_better);
    }
    values[runs - 1] =
        badness(course->row->head_center, course->row->higher_is_better);
}

/* The earlier runs, and this one as the last. */
static struct series_table table_of(const struct rule_context *context,
                                    const struct course_list *courses)
{
    size_t runs = context->past->series_runs + 1;
    struct series_table table = {
        .values =
            arena_array(context->arena, courses->count * runs, sizeof(double)),
        .series = courses->count,
        .runs = runs,
    };
    for (size_t i = 0; i < courses->count; i++) {
        fill_row(&courses->items[i], &table.values[i * runs], runs);
    }
    return table;
}

static const char *describe(const struct rule_context *context,
                            const struct past_series *series,
                            const struct benchmark_row *row,
                            const struct slow_drift *drift)
{
    double good = badness(drift->good, row->higher_is_better);
    double now = badness(drift->now, row->higher_is_better);
    const char *began = context->past->series_began;
    const char *step = context->past->is_weekly ? "weeks" : "runs";
    size_t runs = series->values.count + 1 - drift->since;
    const struct past_value *first = &series->values.items[drift->since];
    return arena_printf(
        context->arena,
        "Benchmark%s got worse slowly: %s -> %s (%s), over %zu %s of the "
        "main branch since %s, and no gate failed on a step of it%s%s.",
        row->name, quantity_of(good, row->unit).text,
        quantity_of(now, row->unit).text, quantity_change(now / good).text,
        runs, step, calendar_date(first->at).text,
        began[0] == '\0' ? "" : "; the series begins anew ", began);
}

static void report(const struct rule *rule, const struct rule_context *context,
                   const struct past_series *series,
                   const struct benchmark_row *row,
                   const struct slow_drift *drift)
{
    struct finding *finding = benchmark_report_row(rule, context, row);
    struct change *change = &finding->metric.change;
    change->base = change->base_each =
        badness(drift->good, row->higher_is_better);
    change->head = change->head_each =
        badness(drift->now, row->higher_is_better);
    change->ratio = change->head / change->base;
    change->low = change->high = change->p = (double)NAN;
    change->is_up = !row->higher_is_better;
    finding->is_of_past = true;
    finding->headline = describe(context, series, row, drift);
}

/* A speed is the time of the same benchmark once more. */
static bool is_watched(const struct benchmark_row *row)
{
    return row->head_count > 0 && row->head_center > 0 &&
           strcmp(row->unit, "B/s") != 0;
}

/* `values` of all runs; those that did not measure it are left out. */
static void check_course(const struct rule *rule,
                         const struct rule_context *context,
                         const struct course *course, double *values)
{
    const struct past_value_list *past = &course->series->values;
    bool *is_caught =
        arena_array(context->arena, past->count + 1, sizeof(bool));
    struct slow_drift drift;
    for (size_t i = 0; i < past->count; i++) {
        values[i] = values[past->items[i].run];
        is_caught[i] = past->items[i].is_caught;
    }
    values[past->count] = values[context->past->series_runs];
    is_caught[past->count] = has_failed(context, course->row);
    struct numbers numbers = { values, past->count + 1 };
    if (slow_drift_find(numbers, is_caught, &drift)) {
        report(rule, context, course->series, course->row, &drift);
    }
}

/* In its runs, and so no news in its weeks. */
static bool is_reported(const struct rule *rule,
                        const struct rule_context *context,
                        const struct benchmark_row *row)
{
    for (size_t i = 0; i < context->findings->count; i++) {
        const struct finding *finding = &context->findings->items[i];
        if (finding->rule == &rule->info && finding->metric.name == row->unit &&
            strcmp(finding->function + strlen("Benchmark"), row->name) == 0 &&
            strcmp(finding->package, row->package) == 0) {
            return true;
        }
    }
    return false;
}

static void find_courses(const struct rule_context *context, bool is_time,
                         struct course_list *courses)
{
    const struct benchmark_row_list *rows = &context->comparison->benchmarks;
    for (size_t i = 0; i < rows->count; i++) {
        const struct benchmark_row *row = &rows->items[i];
        if (!is_watched(row) || (strcmp(row->unit, "sec/op") == 0) != is_time) {
            continue;
        }
        const struct past_series *series =
            past_find_series(context->past, row->package, row->name, row->unit);
        if (series != NULL) {
            *LIST_PUSH(context->arena, courses) =
                (struct course){ row, series };
        }
    }
}

/* A machine that is slower moves all times alike, and no counts. */
static void check_units(const struct rule *rule,
                        const struct rule_context *context, bool is_time)
{
    struct course_list courses = { .items = NULL };
    find_courses(context, is_time, &courses);
    struct series_table table = table_of(context, &courses);
    if (is_time) {
        common_shift_divide(&table);
    }
    for (size_t i = 0; i < courses.count; i++) {
        if (!is_reported(rule, context, courses.items[i].row)) {
            check_course(rule, context, &courses.items[i],
                         &table.values[i * table.runs]);
        }
    }
}

/* Main's business alone: a pull request answers for what it brings. */
static void check_slow_drift(const struct rule *rule,
                             const struct rule_context *context)
{
    if (context->past == NULL || !context->past->is_main) {
        return;
    }
    check_units(rule, context, true);
    check_units(rule, context, false);
    if (context->past->weekly != NULL) {
        struct rule_context weeks = *context;
        weeks.past = context->past->weekly;
        check_units(rule, &weeks, true);
        check_units(rule, &weeks, false);
    }
}

const struct rule rule_slow_drift = {
    .info = {
        .id = "PERF4004",
        .name = "SlowDrift",
        .title = "A benchmark got worse in steps that passed the gates.",
        .summary = "Over the runs of the main branch a benchmark left the "
                   "level that it had, at once or little by little, and the "
                   "gates failed on none of the steps: each was too small or "
                   "too noisy to be sure of.",
        .level = LEVEL_WARNING,
        .pattern = &playbook_bench_diff,
        .category = &playbook_corrective,
        .signal = &playbook_cpu,
        .effort = "low",
        .tags = "performance,benchmark,trend",
        .precision = "high",
    },
    .check = check_slow_drift,
};
