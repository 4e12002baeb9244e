#include "core/analysis/gate_benchmarks.h"

#include <math.h>

#include "core/analysis/benchmark_presence.h"
#include "core/analysis/gate_reason.h"
#include "core/analysis/gate_scope.h"
#include "core/base/quantity.h"
#include "core/stats/geometric_mean.h"
#include "core/stats/mann_whitney.h"
#include "core/stats/multiple.h"
#include "core/stats/runs_needed.h"

/* Rounding in a ratio must not decide at the limit. */
static const double rounding = 1e-12;
static const size_t least_to_move = 3;

enum gate_kind { GATE_UNRELATED_TIME, GATE_RELATED_TIME, GATE_ALLOCATIONS };

struct member_list LIST_STRUCT(const struct benchmark_row *);

/* How the machine differed, by the benchmarks that the patch cannot touch. */
struct machine_shift {
    int direction; /* 1: head's was slower, -1 faster, 0 neither */
    double most;   /* the highest ratio that any of them allows */
};

/* The rows of one gate, and the p-values of those that are tested. */
struct gate_family {
    enum gate_kind kind;
    const char *id;
    struct member_list members;
    double *p; /* one-sided, adjusted; NAN: not tested */
    size_t tested;
    const struct benchmark_presence *presence;
    const struct machine_shift *shift;
};

static bool is_on_both_sides(const struct benchmark_row *row)
{
    return row->base_count > 0 && row->head_count > 0;
}

static bool is_unrelated(const struct benchmark_row *row)
{
    return row->relation_known && !row->is_related;
}

static bool belongs(const struct benchmark_row *row, enum gate_kind kind)
{
    switch (kind) {
    case GATE_UNRELATED_TIME:
        return benchmark_row_is_time(row) && is_unrelated(row);
    case GATE_RELATED_TIME:
        return benchmark_row_is_time(row) && !is_unrelated(row);
    case GATE_ALLOCATIONS:
        return benchmark_row_is_allocation(row);
    }
    return false;
}

/* Constant counts are compared as they are: no test. */
static bool is_compared_exactly(const struct benchmark_row *row)
{
    return row->is_exact && benchmark_row_is_allocation(row);
}

/* All unrelated benchmarks moved up or down together. */
static struct machine_shift shift_of_machine(const struct analysis *analysis)
{
    struct machine_shift shift = { .direction = 0 };
    const struct benchmark_row_list *rows = &analysis->comparison->benchmarks;
    double *ratios = arena_array(analysis->arena, rows->count, sizeof(double));
    size_t count = 0, up = 0, down = 0;
    for (size_t i = 0; i < rows->count; i++) {
        const struct benchmark_row *row = &rows->items[i];
        if (belongs(row, GATE_UNRELATED_TIME) && is_on_both_sides(row)) {
            ratios[count++] = row->ratio;
            up += row->ratio_low > 1;
            down += row->ratio_high < 1;
            shift.most = fmax(shift.most, row->ratio_high);
        }
    }
    double mean = geometric_mean((struct numbers){ ratios, count });
    bool is_far =
        fabs(mean - 1) > analysis->config->gate_unrelated / 2; /* not NAN */
    if (count >= least_to_move && is_far && (up == count || down == count)) {
        shift.direction = up == count ? 1 : -1;
    }
    return shift;
}

static void test_members(const struct analysis *analysis,
                         struct gate_family *family)
{
    size_t count = family->members.count;
    size_t *places = arena_array(analysis->arena, count, sizeof(*places));
    double *p = arena_array(analysis->arena, count, sizeof(*p));
    family->p = arena_array(analysis->arena, count, sizeof(*family->p));
    for (size_t i = 0; i < count; i++) {
        const struct benchmark_row *row = family->members.items[i];
        family->p[i] = (double)NAN;
        if (is_on_both_sides(row) && !is_compared_exactly(row)) {
            struct mann_whitney test = mann_whitney_greater(
                (struct numbers){ row->base_values, row->base_count },
                (struct numbers){ row->head_values, row->head_count },
                1 + gate_limit_of(analysis, family->id, row));
            places[family->tested] = i;
            p[family->tested++] = test.p;
        }
    }
    holm_adjust(p, family->tested, p);
    for (size_t i = 0; i < family->tested; i++) {
        family->p[places[i]] = p[i];
    }
}

