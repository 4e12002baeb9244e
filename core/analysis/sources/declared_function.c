#include "core/analysis/sources/declared_function.h"

#include <string.h>

#include "core/analysis/sources/source_path.h"
#include "core/base/strings.h"
#include "core/model/go_symbol.h"

/* "F.G.func1" is a literal of G where G was inlined into F. */
static bool is_inlined_literal(const struct go_symbol_parts *literal,
                               const struct go_symbol_parts *function)
{
    bool is_plain = function->declared.length == function->name.length;
    return is_plain && literal->closure.length > 0 &&
           span_is_same(literal->name, function->declared);
}

bool is_same_declaration(const char *left, const char *right)
{
    struct go_symbol_parts a = go_symbol_parts(left);
    struct go_symbol_parts b = go_symbol_parts(right);
    return strcmp(left, right) == 0 ||
           (span_is_same(a.package, b.package) && a.name.length > 0 &&
            (span_is_same(a.declared, b.declared) ||
             is_inlined_literal(&a, &b) || is_inlined_literal(&b, &a)));
}

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
