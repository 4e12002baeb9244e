#include "core/analysis/findings/line_cost.h"

#include <math.h>
#include <string.h>

#include "core/analysis/sources/edited_line.h"
#include "core/model/go_symbol.h"

/* The profile in which a metric is to be looked for on lines. */
static const struct profile_diff *diff_for(const struct analysis *analysis,
                                           const struct finding *finding)
{
    static const struct {
        const char *metric; /* its name */
        enum profile_kind kind;
        const char *value;
    } profiles[] = {
        { "cpu", PROFILE_CPU, "cpu" },
        { "sec/op", PROFILE_CPU, "cpu" },
        { "alloc_space", PROFILE_HEAP, "alloc_space" },
        { "B/op", PROFILE_HEAP, "alloc_space" },
        { "alloc_objects", PROFILE_HEAP, "alloc_objects" },
        { "allocs/op", PROFILE_HEAP, "alloc_objects" },
        { "mutex delay", PROFILE_MUTEX, "delay" },
        { "block delay", PROFILE_BLOCK, "delay" },
    };
    for (size_t i = 0; i < sizeof(profiles) / sizeof(*profiles); i++) {
        if (strcmp(finding->metric.name, profiles[i].metric) == 0) {
            return comparison_profile(analysis->comparison, profiles[i].kind,
                                      profiles[i].value);
        }
    }
    return NULL;
}

uint32_t line_cost_hottest(const struct analysis *analysis,
                           const struct finding *finding, uint32_t first,
                           uint32_t last)
{
    const struct profile_diff *diff = diff_for(analysis, finding);
    int64_t most = 0;
    uint32_t hottest = 0;
    for (size_t i = 0; diff != NULL && i < diff->lines.count; i++) {
        const struct profile_row *row = &diff->lines.items[i];
        struct location at = row->location;
        if (row->in_source && !row->is_only_base && at.line >= first &&
            at.line <= last && row->head_cum >= most && row->head_cum > 0 &&
            strcmp(at.file, finding->location.file) == 0) {
            hottest =
                row->head_cum > most || at.line < hottest ? at.line : hottest;
            most = row->head_cum;
        }
    }
    return hottest;
}

/* "BenchmarkJoin" of the finding, or nothing. */
static struct span benchmark_of(const struct finding *finding)
{
    const char *prefix = "Benchmark";
    if (!finding_is_of_benchmark(finding)) {
        return span_of(finding->benchmark);
    }
    size_t length = strlen(prefix);
    return span_until(span_of(finding->function),
                      length +
                          go_benchmark_base_length(finding->function + length));
}

/* One line of one side. */
struct cost {
    double each, share;
    bool has_each; /* all that it costs is of the benchmark's operations */
};

struct question {
    const struct analysis *analysis;
    const struct profile_diff *diff;
    struct span benchmark;
    bool is_head;
};

static void add_row(const struct question *question,
                    const struct profile_row *row, struct cost *cost)
{
    const struct change *cum = &row->cum;
    double each = question->is_head ? cum->head_each : cum->base_each;
    double amount = question->is_head ? cum->head : cum->base;
    double whole = question->diff->scaled_base_total;
    if ((question->is_head ? row->head_cum : row->base_cum) == 0) {
        return;
    }
    if (question->diff->is_per_operation && whole > 0) {
        cost->share += amount / whole;
    } else {
        cost->share +=
            question->is_head ? row->head_cum_share : row->base_cum_share;
    }
    cost->each += isfinite(each) ? each : 0;
    cost->has_each = cost->has_each && isfinite(each) &&
                     span_equals(question->benchmark, cum->benchmark);
}

static struct cost cost_at(const struct question *question,
                           struct location place, bool is_only_base)
{
    struct cost cost = { .has_each = true };
    const struct profile_row_list *rows = &question->diff->lines;
    for (size_t i = 0; i < rows->count; i++) {
        const struct profile_row *row = &rows->items[i];
        if (row->in_source && row->is_only_base == is_only_base &&
            location_same_line(row->location, place)) {
            add_row(question, row, &cost);
        }
    }
    return cost;
}

