#include "core/model/rule_info.h"

const char *level_name(enum level level)
{
    static const char *const names[] = {
        [LEVEL_NOTE] = "note",
        [LEVEL_WARNING] = "warning",
        [LEVEL_ERROR] = "error",
    };
    return names[level];
}
