#include "core/analysis/allocations/flow_line.h"

#include "core/base/strings.h"

static const struct diagnostic *new_escape_at(const struct analysis *analysis,
                                              struct location seen)
{
    const struct escape_list *escapes = &analysis->comparison->new_escapes;
    for (size_t i = 0; seen.file != NULL && i < escapes->count; i++) {
        const struct diagnostic *escape = escapes->items[i];
        if (text_compare(escape->path, seen.file) == 0 &&
            escape->location.line == seen.line) {
            return escape;
        }
    }
    return NULL;
}

bool flow_line(const struct analysis *analysis,
               const struct diagnostic *diagnostic, struct location seen,
               struct location *found)
{
    const struct escapes *escapes = &analysis->evidence->head.escapes;
    if (diagnostic == NULL) {
        diagnostic = new_escape_at(analysis, seen);
    }
    if (diagnostic == NULL || !escapes_has(escapes, diagnostic)) {
        return false;
    }
    for (uint32_t i = diagnostic->flow_count; i-- > 0;) {
        const struct flow_step *step =
            &escapes->flow.items[diagnostic->flow_first + i];
        if (step->path != NULL &&
            patch_changes_line(&analysis->evidence->patch, step->path,
                               step->at.line)) {
            *found = step->at;
            found->file = step->path;
            return true;
        }
    }
    return false;
}
