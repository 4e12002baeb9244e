#include "cmd/selfcheck_table.h"

#include "formats/text/clean.h"

void selfcheck_table(const struct selfcheck *selfcheck, struct buffer *out)
{
    if (!selfcheck->is_wanted) {
        return;
    }
    buffer_printf(out,
                  "  Self-check %s: changes planted beyond and within each "
                  "limit\n    %-14s  %6s  %9s  %6s\n",
                  selfcheck_failed(selfcheck) ? "FAILED" : "passed", "gate",
                  guard_name(GUARD_PROVED), guard_name(GUARD_UNGUARDED),
                  guard_name(GUARD_BROKEN));
    for (size_t i = 0; i < selfcheck->gates.count; i++) {
        const struct selfcheck_gate *gate = &selfcheck->gates.items[i];
        buffer_printf(out, "    %-14s  %6zu  %9zu  %6zu", gate->id,
                      gate->counts[GUARD_PROVED], gate->counts[GUARD_UNGUARDED],
                      gate->counts[GUARD_BROKEN]);
        if (gate->text[0] != '\0') {
            buffer_text(out, "  ");
            clean_terminal(out, gate->text);
        }
        buffer_byte(out, '\n');
    }
}
