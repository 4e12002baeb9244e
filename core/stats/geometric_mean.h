/*
 * The geometric mean as benchstat computes it: the same bits as
 * github.com/aclements/go-moremath/stats.GeoMean on amd64.
 */
#ifndef CORE_STATS_GEOMETRIC_MEAN_H
#define CORE_STATS_GEOMETRIC_MEAN_H

#include "core/stats/numbers.h"

/* NAN when empty or when a value is not positive: benchstat then prints
 * nothing and "summaries must be >0 to compute geomean". */
double geometric_mean(struct numbers numbers);

#endif
