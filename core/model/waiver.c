#include "core/model/waiver.h"

#include "core/base/buffer.h"

const char *waiver_state_name(enum waiver_state state)
{
    static const char *const names[] = {
        [WAIVER_USED] = "used",
        [WAIVER_UNUSED] = "unused",
        [WAIVER_EXPIRED] = "expired",
        [WAIVER_EXCEEDED] = "exceeded",
        [WAIVER_UNREADABLE] = "unreadable",
    };
    return names[state];
}

static void add(struct buffer *text, const char *lead, const char *words)
{
    if (words != NULL) {
        buffer_printf(text, "%s%s%s", text->length > 0 ? " " : "", lead, words);
    }
}

const char *waiver_subject(struct arena *arena, const struct waiver *waiver)
{
    struct buffer text;
    buffer_init(&text);
    add(&text, "finding ", waiver->finding_key);
    add(&text, "", waiver->rule);
    add(&text, "gate ", waiver->gate);
    add(&text, "of ", waiver->where.benchmark);
    add(&text, "in ", waiver->where.function);
    add(&text, "at ", waiver->where.path);
    const char *copy = arena_copy(arena, text.bytes, text.length);
    buffer_release(&text);
    return copy;
}

const char *waiver_words(struct arena *arena, const struct waiver *waiver)
{
    return arena_printf(arena, "Waived until %s by %s (%s: %s).",
                        waiver->expires, waiver->approver, waiver->reason,
                        waiver->text);
}
