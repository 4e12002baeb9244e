#include "core/analysis/findings/line_growth.h"

static struct tally_cost cost_at(const struct line_growth *growth,
                                 uint32_t node)
{
    struct tally_query query = { .is_line = true,
                                 .node = node,
                                 .fold = growth->fold,
                                 .measure = growth->measure };
    if (node == MAP_NONE) {
        return (struct tally_cost){ .base = 0 };
    }
    return tally_cost_under(growth->tally, &query, growth->benchmark);
}

/* The cost of an edit's lines that are nobody's twin: removed, added. */
struct unmatched {
    double base, head;
};

static struct unmatched unmatched_of(const struct line_growth *growth,
                                     const struct patch_file *file,
                                     const char *function, uint32_t edit)
{
    struct unmatched sum = { .base = 0 };
    for (size_t i = 0; i < file->lines.count; i++) {
        const struct patch_line *entry = &file->lines.items[i];
        if (entry->edit != edit || entry->twin != NULL) {
            continue;
        }
        struct location base = { file->base_path, entry->base_line, 0 };
        struct location head = { file->head_path, entry->head_line, 0 };
        if (entry->sign == '-') {
            sum.base += cost_at(growth, tally_find_base_line(growth->tally,
                                                             function, base))
                            .base;
        } else {
            sum.head +=
                cost_at(growth, tally_find_line(growth->tally, function, head))
                    .head;
        }
    }
    return sum;
}

double line_growth_of(const struct line_growth *growth, const char *function,
                      struct location place)
{
    const struct patch *patch = &growth->analysis->evidence->patch;
    struct tally_cost cost =
        cost_at(growth, tally_find_line(growth->tally, function, place));
    const struct patch_line *added =
        patch_added_line(patch, place.file, place.line);
    double own = cost.head - cost.base;
    if (added == NULL || added->twin != NULL || added->edit == 0 ||
        cost.base > 0) {
        return own;
    }
    struct unmatched edit = unmatched_of(
        growth, patch_find_head(patch, place.file), function, added->edit);
    return edit.head > 0 ? own * (1 - edit.base / edit.head) : own;
}
