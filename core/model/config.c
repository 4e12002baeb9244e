#include "core/model/config.h"

void config_init(struct config *config)
{
    *config = (struct config){
        .hot_share = 0.05,
        .new_hotspot_share = 0.04,
        .up_relative = 0.05,
        .up_total = 0.01,
        .cost_spike = 0.12,
        .superlinear_rise = 0.3,
        .superlinear = 1.5,
        .costly_escape = 0.05,
        .new_escape = 0.01,
        .leak_goroutines = 10,
        .leak_ratio = 2,
        .false_discovery = 0.01,
        .gate_alpha = 0.01,
        .gate_unrelated = 0.02,
        .gate_related = 0.06,
        .gate_allocations = 0.05,
        .gate_hotspot = 0.05,
        .least_runs = 15,
    };
}
