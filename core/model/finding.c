#include "core/model/finding.h"

#include <string.h>

/* The name of what a profile measures is never its unit. */
bool finding_is_of_benchmark(const struct finding *finding)
{
    return finding->metric.unit[0] != '\0' &&
           strcmp(finding->metric.name, finding->metric.unit) == 0;
}

bool finding_is_better(const struct finding *finding)
{
    return finding->state == FINDING_IMPROVEMENT ||
           (finding->state == FINDING_FACT &&
            finding_is_of_benchmark(finding) &&
            finding->metric.change.ratio < 1);
}

bool finding_is_of_waiver(const struct finding *finding)
{
    return strcmp(finding->metric.name, "waiver") == 0;
}

bool finding_tells_cause(const struct finding *finding)
{
    return finding->cause.text[0] != '\0' &&
           strstr(finding->headline, finding->cause.text) != NULL;
}

const char *finding_state_name(enum finding_state state)
{
    static const char *const names[] = {
        [FINDING_REGRESSION] = "regression",
        [FINDING_IMPROVEMENT] = "improvement",
        [FINDING_FACT] = "fact",
    };
    return names[state];
}

const char *gate_state_name(enum gate_state state)
{
    static const char *const names[] = {
        [GATE_PASSED] = "passed",
        [GATE_FAILED] = "failed",
        [GATE_INCONCLUSIVE] = "inconclusive",
        [GATE_SKIPPED] = "skipped",
    };
    return names[state];
}
