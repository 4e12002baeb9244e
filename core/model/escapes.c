#include "core/model/escapes.h"

#include <assert.h>

const char *diagnostic_kind_name(enum diagnostic_kind kind)
{
    static const char *const names[] = {
#define ENTRY(name, text) [DIAGNOSTIC_##name] = text,
        DIAGNOSTIC_KINDS(ENTRY)
#undef ENTRY
    };
    return names[kind];
}

/* What makes two diagnostics one; bytes are hashed, hence no padding. */
struct identity {
    const char *package, *file, *subject, *function, *reason, *destination;
    uint32_t line, column, kind, unused;
};

/* Their reason and function are known only to -m=2. */
static bool is_explained(enum diagnostic_kind kind)
{
    return kind == DIAGNOSTIC_ESCAPES || kind == DIAGNOSTIC_MOVED ||
           kind == DIAGNOSTIC_LEAKS || kind == DIAGNOSTIC_LEAKS_CONTENT ||
           kind == DIAGNOSTIC_LEAKS_TO_RESULT || kind == DIAGNOSTIC_CAN_INLINE;
}

static struct identity identity_of(const struct diagnostic *diagnostic)
{
    struct identity identity = { .package = diagnostic->package,
                                 .file = diagnostic->location.file,
                                 .subject = diagnostic->subject,
                                 .line = diagnostic->location.line,
                                 .column = diagnostic->location.column,
                                 .kind = (uint32_t)diagnostic->kind };
    if (diagnostic->kind == DIAGNOSTIC_LEAKS_TO_RESULT) {
        identity.destination = diagnostic->destination;
    } else if (!is_explained(diagnostic->kind)) {
        identity.function = diagnostic->function;
        identity.reason = diagnostic->reason;
        identity.destination = diagnostic->destination;
    }
    return identity;
}

static void init_known(struct escapes *escapes)
{
    if (escapes->known.key_size == 0) {
        map_init(&escapes->known, sizeof(struct identity));
    }
}

void escapes_reserve(struct escapes *escapes, size_t more)
{
    init_known(escapes);
    map_reserve(&escapes->known, escapes->known.count + more);
}

struct diagnostic *escapes_add(struct escapes *escapes, struct arena *arena,
                               const struct diagnostic *diagnostic)
{
    struct identity identity = identity_of(diagnostic);
    init_known(escapes);
    assert(escapes->known.count == escapes->diagnostics.count);
    bool is_new;
    uint32_t index = map_add(&escapes->known, &identity, &is_new);
    if (is_new) {
        *LIST_PUSH(arena, &escapes->diagnostics) = *diagnostic;
    }
    struct diagnostic *known = &escapes->diagnostics.items[index];
    if (known->reason[0] == '\0') {
        known->reason = diagnostic->reason;
    }
    return known;
}

struct diagnostic *escapes_find(struct escapes *escapes,
                                const struct diagnostic *diagnostic)
{
    struct identity identity = identity_of(diagnostic);
    uint32_t index = escapes->known.key_size == 0
                         ? MAP_NONE
                         : map_find(&escapes->known, &identity);
    return index == MAP_NONE ? NULL : &escapes->diagnostics.items[index];
}

bool escapes_has(const struct escapes *escapes,
                 const struct diagnostic *diagnostic)
{
    const struct diagnostic_list *list = &escapes->diagnostics;
    return list->count > 0 && diagnostic >= list->items &&
           diagnostic < list->items + list->count;
}

void escapes_release(struct escapes *escapes)
{
    map_release(&escapes->known);
}
