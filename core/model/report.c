#include "core/model/report.h"

bool report_finding_fails(const struct report *report,
                          const struct finding *finding)
{
    if (finding->state == FINDING_IMPROVEMENT || finding->waiver != NULL) {
        return false;
    }
    if (finding->fails_gate) {
        return report->fail_on >= FAIL_GATE;
    }
    return (report->fail_on >= FAIL_ERROR && finding->level == LEVEL_ERROR) ||
           (report->fail_on >= FAIL_WARNING && finding->level == LEVEL_WARNING);
}

bool report_gate_fails(const struct report *report, const struct gate *gate)
{
    return (report->fail_on >= FAIL_GATE && gate->state == GATE_FAILED) ||
           (report->fail_on == FAIL_INCONCLUSIVE &&
            gate->state == GATE_INCONCLUSIVE);
}

bool report_fails(const struct report *report)
{
    for (size_t i = 0; i < report->gates.count; i++) {
        if (report_gate_fails(report, &report->gates.items[i])) {
            return true;
        }
    }
    for (size_t i = 0; i < report->findings.count; i++) {
        if (report_finding_fails(report, &report->findings.items[i])) {
            return true;
        }
    }
    return false;
}
