#include "core/analysis/findings/excerpt_source.h"

#include <math.h>
#include <string.h>

#include "core/analysis/findings/line_cost.h"
#include "core/analysis/sources/source_text.h"
#include "core/model/go_tokens.h"

/* Shown around a line; how far off the line may be where the cost was seen, to
 * be shown with it. */
enum { LINES_AROUND = 3, MOST_DISTANCE = 16 };

/* Of removed lines; they alone could be many. */
enum { MOST_REMOVED = 12, LONGEST_SHOWN_BYTES = 400 };

/* Walks a file of both sides at once, and keeps the lines first..last. */
struct excerpt {
    const struct analysis *analysis;
    struct finding *finding;
    const struct patch_line *entries; /* of the file's patch */
    size_t entry_count, entry;
    uint32_t base_line, head_line; /* the next of each side */
    uint32_t first, last;          /* of head, to be kept */
    size_t removed;                /* lines kept that only base has */
};

static const char *shown_text(const struct excerpt *excerpt, struct span text)
{
    size_t length = text.length < LONGEST_SHOWN_BYTES
                        ? text.length
                        : (size_t)LONGEST_SHOWN_BYTES;
    return arena_copy(excerpt->analysis->arena, text.bytes, length);
}

static struct source_line *add_line(struct excerpt *excerpt)
{
    struct source_line *line =
        LIST_PUSH(excerpt->analysis->arena, &excerpt->finding->source);
    line->text = line->base_text = "";
    line->base_cost = line->head_cost = (double)NAN;
    return line;
}

/* False beyond the end of the file. */
static bool read_head(const struct excerpt *excerpt, uint32_t number,
                      struct span *text)
{
    return source_line(excerpt->analysis->sources,
                       &excerpt->analysis->evidence->head.tree,
                       excerpt->finding->location.file, number, text);
}

static bool is_kept(const struct excerpt *excerpt, uint32_t number)
{
    return number >= excerpt->first && number <= excerpt->last;
}

static void set_head(const struct excerpt *excerpt, struct source_line *line,
                     uint32_t number, struct span text)
{
    line->number = number;
    line->text = shown_text(excerpt, text);
    line->is_marked = number == excerpt->finding->location.line;
}

/* One row of an edit: what was removed beside what came for it. */
static void add_edited(struct excerpt *excerpt,
                       const struct patch_line *removed,
                       const struct patch_line *added)
{
    struct span text;
    bool keep = added != NULL ? is_kept(excerpt, added->head_line) &&
                                    read_head(excerpt, added->head_line, &text)
                              : is_kept(excerpt, excerpt->head_line) &&
                                    excerpt->removed++ < MOST_REMOVED;
    if (!keep) {
        return;
    }
    struct source_line *line = add_line(excerpt);
    line->is_changed =
        added == NULL || removed == NULL ||
        !go_tokens_equal(span_of(removed->text), span_of(added->text));
    if (added != NULL) {
        set_head(excerpt, line, added->head_line, text);
    }
    if (removed != NULL) {
        line->base_number = removed->base_line;
        line->base_text = shown_text(excerpt, span_of(removed->text));
    }
}

static size_t run_of(const struct excerpt *excerpt, size_t at, char sign)
{
    size_t end = at;
    while (end < excerpt->entry_count && excerpt->entries[end].sign == sign &&
           (end == at || !excerpt->entries[end].starts_hunk)) {
        end++;
    }
    return end - at;
}

/* From here on the first removed line that became no other; NULL: none. */
static const struct patch_line *next_removed(const struct excerpt *excerpt,
                                             size_t *at, size_t end)
{
    while (*at < end) {
        const struct patch_line *entry = &excerpt->entries[(*at)++];
        if (entry->twin == NULL) {
            return entry;
        }
    }
    return NULL;
}

/* Lines that were removed stand in a patch before those that replace them. A
 * line stands beside what it was, else the first beside the first. */
