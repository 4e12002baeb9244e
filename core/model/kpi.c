#include "core/model/kpi.h"

#include <math.h>

const struct kpi_info kpi_infos[KPI_COUNT] = {
    [KPI_WIN_RATE] = { "win_rate", "Net performance win rate", "share", 0.70,
                       false },
    [KPI_TIME_TO_DETECT] = { "time_to_detect",
                             "Mean time to detect a regression", "days", 1,
                             true },
    [KPI_CHURN] = { "hotspot_churn", "Hotspot churn", "share", 0.15, true },
    [KPI_COVERAGE] = { "benchmark_coverage",
                       "Benchmark coverage of critical functions", "share",
                       0.80, false },
};

bool kpi_is_met(enum kpi_name name, double value)
{
    const struct kpi_info *info = &kpi_infos[name];
    return isnan(value) ||
           (info->is_upper ? value < info->target : value > info->target);
}
