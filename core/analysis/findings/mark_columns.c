#include "core/analysis/findings/mark_columns.h"

#include "core/analysis/sources/source_text.h"
#include "core/base/utf8.h"

/* Compilers count from the start of a character; a wrong tree has others. */
static size_t character_start(struct span line, size_t byte)
{
    while (byte > 0 && ((unsigned char)line.bytes[byte] & 0xC0) == 0x80) {
        byte--;
    }
    return byte;
}

struct column_range column_range_of(struct span line, uint32_t column)
{
    struct span text = span_trim(line);
    size_t start = (size_t)(text.bytes - line.bytes);
    size_t end = start + text.length;
    if (column > start && column <= end) {
        start = character_start(line, column - 1);
    }
    size_t before = utf8_utf16_length(span_until(line, start));
    size_t within =
        utf8_utf16_length(span_until(span_from(line, start), end - start));
    return (struct column_range){ .start = (uint32_t)before + 1,
                                  .end = (uint32_t)(before + within) + 1 };
}

static struct column_range range_at(const struct analysis *analysis,
                                    struct location location)
{
    struct span line;
    if (location.file == NULL ||
        !source_line(analysis->sources, &analysis->evidence->head.tree,
                     location.file, location.line, &line)) {
        return (struct column_range){ .start = 0 };
    }
    return column_range_of(line, location.column);
}

static void mark_steps(const struct analysis *analysis, struct step_list *steps)
{
    for (size_t i = 0; i < steps->count; i++) {
        struct finding_step *step = &steps->items[i];
        if (step->in_source) {
            step->columns = range_at(analysis, step->location);
        }
    }
}

static void mark_list(const struct analysis *analysis,
                      struct finding_list *findings)
{
    for (size_t i = 0; i < findings->count; i++) {
        struct finding *finding = &findings->items[i];
        finding->columns = range_at(analysis, finding->location);
        finding->seen_columns = range_at(analysis, finding->seen);
        mark_steps(analysis, &finding->stack);
        mark_steps(analysis, &finding->flow);
    }
}

void mark_columns(struct analysis *analysis)
{
    mark_list(analysis, &analysis->report->findings);
    mark_list(analysis, &analysis->report->improvements);
}