static void take_edit(struct excerpt *excerpt)
{
    size_t at = excerpt->entry;
    size_t first_added = at + run_of(excerpt, at, '-');
    size_t end = first_added + run_of(excerpt, first_added, '+');
    for (size_t i = first_added; i < end; i++) {
        const struct patch_line *added = &excerpt->entries[i];
        add_edited(excerpt,
                   added->twin != NULL
                       ? added->twin
                       : next_removed(excerpt, &at, first_added),
                   added);
        excerpt->head_line++;
    }
    const struct patch_line *removed;
    while ((removed = next_removed(excerpt, &at, first_added)) != NULL) {
        add_edited(excerpt, removed, NULL);
    }
    excerpt->base_line += (uint32_t)(first_added - excerpt->entry);
    excerpt->entry = end;
}

static void take_unchanged(struct excerpt *excerpt)
{
    struct span text;
    if (is_kept(excerpt, excerpt->head_line) &&
        read_head(excerpt, excerpt->head_line, &text)) {
        struct source_line *line = add_line(excerpt);
        set_head(excerpt, line, excerpt->head_line, text);
        line->base_number = excerpt->base_line;
        line->base_text = line->text;
    }
    excerpt->head_line++;
    excerpt->base_line++;
}

/* An edit begins here. A patch of another tree may be behind already. */
static bool is_at_edit(struct excerpt *excerpt)
{
    while (excerpt->entry < excerpt->entry_count) {
        const struct patch_line *entry = &excerpt->entries[excerpt->entry];
        bool is_base = entry->sign == '-';
        uint32_t at = is_base ? entry->base_line : entry->head_line;
        uint32_t next = is_base ? excerpt->base_line : excerpt->head_line;
        if (at > next) {
            return false;
        }
        if (at == next && entry->sign != ' ') {
            return true;
        }
        excerpt->entry++;
    }
    return false;
}

/* The line of this function, not too far off, that costs most. */
static uint32_t hottest_near(const struct excerpt *excerpt, uint32_t line)
{
    const struct analysis *analysis = excerpt->analysis;
    struct go_function around;
    if (!source_function_at(analysis->sources, &analysis->evidence->head.tree,
                            excerpt->finding->location.file, line, &around)) {
        return 0;
    }
    uint32_t first = line > MOST_DISTANCE ? line - MOST_DISTANCE : 1;
    uint32_t last = line + MOST_DISTANCE;
    return line_cost_hottest(analysis, excerpt->finding,
                             first > around.first_line ? first
                                                       : around.first_line,
                             last < around.last_line ? last : around.last_line);
}

static uint32_t distance(uint32_t left, uint32_t right)
{
    return left > right ? left - right : right - left;
}

/* The finding's line, and where the cost is. */
static void find_range(struct excerpt *excerpt)
{
    struct location at = excerpt->finding->location;
    struct location seen = excerpt->finding->seen;
    uint32_t other = hottest_near(excerpt, at.line);
    if (seen.file != NULL && strcmp(seen.file, at.file) == 0 &&
        seen.line != 0 && distance(seen.line, at.line) <= MOST_DISTANCE) {
        other = seen.line;
    }
    other = other != 0 ? other : at.line;
    uint32_t low = at.line < other ? at.line : other;
    excerpt->first = low > LINES_AROUND ? low - LINES_AROUND : 1;
    excerpt->last = (at.line > other ? at.line : other) + LINES_AROUND;
}

static void add_excerpt(const struct analysis *analysis,
                        struct finding *finding)
{
    struct excerpt excerpt = {
        .analysis = analysis, .finding = finding, .base_line = 1, .head_line = 1
    };
    const struct patch_file *file =
        patch_find_head(&analysis->evidence->patch, finding->location.file);
    if (file != NULL) {
        excerpt.entries = file->lines.items;
        excerpt.entry_count = file->lines.count;
    }
    find_range(&excerpt);
    while (excerpt.head_line <= excerpt.last) {
        if (is_at_edit(&excerpt)) {
            take_edit(&excerpt);
        } else {
            take_unchanged(&excerpt);
        }
    }
}

static void add_excerpts(const struct analysis *analysis,
                         struct finding_list *findings)
{
    for (size_t i = 0; i < findings->count; i++) {
        struct finding *finding = &findings->items[i];
        if (finding->location.line != 0) {
            add_excerpt(analysis, finding);
            line_costs(analysis, finding);
        }
    }
}

void excerpt_source(struct analysis *analysis)
{
    add_excerpts(analysis, &analysis->report->findings);
    add_excerpts(analysis, &analysis->report->improvements);
}
