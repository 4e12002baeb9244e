#include "core/analysis/gates/gate_family.h"

#include <math.h>

#include "core/analysis/benchmarks/benchmark_presence.h"
#include "core/analysis/gates/gate_scope.h"
#include "core/stats/geometric_mean.h"
#include "core/stats/mann_whitney.h"
#include "core/stats/multiple.h"

/* Rounding in a ratio must not decide at the limit. */
static const double rounding = 1e-12;
static const size_t least_to_move = 3;

/* Bytes or objects that a count may waver by. */
static const double rounded_most = 2;

bool benchmark_row_is_paired(const struct benchmark_row *row)
{
    return row->base_count > 0 && row->head_count > 0;
}

static bool is_unrelated(const struct benchmark_row *row)
{
    return row->relation_known && !row->is_related;
}

bool gate_family_concerns(const struct gate_family *family,
                          const struct benchmark_row *row)
{
    switch (family->kind) {
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
        if (benchmark_row_is_time(row) && is_unrelated(row) &&
            benchmark_row_is_paired(row)) {
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

double gate_family_test(const struct analysis *analysis,
                        const struct gate_family *family,
                        const struct benchmark_row *row)
{
    if (!benchmark_row_is_paired(row) || is_compared_exactly(row)) {
        return (double)NAN;
    }
    return mann_whitney_greater(
               (struct numbers){ row->base_values, row->base_count },
               (struct numbers){ row->head_values, row->head_count },
               1 + gate_limit_of(analysis, family->id, row))
        .p;
}

void gate_family_adjust(const struct analysis *analysis,
                        struct gate_family *family)
{
    size_t count = family->members.count;
    size_t *places = arena_array(analysis->arena, count, sizeof(*places));
    double *p = arena_array(analysis->arena, count, sizeof(*p));
    family->tested = 0;
    for (size_t i = 0; i < count; i++) {
        family->p[i] = (double)NAN;
        if (!isnan(family->raw_p[i])) {
            places[family->tested] = i;
            p[family->tested++] = family->raw_p[i];
        }
    }
    holm_adjust(p, family->tested, p);
    for (size_t i = 0; i < family->tested; i++) {
        family->p[places[i]] = p[i];
    }
}

void gate_family_gather(const struct analysis *analysis, enum gate_kind kind,
                        struct gate_family *family)
{
    static const char *const ids[] = {
        [GATE_UNRELATED_TIME] = "unrelated-time",
        [GATE_RELATED_TIME] = "related-time",
        [GATE_ALLOCATIONS] = "allocations",
    };
    const struct benchmark_row_list *rows = &analysis->comparison->benchmarks;
    *family = (struct gate_family){ .kind = kind,
                                    .id = ids[kind],
                                    .shift = shift_of_machine(analysis) };
    for (size_t i = 0; i < rows->count; i++) {
        const struct benchmark_row *row = &rows->items[i];
        if (gate_family_concerns(family, row) &&
            gate_is_on_for(analysis, family->id, row)) {
            *LIST_PUSH(analysis->arena, &family->members) = row;
        }
    }
    size_t count = family->members.count;
    family->raw_p = arena_array(analysis->arena, count, sizeof(double));
    family->p = arena_array(analysis->arena, count, sizeof(double));
    for (size_t i = 0; i < count; i++) {
        family->raw_p[i] =
            gate_family_test(analysis, family, family->members.items[i]);
    }
    gate_family_adjust(analysis, family);
}

/* Benchmarks print whole bytes and objects. What is amortised over all
 * operations, such as a table that grows once, wavers by one or two: no ratio
 * of 0 B and 1 B says anything. Head must not have the more of it. */
static bool is_rounding(const struct benchmark_row *row)
{
    if (!benchmark_row_is_allocation(row) || row->base_count == 0 ||
        row->head_count == 0) {
        return false;
    }
    double least = fmin(row->base_values[0], row->head_values[0]);
    double most = fmax(row->base_values[row->base_count - 1],
                       row->head_values[row->head_count - 1]);
    return most - least <= rounded_most && row->head_center <= row->base_center;
}

enum gate_state gate_family_decide(const struct analysis *analysis,
                                   const struct gate_family *family,
                                   const struct benchmark_row *row, double p)
{
    double limit = gate_limit_of(analysis, family->id, row);
    double most = (1 + limit) * (1 + rounding);
    bool is_better = row->is_significant && row->ratio < 1;
    if (is_compared_exactly(row)) {
        return row->ratio <= most ? GATE_PASSED : GATE_FAILED;
    }
    if (row->ratio_high <= most || is_better || is_rounding(row)) {
        return GATE_PASSED;
    }
    return p < analysis->config->gate_alpha && row->ratio_low > most
               ? GATE_FAILED
               : GATE_INCONCLUSIVE;
}

/* Whether the machine alone may have brought a time into its state: a slower
 * one cannot make it pass, nor slow it by more than all others, nor can a
 * faster one make it fail. */
static bool is_masked(const struct machine_shift *shift,
                      const struct benchmark_row *row, double limit,
                      enum gate_state state)
{
    bool may_fail =
        state == GATE_FAILED && row->ratio_low <= (1 + limit) * shift->most;
    return (shift->direction > 0 && may_fail) ||
           (shift->direction < 0 && state == GATE_PASSED);
}

enum gate_excuse gate_family_excuse(const struct analysis *analysis,
                                    const struct gate_family *family,
                                    const struct benchmark_row *row,
                                    enum gate_state state)
{
    double limit = gate_limit_of(analysis, family->id, row);
    if (!benchmark_row_is_time(row)) {
        return GATE_NOT_EXCUSED;
    }
    if (!analysis->comparison->same_platform) {
        return GATE_OTHER_PLATFORM;
    }
    return is_masked(&family->shift, row, limit, state) ? GATE_MACHINE_MOVED
                                                        : GATE_NOT_EXCUSED;
}
