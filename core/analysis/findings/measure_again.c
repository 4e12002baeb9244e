#include "core/analysis/findings/measure_again.h"

#include <math.h>
#include <string.h>

#include "core/analysis/sources/source_text.h"
#include "core/model/go_symbol.h"
#include "core/model/go_tokens.h"

static const char benchmark_prefix[] = "Benchmark";

/* Without the number of CPUs, which machines differ in. */
static bool is_same_benchmark(const char *function, const char *row)
{
    if (!text_starts_with(function, benchmark_prefix)) {
        return false;
    }
    const char *name = function + strlen(benchmark_prefix);
    size_t length = go_benchmark_plain_length(name);
    return length == go_benchmark_plain_length(row) &&
           memcmp(name, row, length) == 0;
}

static const struct benchmark_row *find_row(const struct comparison *comparison,
                                            const struct regression *regression)
{
    for (size_t i = 0; i < comparison->benchmarks.count; i++) {
        const struct benchmark_row *row = &comparison->benchmarks.items[i];
        if (strcmp(row->unit, regression->metric) == 0 &&
            strcmp(row->package, regression->package) == 0 &&
            is_same_benchmark(regression->function, row->name)) {
            return row;
        }
    }
    return NULL;
}

static enum measured measure_benchmark(const struct comparison *comparison,
                                       const struct regression *regression,
                                       double *value)
{
    const struct benchmark_row *row = find_row(comparison, regression);
    if (row == NULL || row->head_count == 0) {
        return NOT_IN_THE_RUN;
    }
    *value = row->head_center;
    return MEASURED;
}

/* What the run changed of the latest value: in units where it is about one
 * operation of the same benchmark, else in proportion. */
static double carried_on(const struct regression *regression,
                         const struct change *change)
{
    bool is_same = strcmp(regression->unit, regression_share_unit) != 0 &&
                   change->benchmark != NULL &&
                   strcmp(change->benchmark, regression->benchmark) == 0 &&
                   !isnan(change->base_each) && !isnan(change->head_each);
    if (!change->is_up && !change->is_down) {
        return regression->last;
    }
    if (is_same) {
        return fmax(0,
                    regression->last + change->head_each - change->base_each);
    }
    return isfinite(change->ratio) ? regression->last * change->ratio
                                   : regression->last;
}

static bool has_line(struct analysis *analysis,
                     const struct allocation_site *site, const char *line_text)
{
    const struct evidence *evidence = analysis->evidence;
    struct span text;
    return site->location.file != NULL && !site->is_only_base &&
           source_line(analysis->sources, &evidence->head.tree,
                       site->location.file, site->location.line, &text) &&
           go_tokens_equal(text, span_of(line_text));
}

/* Of the line itself, where head still has it. */
static const struct change *find_site(struct analysis *analysis,
                                      const struct regression *regression)
{
    const struct allocation_site_list *sites =
        &analysis->comparison->allocations;
    for (size_t i = 0; i < sites->count; i++) {
        const struct allocation_site *site = &sites->items[i];
        if (strcmp(site->function, regression->function) == 0 &&
            has_line(analysis, site, regression->line_text)) {
            return strcmp(regression->metric, "alloc_objects") == 0
                       ? &site->objects
                       : &site->bytes;
        }
    }
    return NULL;
}

static const struct change *find_function(const struct profile_diff *diff,
                                          const char *function)
{
    for (size_t i = 0; i < diff->functions.count; i++) {
        if (strcmp(diff->functions.items[i].function, function) == 0) {
            return &diff->functions.items[i].own;
        }
    }
    return NULL;
}

static const struct profile_diff *find_diff(const struct comparison *comparison,
                                            const char *metric)
{
    for (size_t i = 0; i < comparison->profiles.count; i++) {
        const struct profile_diff *diff = &comparison->profiles.items[i];
        if (strcmp(diff->value.type, metric) == 0) {
            return diff;
        }
    }
    return NULL;
}

static enum measured measure_profile(struct analysis *analysis,
                                     const struct regression *regression,
                                     double *value)
{
    const struct profile_diff *diff =
        find_diff(analysis->comparison, regression->metric);
    if (diff == NULL || !diff->has_head || !diff->has_base) {
        return NOT_IN_THE_RUN;
    }
    const struct change *change = NULL;
    if (text_starts_with(regression->metric, "alloc_")) {
        change = find_site(analysis, regression);
    }
    if (change == NULL) {
        change = find_function(diff, regression->function);
    }
    *value = change == NULL ? 0 : carried_on(regression, change);
    return MEASURED;
}

/* Of a function's lines the one that is waited for most. */
static const struct contention_site *find_wait(
    const struct comparison *comparison, const char *function)
{
    const struct contention_site *most = NULL;
    for (size_t i = 0; i < comparison->contention.count; i++) {
        const struct contention_site *site = &comparison->contention.items[i];
        if (site->kind == PROFILE_MUTEX &&
            strcmp(site->function, function) == 0 &&
            (most == NULL || site->base_delay + site->head_delay >
                                 most->base_delay + most->head_delay)) {
            most = site;
        }
    }
    return most;
}

static enum measured measure_delay(const struct comparison *comparison,
                                   const struct regression *regression,
                                   double *value)
{
    bool has_profile = false;
    for (size_t i = 0; i < comparison->profiles.count; i++) {
        const struct profile_diff *diff = &comparison->profiles.items[i];
        has_profile |=
            diff->kind == PROFILE_MUTEX && diff->has_head && diff->has_base;
    }
    if (!has_profile) {
        return NOT_IN_THE_RUN;
    }
    const struct contention_site *site =
        find_wait(comparison, regression->function);
    *value = site == NULL ? 0 : carried_on(regression, &site->delay);
    return MEASURED;
}

enum measured measure_again(struct analysis *analysis,
                            const struct regression *regression, double *value)
{
    const char *metric = regression->metric;
    if (text_starts_with(regression->function, benchmark_prefix)) {
        return measure_benchmark(analysis->comparison, regression, value);
    }
    if (strcmp(metric, "mutex delay") == 0) {
        return measure_delay(analysis->comparison, regression, value);
    }
    if (strcmp(metric, "cpu") == 0 || text_starts_with(metric, "alloc_")) {
        return measure_profile(analysis, regression, value);
    }
    return NOT_COMPARABLE;
}
