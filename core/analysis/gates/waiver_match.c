#include "core/analysis/gates/waiver_match.h"

#include <math.h>
#include <string.h>

#include "core/analysis/apply_config.h"
#include "core/analysis/gates/gate_scope.h"
#include "core/base/strings.h"

bool waiver_matches_finding(const struct waiver *waiver,
                            const struct finding *finding)
{
    if (waiver->finding_key != NULL) {
        return strcmp(waiver->finding_key, finding->key) == 0;
    }
    if (waiver->rule == NULL || strcmp(waiver->rule, finding->rule->id) != 0) {
        return false;
    }
    struct scope scope = finding_scope(finding);
    struct scope seen = scope;
    seen.path = finding->seen.file;
    if (finding->seen_function[0] != '\0') {
        seen.function = finding->seen_function;
    }
    return scope_matches(&waiver->where, &scope) ||
           scope_matches(&waiver->where, &seen);
}

/* A hot function is found by the profile that it is hot in. */
static struct scope scope_of_function(const struct analysis *analysis,
                                      const char *function)
{
    const struct profile_diff *diff =
        comparison_profile(analysis->comparison, PROFILE_CPU, "cpu");
    for (size_t i = 0; diff != NULL && i < diff->functions.count; i++) {
        if (strcmp(diff->functions.items[i].function, function) == 0) {
            return profile_row_scope(&diff->functions.items[i]);
        }
    }
    return (struct scope){ .function = function };
}

bool waiver_matches_gate(const struct analysis *analysis,
                         const struct waiver *waiver, const struct gate *gate)
{
    if (waiver->gate == NULL || strcmp(waiver->gate, gate->id) != 0) {
        return false;
    }
    struct scope scope = { .benchmark = gate->benchmark };
    if (gate->row != NULL) {
        scope = gate_scope_of(analysis, gate->row);
    } else if (gate->function[0] != '\0') {
        scope = scope_of_function(analysis, gate->function);
    }
    return scope_matches(&waiver->where, &scope);
}

double waiver_extent_of(const struct finding *finding)
{
    double ratio = finding->metric.change.ratio;
    bool has_grown = finding->state != FINDING_FACT && isfinite(ratio);
    return has_grown ? ratio - 1 : finding->metric.head_share;
}

bool waiver_allows(const struct waiver *waiver, double extent)
{
    return isnan(waiver->limit) || extent <= waiver->limit;
}

static bool is_same_benchmark(const struct gate *gate,
                              const struct finding *finding)
{
    static const char prefix[] = "Benchmark";
    return finding_is_of_benchmark(finding) &&
           strcmp(gate->unit, finding->metric.unit) == 0 &&
           strcmp(gate->package, finding->package) == 0 &&
           text_starts_with(finding->function, prefix) &&
           strcmp(gate->benchmark, finding->function + strlen(prefix)) == 0;
}

static bool is_told(const struct gate *gate, const struct finding *finding)
{
    if (gate->benchmark[0] != '\0') {
        return is_same_benchmark(gate, finding);
    }
    return gate->function[0] != '\0' && finding->fails_gate &&
           strcmp(gate->function, finding->seen_function) == 0;
}

bool gate_is_told_by(const struct gate *gate, const struct finding *finding)
{
    if (is_told(gate, finding)) {
        return true;
    }
    for (size_t i = 0; i < finding->merged.count; i++) {
        if (is_told(gate, &finding->merged.items[i])) {
            return true;
        }
    }
    return false;
}
