#include "formats/sarif.h"

#include "core/base/map.h"
#include "core/base/strings.h"

struct group_key {
    const struct rule_info *rule;
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

void sarif_groups_init(struct sarif_groups *groups, const struct report *report)
{
    struct strings files;
    struct map keys;
    *groups = (struct sarif_groups){ .arena = ARENA_INIT };
    strings_init(&files);
    map_init(&keys, sizeof(struct group_key));
    for (size_t i = 0; i < report->findings.count; i++) {
        const struct finding *finding = &report->findings.items[i];
        if (finding->state == FINDING_IMPROVEMENT) {
            continue;
        }
        if (finding->location.file == NULL || finding->location.line == 0) {
            groups->unplaced_count++;
            continue;
        }
        struct group_key key = {
            .rule = finding->rule,
            .file = strings_intern_text(&files, finding->location.file),
            .line = finding->location.line,
        };
        bool added;
        uint32_t index = map_add(&keys, &key, &added);
        add_finding(groups, index, added, finding);
    }
    map_release(&keys);
    strings_release(&files);
}

void sarif_groups_release(struct sarif_groups *groups)
{
    arena_release(&groups->arena);
}
