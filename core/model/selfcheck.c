#include "core/model/selfcheck.h"

const char *guard_name(enum guard guard)
{
    static const char *const names[] = {
        [GUARD_PROVED] = "proved",
        [GUARD_UNGUARDED] = "unguarded",
        [GUARD_BROKEN] = "broken",
    };
    return names[guard];
}

bool selfcheck_failed(const struct selfcheck *selfcheck)
{
    for (size_t i = 0; i < selfcheck->entries.count; i++) {
        if (selfcheck->entries.items[i].guard == GUARD_BROKEN) {
            return true;
        }
    }
    return false;
}
