#include "core/analysis/declared_function.h"

#include <ctype.h>
#include <string.h>

#include "core/analysis/source_path.h"
#include "core/base/strings.h"
#include "core/model/go_symbol.h"

/* Length of the part of a symbol that starts here: "(*T[...])", "Join". */
static size_t part_length(const char *at)
{
    size_t length = 0, depth = 0;
    while (at[length] != '\0' && (depth > 0 || at[length] != '.')) {
        depth += at[length] == '(' || at[length] == '[';
        depth -= depth > 0 && (at[length] == ')' || at[length] == ']');
        length++;
    }
    return length;
}

/* "func1", "gowrap2", "deferwrap1", "1": not names of declarations. */
static bool is_closure(const char *part, size_t length)
{
    static const char *const words[] = { "func", "gowrap", "deferwrap", "" };
    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
        size_t word = strlen(words[i]);
        if (length > word && text_starts_with(part, words[i]) &&
            isdigit((unsigned char)part[word])) {
            return true;
        }
    }
    return false;
}

struct span declared_name(const char *symbol)
{
    const char *at = go_symbol_short(symbol);
    struct span name = { .bytes = at, .length = 0 };
    at += strcspn(at, ".");
    while (*at == '.') {
        size_t length = part_length(++at);
        if (name.length > 0 && is_closure(at, length)) {
            break;
        }
        name = (struct span){ .bytes = at, .length = length };
        at += length;
    }
    return span_until(name, span_find(name, "["));
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
    struct span name = declared_name(symbol);
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
