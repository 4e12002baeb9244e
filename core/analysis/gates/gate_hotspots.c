#include "core/analysis/gates/gate_hotspots.h"

#include <math.h>

#include "core/base/quantity.h"
#include "core/model/go_symbol.h"

static const char id[] = "no-new-hotspot";

/* NULL: for all functions. */
static double limit_for(const struct config *config,
                        const struct profile_row *row)
{
    if (row == NULL) {
        return config_gate_limit(config, id, NULL);
    }
    struct scope scope = profile_row_scope(row);
    return config_gate_limit(config, id, &scope);
}

/* What would make a new hotspot pass. */
static const char *remedy_for(const struct analysis *analysis,
                              const struct profile_row *row)
{
    return arena_printf(
        analysis->arena,
        "It passes when %s takes at most %s of the CPU profile, or no more CPU "
        "an operation than in base.",
        go_symbol_short(row->function),
        quantity_percent(limit_for(analysis->config, row)).text);
}

static void decide(struct analysis *analysis, enum gate_state state,
                   const struct profile_row *row, const char *reason)
{
    struct gate *gate = LIST_PUSH(analysis->arena, &analysis->report->gates);
    *gate = (struct gate){
        .id = id,
        .benchmark = "",
        .unit = "",
        .package = "",
        .function = row != NULL ? row->function : "",
        .state = state,
        .limit = limit_for(analysis->config, row),
        .value = row != NULL ? row->own.head_share : (double)NAN,
        .low = (double)NAN,
        .high = (double)NAN,
        .p = row != NULL ? row->own.q : (double)NAN,
        .reason = reason,
        .remedy = state == GATE_FAILED ? remedy_for(analysis, row) : "",
    };
}

/* Over the limit in head, and not hot before. */
static bool is_candidate(const struct config *config,
                         const struct profile_row *row)
{
    struct scope scope = profile_row_scope(row);
    return row->in_source && !row->is_test &&
           config_gate_is_on(config, id, &scope) &&
           row->own.base_share <
               config_number(config, &config->hot_share, &scope) &&
           row->own.head_share > config_gate_limit(config, id, &scope);
}

static bool is_new_hotspot(const struct config *config,
                           const struct profile_row *row)
{
    return is_candidate(config, row) && row->own.is_up;
}

/* Operations may be known of some benchmarks and not of the one that the
 * function costs most in: what was not compared has not passed. */
static bool is_not_compared(const struct profile_row *row)
{
    bool is_of_benchmark = row->benchmark != NULL && row->benchmark[0] != '\0';
    return row->own.base + row->own.head <= 0 ||
           (is_of_benchmark && isnan(row->own.head_each));
}

static const struct profile_row *uncompared(const struct config *config,
                                            const struct profile_diff *diff)
{
    for (size_t i = 0; i < diff->functions.count; i++) {
        const struct profile_row *row = &diff->functions.items[i];
        if (is_candidate(config, row) && is_not_compared(row)) {
            return row;
        }
    }
    return NULL;
}

static const char *describe(const struct analysis *analysis,
                            const struct profile_row *row,
                            bool is_per_operation)
{
    const char *platform = analysis->comparison->platform_note;
    return arena_printf(
        analysis->arena,
        "%s is a new hotspot%s: %s of the CPU profile, %s before; the limit "
        "is %s without a justification.%s%s",
        go_symbol_short(row->function),
        is_per_operation ? ""
                         : ", or what was beside it became cheaper (the "
                           "operations are unknown)",
        quantity_percent(row->own.head_share).text,
        quantity_percent(row->own.base_share).text,
        quantity_percent(limit_for(analysis->config, row)).text,
        platform[0] == '\0' ? "" : " ", platform);
}

/* Why the profiles decide nothing, whatever they show; NULL: they do. */
static const char *excuse(const struct analysis *analysis,
                          const struct profile_diff *diff)
{
    if (!analysis->comparison->same_platform) {
        return arena_printf(analysis->arena,
                            "Hotspots cannot be judged. %s Record both sides "
                            "on one machine with one toolchain.",
                            analysis->comparison->platform_note);
    }
    return diff->is_per_operation
               ? NULL
               : "The operations of the cpu profiles are unknown, so cost per "
                 "operation cannot be compared; record them with "
                 "-benchtime=Nx and keep the benchmark text beside them "
                 "(perfscribe explain bundle).";
}

/* No function is known to be a new hotspot: is none one? */
static void decide_on_none(struct analysis *analysis,
                           const struct profile_diff *diff, const char *excused)
{
    const struct config *config = analysis->config;
    const struct profile_row *open = uncompared(config, diff);
    if (excused != NULL) {
        decide(analysis, GATE_INCONCLUSIVE, NULL, excused);
    } else if (open != NULL) {
        decide(analysis, GATE_INCONCLUSIVE, open,
               arena_printf(
                   analysis->arena,
                   "%s takes %s of the CPU profile, %s before, and the "
                   "operations of the benchmark that it costs most in are "
                   "unknown; record them with -benchtime=Nx (perfscribe "
                   "explain bundle).",
                   go_symbol_short(open->function),
                   quantity_percent(open->own.head_share).text,
                   quantity_percent(open->own.base_share).text));
    } else {
        decide(analysis, GATE_PASSED, NULL,
               arena_printf(
                   analysis->arena,
                   "No function became a hotspot over %s of the CPU profile.",
                   quantity_percent(config->gate_hotspot).text));
    }
}

static void judge_rows(struct analysis *analysis,
                       const struct profile_diff *diff)
{
    const char *excused = excuse(analysis, diff);
    size_t found = 0;
    for (size_t i = 0; i < diff->functions.count; i++) {
        const struct profile_row *row = &diff->functions.items[i];
        if (is_new_hotspot(analysis->config, row)) {
            decide(analysis, excused == NULL ? GATE_FAILED : GATE_INCONCLUSIVE,
                   row, describe(analysis, row, diff->is_per_operation));
            found++;
        }
    }
    if (found == 0) {
        decide_on_none(analysis, diff, excused);
    }
}

void gate_hotspots(struct analysis *analysis)
{
    const struct profile_diff *diff =
        comparison_profile(analysis->comparison, PROFILE_CPU, "cpu");
    if (diff == NULL || !diff->has_base || !diff->has_head) {
        decide(analysis, GATE_SKIPPED, NULL,
               "There are no cpu profiles of both sides to compare.");
        return;
    }
    if (!config_gate_is_on(analysis->config, id, NULL)) {
        decide(analysis, GATE_SKIPPED, NULL,
               "The configuration turns this gate off.");
        return;
    }
    judge_rows(analysis, diff);
}
