#include "core/analysis/declared_function.h"

#include <string.h>

#include "core/analysis/source_path.h"
#include "core/base/strings.h"
#include "core/model/go_symbol.h"

/* "func Name(", "func (t *T) Name[": the line declares the name. */
static bool declares(const char *text, struct span name)
{
    const char *at = text + strspn(text, " \t");
    if (!text_starts_with(at, "func ") || name.length == 0) {
        return false;
    }
    at += strlen("func ");
    if (*at == '(') {
        at += strcspn(at, ")");
        at += *at == ')';
        at += strspn(at, " ");
    }
    return strncmp(at, name.bytes, name.length) == 0 &&
           (at[name.length] == '(' || at[name.length] == '[');
}

static bool is_in_folder_of(const char *path, const char *other)
{
    size_t length = source_path_folder_length(other);
    return path != NULL && source_path_folder_length(path) == length &&
           memcmp(path, other, length) == 0;
}

enum declaration declaration_of(const struct patch *patch, const char *symbol,
                                const char *path)
{
    struct span name = go_symbol_parts(symbol).name;
    bool is_added = false, is_removed = false;
    for (size_t i = 0; i < patch->files.count; i++) {
        const struct patch_file *file = &patch->files.items[i];
        bool in_head = is_in_folder_of(file->head_path, path);
        bool in_base = is_in_folder_of(file->base_path, path);
        for (size_t j = 0; j < file->lines.count; j++) {
            const struct patch_line *line = &file->lines.items[j];
            if (line->sign != ' ' && declares(line->text, name)) {
                is_added |= line->sign == '+' && in_head;
                is_removed |= line->sign == '-' && in_base;
            }
        }
    }
    if (is_added == is_removed) {
        return DECLARATION_KEPT;
    }
    return is_added ? DECLARATION_NEW : DECLARATION_GONE;
}
