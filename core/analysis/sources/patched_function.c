#include "core/analysis/sources/patched_function.h"

#include "core/analysis/sources/source_text.h"

bool patched_function_at(const struct analysis *analysis,
                         struct location location)
{
    const struct evidence *evidence = analysis->evidence;
    struct go_function around;
    return patch_find_head(&evidence->patch, location.file) != NULL &&
           source_function_at(analysis->sources, &evidence->head.tree,
                              location.file, location.line, &around) &&
           patch_touches(&evidence->patch, location.file, around.first_line,
                         around.last_line);
}
