#include "core/analysis/sources/base_text.h"

#include "core/analysis/sources/source_text.h"
#include "core/base/buffer.h"

/* Head's lines are taken over one by one, but for those that the patch added,
 * and what it removed comes between them. */
struct rebuild {
    struct cursor head; /* what is left of head */
    uint32_t head_line; /* next one of head */
    uint32_t base_line; /* next one of base */
    struct buffer text;
};

static void add_text(struct rebuild *rebuild, struct span line)
{
    buffer_append(&rebuild->text, line.bytes, line.length);
    buffer_byte(&rebuild->text, '\n');
    rebuild->base_line++;
}

/* False at head's end. */
static bool take(struct rebuild *rebuild, bool keep)
{
    struct span line;
    if (!cursor_line(&rebuild->head, &line)) {
        return false;
    }
    rebuild->head_line++;
    if (keep) {
        add_text(rebuild, line);
    }
    return true;
}

static void add_entry(struct rebuild *rebuild, const struct patch_line *entry)
{
    if (entry->sign == '-') {
        while (rebuild->base_line < entry->base_line && take(rebuild, true)) {
        }
        add_text(rebuild, span_of(entry->text));
    } else if (entry->sign == '+') {
        while (rebuild->head_line < entry->head_line && take(rebuild, true)) {
        }
        (void)take(rebuild, false);
    }
}

struct span base_text(const struct analysis *analysis,
                      const struct patch_file *file)
{
    struct span head = { .bytes = "", .length = 0 };
    if (file->base_path == NULL) {
        return head;
    }
    if (file->head_path != NULL) {
        (void)source_content(analysis->sources, &analysis->evidence->head.tree,
                             file->head_path, &head);
    }
    struct rebuild rebuild = { .head = cursor_over(head.bytes, head.length),
                               .head_line = 1,
                               .base_line = 1 };
    buffer_init(&rebuild.text);
    for (size_t i = 0; i < file->lines.count; i++) {
        add_entry(&rebuild, &file->lines.items[i]);
    }
    while (take(&rebuild, true)) {
    }
    struct span text = {
        arena_copy(analysis->arena, rebuild.text.bytes, rebuild.text.length),
        rebuild.text.length,
    };
    buffer_release(&rebuild.text);
    return text;
}
