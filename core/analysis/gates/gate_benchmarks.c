#include "core/analysis/gates/gate_benchmarks.h"

#include <math.h>

#include "core/analysis/benchmarks/benchmark_presence.h"
#include "core/analysis/gates/gate_family.h"
#include "core/analysis/gates/gate_reason.h"
#include "core/analysis/gates/gate_scope.h"
#include "core/base/quantity.h"
#include "core/stats/runs_needed.h"

static uint32_t runs_to_settle(const struct analysis *analysis,
                               const struct gate_family *family,
                               const struct benchmark_row *row)
{
    size_t fewest =
        row->base_count < row->head_count ? row->base_count : row->head_count;
    uint32_t least = (uint32_t)analysis->config->least_runs;
    struct gate_question question = {
        .base = { row->base_values, row->base_count },
        .head = { row->head_values, row->head_count },
        .factor = 1 + gate_limit_of(analysis, family->id, row),
        .alpha = analysis->config->gate_alpha / (double)family->tested,
    };
    uint32_t needed = runs_needed(&question);
    if (needed == 0 && fewest >= least) {
        return 0;
    }
    needed = needed > least ? needed : least;
    /* What did not settle it so far will not the second time. */
    bool is_enough = needed > fewest || fewest >= RUNS_NEEDED_MOST;
    return is_enough ? needed : (uint32_t)(fewest + fewest / 2);
}

static struct gate *add_gate(const struct analysis *analysis,
                             const struct gate_family *family,
                             const struct benchmark_row *row)
{
    struct gate *gate = LIST_PUSH(analysis->arena, &analysis->report->gates);
    *gate = (struct gate){
        .id = family->id,
        .benchmark = row != NULL ? row->name : "",
        .unit = row != NULL ? row->unit : "",
        .package = row != NULL ? row->package : "",
        .function = "",
        .row = row,
        .state = GATE_SKIPPED,
        .limit = gate_limit_of(analysis, family->id, row),
        .value = (double)NAN,
        .low = (double)NAN,
        .high = (double)NAN,
        .p = (double)NAN,
        .remedy = "",
    };
    return gate;
}

static void set_numbers(struct gate *gate, const struct benchmark_row *row,
                        double p)
{
    bool has_interval = !(row->ratio_low == 0 && isinf(row->ratio_high));
    gate->value = row->ratio - 1;
    gate->low = has_interval ? row->ratio_low - 1 : (double)NAN;
    gate->high = has_interval ? row->ratio_high - 1 : (double)NAN;
    gate->p = p;
}

/* Why a time says nothing although it was measured, or NULL. */
static const char *excuse(const struct analysis *analysis,
                          const struct gate_family *family,
                          const struct benchmark_row *row,
                          enum gate_state state)
{
    switch (gate_family_excuse(analysis, family, row, state)) {
    case GATE_NOT_EXCUSED:
        return NULL;
    case GATE_OTHER_PLATFORM:
        return arena_printf(analysis->arena,
                            "Benchmark%s cannot be judged. %s Measure both "
                            "sides on one machine with one toolchain.",
                            row->name, analysis->comparison->platform_note);
    case GATE_MACHINE_MOVED:
        break;
    }
    return arena_printf(
        analysis->arena,
        "Benchmark%s cannot be judged (sec/op %s): all benchmarks that the "
        "patch cannot touch became %s together, so the machine moved; run "
        "base and head in turn on a quiet one.",
        row->name, quantity_change(row->ratio).text,
        family->shift.direction > 0 ? "slower" : "faster");
}

static void judge_pair(const struct analysis *analysis,
                       const struct gate_family *family,
                       const struct benchmark_row *row, double p)
{
    struct gate *gate = add_gate(analysis, family, row);
    set_numbers(gate, row, p);
    gate->state = gate_family_decide(analysis, family, row, p);
    const char *excused = excuse(analysis, family, row, gate->state);
    if (excused != NULL) {
        gate->state = GATE_INCONCLUSIVE;
        gate->reason = excused;
        return;
    }
    if (gate->state == GATE_INCONCLUSIVE) {
        gate->runs_needed = runs_to_settle(analysis, family, row);
    }
    gate->reason = gate_reason(analysis, row, gate);
    gate->remedy = gate_remedy(analysis, row, gate);
}

