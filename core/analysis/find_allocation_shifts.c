#include "core/analysis/find_allocation_shifts.h"

#include <math.h>

/* A growth of which less than this is left over all lines of the benchmark
 * has only moved. */
static const double left_over = 0.3;

static const struct change *amount_of(const struct allocation_site *site,
                                      bool objects)
{
    return objects ? &site->objects : &site->bytes;
}

static double growth_of(const struct allocation_site *site, bool objects)
{
    const struct change *change = amount_of(site, objects);
    return change->head - change->base;
}

/* What the lines that changed the other way give, within one function when
 * `function` is set, else within the benchmark. */
static double opposite_growth(const struct allocation_site_list *sites,
                              const struct allocation_site *site, bool objects,
                              const char *function)
{
    double sign = growth_of(site, objects) > 0 ? 1 : -1;
    double sum = 0;
    for (size_t i = 0; i < sites->count; i++) {
        const struct allocation_site *other = &sites->items[i];
        bool counts = function != NULL ? other->function == function
                                       : other->benchmark == site->benchmark;
        double growth = growth_of(other, objects) * sign;
        if (counts && growth < 0) {
            sum -= growth;
        }
    }
    return sum;
}

static void check_change(const struct allocation_site_list *sites,
                         struct allocation_site *site, bool objects)
{
    struct change *change = objects ? &site->objects : &site->bytes;
    double growth = fabs(growth_of(site, objects));
    double here = opposite_growth(sites, site, objects, site->function);
    double all = opposite_growth(sites, site, objects, NULL);
    if (growth - here < left_over * growth ||
        growth - all < left_over * growth) {
        change->is_up = false;
        change->is_down = false;
    }
}

void find_allocation_shifts(struct analysis *analysis)
{
    struct allocation_site_list *sites = &analysis->comparison->allocations;
    for (size_t i = 0; i < sites->count; i++) {
        struct allocation_site *site = &sites->items[i];
        if (site->bytes.is_up || site->bytes.is_down) {
            check_change(sites, site, false);
        }
        if (site->objects.is_up || site->objects.is_down) {
            check_change(sites, site, true);
        }
    }
}
