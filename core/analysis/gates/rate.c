#include "core/analysis/gates/rate.h"

#include <math.h>
#include <string.h>

#include "core/analysis/benchmarks/benchmark_presence.h"
#include "core/stats/geometric_mean.h"

static const double neutral = 5, most = 10;
static const double full_time = 0.10, full_allocation = 0.20;
static const double most_gates = 3;
/* What came from nothing or went away altogether has no ratio that a mean can
 * take; this is beyond every clip. */
static const double largest_ratio = 1000;

static double clip(double value)
{
    return fmax(-1, fmin(1, value));
}

void rating_sum(struct rating *rating)
{
    double better = rating->improvements, worse = rating->regressions;
    rating->time_part = -2 * clip(rating->time_change / full_time);
    rating->allocation_part =
        -clip(rating->allocation_change / full_allocation);
    rating->balance_part =
        better + worse > 0 ? 2 * (better - worse) / (better + worse) : 0;
    rating->gate_part = -fmin(most_gates, (double)rating->failed_gates);
    double sum = neutral + rating->time_part + rating->allocation_part +
                 rating->balance_part + rating->gate_part;
    rating->value = fmax(0, fmin(most, sum));
    rating->is_positive = rating->value > neutral && better > worse;
    rating->balance = better > worse   ? "improvements > regressions"
                      : better < worse ? "improvements < regressions"
                                       : "improvements = regressions";
}

/* Times of two machines say nothing; constant counts need no test, as for the
 * gates. */
static bool is_changed(const struct analysis *analysis,
                       const struct benchmark_row *row)
{
    if (benchmark_row_is_time(row) && !analysis->comparison->same_platform) {
        return false;
    }
    bool is_compared =
        row->base_count > 0 && row->head_count > 0 && !isnan(row->ratio);
    bool is_counted = row->is_exact && benchmark_row_is_allocation(row) &&
                      (row->ratio < 1 || row->ratio > 1);
    return is_compared && (row->is_significant || is_counted);
}

/* Of all rows of the unit that changed; how many is in *count. */
static double mean_change(const struct analysis *analysis, const char *unit,
                          size_t *count)
{
    const struct benchmark_row_list *rows = &analysis->comparison->benchmarks;
    double *ratios = arena_array(analysis->arena, rows->count, sizeof(double));
    *count = 0;
    for (size_t i = 0; i < rows->count; i++) {
        const struct benchmark_row *row = &rows->items[i];
        if (strcmp(row->unit, unit) == 0 && is_changed(analysis, row)) {
            ratios[(*count)++] =
                fmax(1 / largest_ratio, fmin(largest_ratio, row->ratio));
        }
    }
    return *count == 0 ? 0
                       : geometric_mean((struct numbers){ ratios, *count }) - 1;
}

/* The heaviest of the place's findings in that state, notes left out, and
 * what this change has no part in. */
static double weight_of(const struct finding_list *findings,
                        const struct place *place, enum finding_state state)
{
    double weight = 0;
    for (size_t i = 0; i < place->members.count; i++) {
        const struct finding *finding =
            &findings->items[place->members.items[i]];
        if (finding->state == state && finding->level >= LEVEL_WARNING &&
            !finding->is_of_past) {
            weight = fmax(weight, finding->weight);
        }
    }
    return weight;
}

static double sum_weights(const struct finding_list *findings,
                          const struct place_list *places,
                          enum finding_state state, size_t *count)
{
    double sum = 0;
    *count = 0;
    for (size_t i = 0; i < places->count; i++) {
        double weight = weight_of(findings, &places->items[i], state);
        sum += weight;
        *count += weight > 0;
    }
    return sum;
}

void rate(struct analysis *analysis)
{
    struct report *report = analysis->report;
    struct rating *rating = &report->rating;
    rating->time_change = mean_change(analysis, "sec/op", &rating->time_rows);
    rating->allocation_change =
        mean_change(analysis, "B/op", &rating->allocation_rows);
    rating->improvements =
        sum_weights(&report->improvements, &report->better_places,
                    FINDING_IMPROVEMENT, &rating->improvement_count);
    rating->regressions =
        sum_weights(&report->findings, &report->places, FINDING_REGRESSION,
                    &rating->regression_count);
    for (size_t i = 0; i < report->gate_summaries.count; i++) {
        rating->failed_gates +=
            report->gate_summaries.items[i].state == GATE_FAILED;
    }
    rating_sum(rating);
}