/* What base measured and head does not. A benchmark that is gone altogether is
 * named once. */
static void judge_missing(const struct analysis *analysis,
                          const struct gate_family *family,
                          const struct benchmark_row *row,
                          const struct benchmark_presence *presence)
{
    const struct benchmark_presence_entry *entry =
        benchmark_presence_of(presence, analysis, row);
    bool is_gone = !entry->is_in_head;
    if (is_gone && entry->speaker != row) {
        return;
    }
    struct gate *gate = add_gate(analysis, family, row);
    gate->state = GATE_INCONCLUSIVE;
    gate->reason = gate_reason_missing(analysis, row, is_gone);
}

static const char *reason_for_none(const struct analysis *analysis,
                                   const struct gate_family *family)
{
    if (!gate_is_on_for(analysis, family->id, NULL)) {
        return "The configuration turns this gate off.";
    }
    switch (family->kind) {
    case GATE_UNRELATED_TIME:
        return analysis->evidence->patch.is_present
                   ? "No benchmark is known to be unrelated to the patch."
                   : "Without a patch no benchmark is known to be unrelated: "
                     "all are held to the limit of related ones.";
    case GATE_RELATED_TIME:
        return "No benchmark with sec/op is related to the patch.";
    case GATE_ALLOCATIONS:
        return "No benchmark has B/op or allocs/op: run with -benchmem.";
    }
    return "";
}

static void judge_family(const struct analysis *analysis,
                         const struct gate_family *family, size_t before,
                         const struct benchmark_presence *presence)
{
    for (size_t i = 0; i < family->members.count; i++) {
        const struct benchmark_row *row = family->members.items[i];
        if (benchmark_row_is_paired(row)) {
            judge_pair(analysis, family, row, family->p[i]);
        } else if (row->base_count > 0) {
            judge_missing(analysis, family, row, presence);
        }
    }
    if (analysis->report->gates.count == before) {
        add_gate(analysis, family, NULL)->reason =
            reason_for_none(analysis, family);
    }
}

static bool has_base(const struct benchmark_row_list *rows)
{
    for (size_t i = 0; i < rows->count; i++) {
        if (rows->items[i].base_count > 0) {
            return true;
        }
    }
    return false;
}

/* What the gate is turned off for is said, unless that is everything. */
static void report_turned_off(const struct analysis *analysis,
                              const struct gate_family *family)
{
    const struct benchmark_row_list *rows = &analysis->comparison->benchmarks;
    bool is_on = gate_is_on_for(analysis, family->id, NULL);
    for (size_t i = 0; is_on && i < rows->count; i++) {
        const struct benchmark_row *row = &rows->items[i];
        if (gate_family_concerns(family, row) &&
            !gate_is_on_for(analysis, family->id, row)) {
            add_gate(analysis, family, row)->reason = arena_printf(
                analysis->arena,
                "The configuration turns this gate off for Benchmark%s.",
                row->name);
        }
    }
}

void gate_benchmarks(struct analysis *analysis)
{
    const struct benchmark_row_list *rows = &analysis->comparison->benchmarks;
    struct benchmark_presence presence;
    benchmark_presence_init(&presence, analysis);
    for (size_t i = 0; i < GATE_KIND_COUNT; i++) {
        struct gate_family family;
        size_t before = analysis->report->gates.count;
        gate_family_gather(analysis, (enum gate_kind)i, &family);
        analysis->comparison->machine_moved = family.shift.direction != 0;
        report_turned_off(analysis, &family);
        if (has_base(rows)) {
            judge_family(analysis, &family, before, &presence);
        } else {
            add_gate(analysis, &family, NULL)->reason =
                "Base has no benchmark results to compare with.";
        }
    }
    benchmark_presence_release(&presence);
}
