#include "core/stats/multiple.h"

#include <math.h>
#include <stdlib.h>

#include "core/base/memory.h"

struct ranked {
    double p;
    size_t index;
};

static int compare_ranked(const void *left, const void *right)
{
    const struct ranked *a = left;
    const struct ranked *b = right;
    if (a->p != b->p) {
        return a->p < b->p ? -1 : 1;
    }
    return a->index < b->index ? -1 : 1;
}

static double sane_probability(double p)
{
    return p <= 1 ? fmax(p, 0) : 1; /* a NaN is not <= 1 */
}

/* Ascending; owned by the caller. */
static struct ranked *rank(const double *p, size_t count)
{
    struct ranked *ranked =
        memory_allocate(memory_size(count, sizeof(*ranked)));
    for (size_t i = 0; i < count; i++) {
        ranked[i] = (struct ranked){ sane_probability(p[i]), i };
    }
    if (count > 1) {
        qsort(ranked, count, sizeof(*ranked), compare_ranked);
    }
    return ranked;
}

void holm_adjust(const double *p, size_t count, double *adjusted)
{
    struct ranked *ranked = rank(p, count);
    double largest = 0;
    for (size_t i = 0; i < count; i++) {
        largest = fmax(largest, (double)(count - i) * ranked[i].p);
        adjusted[ranked[i].index] = fmin(largest, 1);
    }
    memory_release(ranked);
}

void benjamini_hochberg(const double *p, size_t count, double *q)
{
    struct ranked *ranked = rank(p, count);
    double smallest = 1;
    for (size_t i = count; i-- > 0;) {
        smallest =
            fmin(smallest, (double)count * ranked[i].p / (double)(i + 1));
        q[ranked[i].index] = smallest;
    }
    memory_release(ranked);
}
