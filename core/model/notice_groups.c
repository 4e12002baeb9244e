#include "core/model/notice_groups.h"

#include <inttypes.h>

#include "core/base/map.h"

void notice_groups(const struct notice_list *notices, struct arena *arena,
                   struct notice_group_list *groups)
{
    struct strings strings;
    struct map texts;
    strings_init(&strings);
    map_init(&texts, sizeof(const char *));
    for (size_t i = 0; i < notices->count; i++) {
        const struct notice *notice = &notices->items[i];
        const char *text = strings_intern_text(&strings, notice->text);
        bool is_new;
        uint32_t index = map_add(&texts, &text, &is_new);
        if (is_new) {
            LIST_PUSH(arena, groups)->first = notice;
        }
        groups->items[index].files++;
        groups->items[index].count += notice->count;
    }
    map_release(&texts);
    strings_release(&strings);
}

void notice_group_text(const struct notice_group *group, struct buffer *out)
{
    const struct notice *first = group->first;
    buffer_text(out, first->file);
    if (first->line != 0) {
        buffer_printf(out, ":%" PRIu32, first->line);
    }
    if (group->files > 1) {
        buffer_printf(out, " and %zu more file%s", group->files - 1,
                      group->files == 2 ? "" : "s");
    }
    buffer_printf(out, ": %s", first->text);
    if (group->count > group->files) {
        buffer_printf(out, " (%" PRIu64 " times)", group->count);
    }
}
