#include "core/model/finding.h"

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
