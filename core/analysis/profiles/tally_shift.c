#include <math.h>

#include "core/analysis/profiles/tally.h"
#include "core/base/memory.h"
#include "core/stats/median.h"

/* A shift is common when this many functions, each with enough samples to
 * have a ratio, agree on it. */
enum { LEAST_SHIFTED = 8 };
static const double least_samples = 20;

/* What two runs on one machine may differ by; more is the code's doing, unless
 * code that the patch does not touch shows it. */
static const double most_of_machine = 1.5;

/* Logarithms of head over base, of the repository's functions or the others. */
struct witnesses {
    double *ratios;
    size_t count;
};

static void collect(const struct tally *tally, enum fold fold, bool in_source,
                    struct witnesses *witnesses)
{
    struct tally_query query = { .fold = fold };
    witnesses->count = 0;
    for (query.node = 0; query.node < tally->functions.count; query.node++) {
        if (tally->functions.items[query.node].in_source != in_source) {
            continue;
        }
        struct change change = tally_change(tally, &query);
        if (change.base >= least_samples && change.head >= least_samples) {
            witnesses->ratios[witnesses->count++] =
                log(change.head / change.base);
        }
    }
    numbers_sort(witnesses->ratios, witnesses->count);
}

static double median_of(const struct witnesses *witnesses)
{
    return median_of_sorted(
        (struct numbers){ witnesses->ratios, witnesses->count });
}

/*
 * The repository's functions and the library's must agree: fewer allocations
 * make most of the runtime's functions cheaper, and are no faster machine.
 * Where they differ, the smaller shift; NAN with too few functions.
 */
static double shift_seen(const struct tally *tally, enum fold fold,
                         double *scratch)
{
    struct witnesses own = { .ratios = scratch };
    struct witnesses library = { .ratios = scratch + tally->functions.count };
    collect(tally, fold, true, &own);
    collect(tally, fold, false, &library);
    if (own.count + library.count < LEAST_SHIFTED) {
        return (double)NAN;
    }
    if (own.count == 0 || library.count == 0) {
        return exp(median_of(own.count > 0 ? &own : &library));
    }
    double left = median_of(&own), right = median_of(&library);
    if (left * right <= 0) {
        return 1;
    }
    return exp(fabs(left) < fabs(right) ? left : right);
}

void tally_set_common_shift(struct tally *tally)
{
    if (!tally->is_per_operation) {
        return; /* shares have no common shift */
    }
    double *scratch = memory_allocate(
        memory_size(2 * tally->functions.count, sizeof(*scratch)));
    double shift = shift_seen(tally, FOLD_CONTROL, scratch);
    if (isnan(shift)) {
        shift = shift_seen(tally, FOLD_FLAT, scratch);
        bool is_machine = fabs(log(shift)) <= log(most_of_machine);
        shift = is_machine ? shift : 1; /* a NAN is not */
    }
    tally->common_shift = shift;
    memory_release(scratch);
}
