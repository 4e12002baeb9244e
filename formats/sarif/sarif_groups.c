#include "formats/sarif/sarif.h"

#include "core/base/map.h"
#include "core/base/strings.h"

struct group_key {
    const struct rule_info *rule;
    const struct waiver *waiver;
    const char *file; /* interned */
    uint64_t line;
};

static void add_finding(struct sarif_groups *groups, uint32_t index, bool added,
                        const struct finding *finding)
{
    if (added) {
        LIST_PUSH(&groups->arena, &groups->list)->finding = finding;
        return;
    }
    struct sarif_group *group = &groups->list.items[index];
    *LIST_PUSH(&groups->arena, &group->others) = finding;
}

/* What is needed while they grow. */
struct grouping {
    struct sarif_groups *groups;
    struct strings files;
    struct map keys;
};

static void add_list(struct grouping *grouping,
                     const struct finding_list *findings)
{
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];
        if (finding->state == FINDING_IMPROVEMENT) {
            continue;
        }
        if (finding->location.file == NULL || finding->location.line == 0) {
            grouping->groups->unplaced_count++;
            continue;
        }
        struct group_key key = {
            .rule = finding->rule,
            .waiver = finding->waiver,
            .file =
                strings_intern_text(&grouping->files, finding->location.file),
            .line = finding->location.line,
        };
        bool added;
        uint32_t index = map_add(&grouping->keys, &key, &added);
        add_finding(grouping->groups, index, added, finding);
    }
}

void sarif_groups_init(struct sarif_groups *groups, const struct report *report,
                       bool with_waived)
{
    struct grouping grouping = { .groups = groups };
    *groups = (struct sarif_groups){ .arena = ARENA_INIT };
    strings_init(&grouping.files);
    map_init(&grouping.keys, sizeof(struct group_key));
    add_list(&grouping, &report->findings);
    if (with_waived) {
        add_list(&grouping, &report->waived);
    }
    map_release(&grouping.keys);
    strings_release(&grouping.files);
}

void sarif_groups_release(struct sarif_groups *groups)
{
    arena_release(&groups->arena);
}
