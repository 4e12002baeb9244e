#include "core/analysis/profiles/compare_platforms.h"

#include <string.h>

/* Unknown on a side says nothing. */
static bool differs(const char *base, const char *head)
{
    return base[0] != '\0' && head[0] != '\0' && strcmp(base, head) != 0;
}

void compare_platforms(struct analysis *analysis)
{
    const struct evidence_side *base = &analysis->evidence->base;
    const struct evidence_side *head = &analysis->evidence->head;
    const struct {
        const char *what, *base, *head;
    } facts[] = {
        { "Go versions", base->go_version, head->go_version },
        { "architectures", base->goarch, head->goarch },
        { "operating systems", base->goos, head->goos },
        { "CPUs", base->cpu, head->cpu },
    };
    const char *note = "";
    for (size_t i = 0; i < sizeof(facts) / sizeof(facts[0]); i++) {
        if (differs(facts[i].base, facts[i].head)) {
            note = arena_printf(analysis->arena,
                                "%s%sThe %s differ: %s in base, %s in head; "
                                "times cannot be compared.",
                                note, note[0] == '\0' ? "" : " ", facts[i].what,
                                facts[i].base, facts[i].head);
        }
    }
    analysis->comparison->platform_note = note;
    analysis->comparison->same_platform = note[0] == '\0';
    if (note[0] != '\0') {
        *LIST_PUSH(analysis->arena, &analysis->report->banners) = note;
    }
}
