#include "core/model/intake.h"

const struct intake_source intake_sources[] = {
    { &playbook_bench_diff,
      "Does it reproduce, base and head in turn? Which changed line does the "
      "time go to, and is what it buys worth it?" },
    { &playbook_profile_drift,
      "Which commit made it hot, and did its author mean it to? Is the cost "
      "new, or did it move here?" },
    { &playbook_cost_spike,
      "Is it the code, or what it allocates: do allocator and garbage "
      "collector grow with it?" },
    { .pattern = NULL },
};

bool intake_has(const struct intake_source *source,
                const struct finding *finding)
{
    return finding->rule->pattern == source->pattern &&
           finding->state == FINDING_REGRESSION;
}
