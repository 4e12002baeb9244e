#include "core/stats/common_shift.h"

#include <math.h>

#include "core/base/memory.h"
#include "core/stats/median.h"

/* Of the numbers that are none of NAN, which are moved to the front. */
static double median_of(double *values, size_t count, size_t *known)
{
    *known = 0;
    for (size_t i = 0; i < count; i++) {
        if (!isnan(values[i])) {
            values[(*known)++] = values[i];
        }
    }
    numbers_sort(values, *known);
    return median_of_sorted((struct numbers){ values, *known });
}

static void take_medians(const struct series_table *table, double *medians)
{
    double *row = memory_allocate(memory_size(table->runs, sizeof(*row)));
    for (size_t i = 0; i < table->series; i++) {
        size_t known;
        for (size_t run = 0; run < table->runs; run++) {
            row[run] = table->values[i * table->runs + run];
        }
        medians[i] = median_of(row, table->runs, &known);
    }
    memory_release(row);
}

/* `shifts` has room for one number a series. */
static void divide_run(struct series_table *table, size_t run,
                       const double *medians, double *shifts)
{
    size_t known;
    for (size_t i = 0; i < table->series; i++) {
        shifts[i] = table->values[i * table->runs + run] / medians[i];
    }
    double shift = median_of(shifts, table->series, &known);
    if (known < COMMON_SHIFT_LEAST) {
        return;
    }
    for (size_t i = 0; i < table->series; i++) {
        table->values[i * table->runs + run] /= shift;
    }
}

void common_shift_divide(struct series_table *table)
{
    if (table->series < COMMON_SHIFT_LEAST) {
        return;
    }
    size_t size = memory_size(table->series, sizeof(double));
    double *medians = memory_allocate(size);
    double *shifts = memory_allocate(size);
    take_medians(table, medians);
    for (size_t run = 0; run < table->runs; run++) {
        divide_run(table, run, medians, shifts);
    }
    memory_release(medians);
    memory_release(shifts);
}