/* Base's lines stand in the rows where head has them, if it does. */
static struct cost base_cost(const struct question *question, const char *file,
                             uint32_t line)
{
    const struct patch *patch = &question->analysis->evidence->patch;
    const struct patch_file *patched = patch_find_head(patch, file);
    const char *base_file = patched != NULL && patched->base_path != NULL
                                ? patched->base_path
                                : file;
    uint32_t head_line = edited_head_line(patch, base_file, line);
    struct location place = { .file = head_line != 0 ? file : base_file,
                              .line = head_line != 0 ? head_line : line };
    return cost_at(question, place, head_line == 0);
}

static struct cost head_cost(const struct question *question, const char *file,
                             uint32_t line)
{
    struct location place = { .file = file, .line = line };
    return cost_at(question, place, false);
}

/* Shares first; gives whether every line's cost is known of an operation,
 * which is then what `each` holds, base's and head's in turn. */
static bool find_costs(const struct question *asked, struct finding *finding,
                       double *each)
{
    const char *file = finding->location.file;
    struct question question = *asked;
    bool all_each = true;
    for (size_t i = 0; i < finding->source.count; i++) {
        struct source_line *line = &finding->source.items[i];
        for (size_t side = 0; side < 2; side++) {
            uint32_t number = side == 1 ? line->number : line->base_number;
            struct cost cost = { .has_each = true };
            question.is_head = side == 1;
            if (number != 0) {
                cost = side == 1 ? head_cost(&question, file, number)
                                 : base_cost(&question, file, number);
            }
            *(side == 1 ? &line->head_cost : &line->base_cost) = cost.share;
            each[2 * i + side] = cost.each;
            all_each = all_each && cost.has_each;
        }
    }
    return all_each;
}

/* Of a frame on the stack, whoever calls it. */
static struct cost step_cost(const struct question *question,
                             const struct finding_step *step)
{
    struct cost cost = { .has_each = true };
    const struct profile_row_list *rows = &question->diff->lines;
    for (size_t i = 0; i < rows->count; i++) {
        const struct profile_row *row = &rows->items[i];
        if (!row->is_only_base && row->location.line == step->location.line &&
            strcmp(row->function, step->function) == 0) {
            add_row(question, row, &cost);
        }
    }
    return cost;
}

/* In the unit of the source's lines. Outside the repository nothing tells which
 * line of base was this one; of what other benchmarks run, an operation's part
 * is not known. */
static void set_step_costs(const struct question *asked,
                           const struct finding *finding,
                           struct finding_step *step)
{
    struct question question = *asked;
    step->base_cost = step->head_cost = (double)NAN;
    if (step->function == NULL || !step->in_source) {
        return;
    }
    for (size_t side = 0; side < 2; side++) {
        question.is_head = side == 1;
        struct cost cost = step_cost(&question, step);
        double amount = finding->cost_is_share ? cost.share
                        : cost.has_each        ? cost.each
                                               : (double)NAN;
        *(side == 1 ? &step->head_cost : &step->base_cost) = amount;
    }
}

void line_costs(const struct analysis *analysis, struct finding *finding)
{
    const struct profile_diff *diff = diff_for(analysis, finding);
    struct source_line_list *source = &finding->source;
    if (diff == NULL || source->count == 0) {
        return;
    }
    struct question question = { .analysis = analysis,
                                 .diff = diff,
                                 .benchmark = benchmark_of(finding) };
    double *each =
        arena_array(analysis->arena, 2 * source->count, sizeof(*each));
    finding->cost_is_share = !find_costs(&question, finding, each);
    finding->cost_unit = diff->value.unit;
    for (size_t i = 0; i < source->count && !finding->cost_is_share; i++) {
        source->items[i].base_cost = each[2 * i];
        source->items[i].head_cost = each[2 * i + 1];
    }
    for (size_t i = 0; i < finding->stack.count; i++) {
        set_step_costs(&question, finding, &finding->stack.items[i]);
    }
}
