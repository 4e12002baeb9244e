#include "core/model/escapes.h"

const char *diagnostic_kind_name(enum diagnostic_kind kind)
{
    static const char *const names[] = {
#define ENTRY(name, text) [DIAGNOSTIC_##name] = text,
        DIAGNOSTIC_KINDS(ENTRY)
#undef ENTRY
    };
    return names[kind];
}
