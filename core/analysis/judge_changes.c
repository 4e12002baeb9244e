#include <math.h>

#include "core/analysis/diff_profiles.h"
#include "core/stats/multiple.h"

static bool is_testable(const struct change_family *family,
                        const struct config *config,
                        const struct change *change)
{
    double whole = family->base_total + family->head_total;
    return !isnan(change->p) &&
           change->base + change->head >= config->up_total * whole;
}

static void judge(const struct config *config, double total,
                  struct change *change)
{
    double difference = change->head - change->base;
    bool is_significant = change->q <= config->false_discovery &&
                          fabs(difference) >= config->up_total * total;
    change->is_up = is_significant && change->ratio >= 1 + config->up_relative;
    change->is_down =
        is_significant && change->ratio <= 1 / (1 + config->up_relative);
}

void judge_changes(const struct analysis *analysis,
                   const struct change_family *family)
{
    const struct config *config = analysis->config;
    double *p = arena_array(analysis->arena, family->count, sizeof(double));
    double *q = arena_array(analysis->arena, family->count, sizeof(double));
    struct change **tested =
        arena_array(analysis->arena, family->count, sizeof(*tested));
    size_t count = 0;
    for (size_t i = 0; i < family->count; i++) {
        family->changes[i]->q = (double)NAN;
        if (is_testable(family, config, family->changes[i])) {
            p[count] = family->changes[i]->p;
            tested[count++] = family->changes[i];
        }
    }
    benjamini_hochberg(p, count, q);
    double total = fmax(family->base_total, family->head_total);
    for (size_t i = 0; i < count; i++) {
        tested[i]->q = q[i];
        judge(config, total, tested[i]);
    }
}