static enum gate_state decide(const struct analysis *analysis,
                              const struct gate_family *family,
                              const struct benchmark_row *row, double p)
{
    double limit = gate_limit_of(analysis, family->id, row);
    double most = (1 + limit) * (1 + rounding);
    bool is_better = row->is_significant && row->ratio < 1;
    if (is_compared_exactly(row)) {
        return row->ratio <= most ? GATE_PASSED : GATE_FAILED;
    }
    if (row->ratio_high <= most || is_better) {
        return GATE_PASSED;
    }
    return p < analysis->config->gate_alpha && row->ratio_low > most
               ? GATE_FAILED
               : GATE_INCONCLUSIVE;
}

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

/* Whether the machine alone may have brought a time into its state: a slower
 * one cannot make it pass, nor slow it by more than all others, nor can a
 * faster one make it fail. */
static bool is_masked(const struct machine_shift *shift,
                      const struct benchmark_row *row, const struct gate *gate)
{
    bool may_fail = gate->state == GATE_FAILED &&
                    row->ratio_low <= (1 + gate->limit) * shift->most;
    return (shift->direction > 0 && may_fail) ||
           (shift->direction < 0 && gate->state == GATE_PASSED);
}

/* Why a time says nothing although it was measured, or NULL. */
static const char *excuse(const struct analysis *analysis,
                          const struct gate_family *family,
                          const struct benchmark_row *row,
                          const struct gate *gate)
{
    if (!benchmark_row_is_time(row)) {
        return NULL;
    }
    if (!analysis->comparison->same_platform) {
        return arena_printf(analysis->arena,
                            "Benchmark%s cannot be judged. %s Measure both "
                            "sides on one machine with one toolchain.",
                            row->name, analysis->comparison->platform_note);
    }
    if (!is_masked(family->shift, row, gate)) {
        return NULL;
    }
    return arena_printf(
        analysis->arena,
        "Benchmark%s cannot be judged (sec/op %s): all benchmarks that the "
        "patch cannot touch became %s together, so the machine moved; run "
        "base and head in turn on a quiet one.",
        row->name, quantity_change(row->ratio).text,
        family->shift->direction > 0 ? "slower" : "faster");
}

static void judge_pair(const struct analysis *analysis,
                       const struct gate_family *family,
                       const struct benchmark_row *row, double p)
{
    struct gate *gate = add_gate(analysis, family, row);
    set_numbers(gate, row, p);
    gate->state = decide(analysis, family, row, p);
    const char *excused = excuse(analysis, family, row, gate);
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
                          const struct benchmark_row *row)
{
    const struct benchmark_presence_entry *presence =
        benchmark_presence_of(family->presence, analysis, row);
    bool is_gone = !presence->is_in_head;
    if (is_gone && presence->speaker != row) {
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
                         struct gate_family *family, size_t before)
{
    test_members(analysis, family);
    for (size_t i = 0; i < family->members.count; i++) {
        const struct benchmark_row *row = family->members.items[i];
        if (is_on_both_sides(row)) {
            judge_pair(analysis, family, row, family->p[i]);
        } else if (row->base_count > 0) {
            judge_missing(analysis, family, row);
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
static void gather(const struct analysis *analysis, struct gate_family *family)
{
    const struct benchmark_row_list *rows = &analysis->comparison->benchmarks;
    for (size_t i = 0; i < rows->count; i++) {
        const struct benchmark_row *row = &rows->items[i];
        if (!belongs(row, family->kind)) {
            continue;
        }
        if (gate_is_on_for(analysis, family->id, row)) {
            *LIST_PUSH(analysis->arena, &family->members) = row;
        } else if (gate_is_on_for(analysis, family->id, NULL)) {
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
    struct machine_shift shift = shift_of_machine(analysis);
    analysis->comparison->machine_moved = shift.direction != 0;
    struct gate_family families[] = {
        { .kind = GATE_UNRELATED_TIME, .id = "unrelated-time" },
        { .kind = GATE_RELATED_TIME, .id = "related-time" },
        { .kind = GATE_ALLOCATIONS, .id = "allocations" },
    };
    for (size_t i = 0; i < sizeof(families) / sizeof(*families); i++) {
        struct gate_family *family = &families[i];
        size_t before = analysis->report->gates.count;
        family->shift = &shift;
        family->presence = &presence;
        gather(analysis, family);
        if (has_base(rows)) {
            judge_family(analysis, family, before);
        } else {
            add_gate(analysis, family, NULL)->reason =
                "Base has no benchmark results to compare with.";
        }
    }
    benchmark_presence_release(&presence);
}
