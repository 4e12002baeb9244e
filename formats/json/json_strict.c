#include "formats/json/json_strict.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/buffer.h"
#include "core/base/memory.h"
#include "core/base/strings.h"
#include "formats/json/json_comments.h"
#include "formats/json/json_grammar.h"

/* A document, and what messages call it. */
struct document {
    const struct buffer *text;
    const char *name;
    struct json_grammar grammar;
    struct json_lines *lines; /* NULL: the file has none that people count */
};

static uint32_t line_at(const struct document *document, const char *place)
{
    uint32_t line = 1;
    for (const char *at = document->text->bytes; at < place; at++) {
        line += *at == '\n';
    }
    return line;
}

static bool fail_syntax(const struct document *document, struct error *error)
{
    const char *place = document->grammar.next;
    if (document->lines != NULL) {
        return error_set(error, ERROR_INPUT,
                         "%s:%u: is not JSON here; look for a comma, a quote "
                         "or a bracket that is missing or too many",
                         document->name, line_at(document, place));
    }
    return error_set(error, ERROR_INPUT,
                     "%s: is not one JSON object in UTF-8 (it goes wrong at "
                     "byte %zu); check it with a JSON tool",
                     document->name, (size_t)(place - document->text->bytes));
}

static bool check_syntax(struct document *document, struct error *error)
{
    bool ok = json_grammar_object(&document->grammar);
    size_t place = (size_t)(document->grammar.next - document->text->bytes);
    if (ok && place == document->text->length) {
        return true;
    }
    if (json_grammar_is_too_deep(&document->grammar)) {
        return error_set(error, ERROR_LIMIT,
                         "%s: nests deeper than %d; give a simpler file",
                         document->name, JSON_DEPTH_LIMIT);
    }
    return fail_syntax(document, error);
}

static int compare_keys(const void *left, const void *right)
{
    const cJSON *const *a = left, *const *b = right;
    return text_compare((*a)->string, (*b)->string);
}

/* Two members of an object with one key, or NULL. */
static bool find_duplicate(const cJSON *object, const cJSON *pair[2])
{
    size_t count = 0;
    const cJSON *item;
    const cJSON **items = memory_allocate(
        memory_size((size_t)cJSON_GetArraySize(object) + 1, sizeof(*items)));
    cJSON_ArrayForEach(item, object)
    {
        items[count++] = item;
    }
    qsort(items, count, sizeof(*items), compare_keys);
    bool found = false;
    for (size_t i = 1; i < count && !found; i++) {
        found = strcmp(items[i - 1]->string, items[i]->string) == 0;
        pair[0] = items[i - 1];
        pair[1] = items[i];
    }
    memory_release(items);
    return found;
}

static bool fail_duplicate(const struct document *document,
                           const cJSON *pair[2], struct error *error)
{
    if (document->lines == NULL) {
        return error_set(error, ERROR_INPUT,
                         "%s: \"%s\" must be there only once", document->name,
                         pair[0]->string);
    }
    uint32_t a = json_line_of(document->lines, pair[0]);
    uint32_t b = json_line_of(document->lines, pair[1]);
    return error_set(error, ERROR_INPUT,
                     "%s:%u: \"%.80s\" must be there only once; it is on line "
                     "%u already",
                     document->name, a > b ? a : b, pair[0]->string,
                     a > b ? b : a);
}

static bool check_keys(const struct document *document, const cJSON *value,
                       struct error *error)
{
    const cJSON *pair[2];
    if (cJSON_IsObject(value) && find_duplicate(value, pair)) {
        return fail_duplicate(document, pair, error);
    }
    const cJSON *item;
    cJSON_ArrayForEach(item, value)
    {
        if (!check_keys(document, item, error)) {
            return false;
        }
    }
    return true;
}

/* Lines from one start to the next: they come in order. */
struct line_walk {
    const struct document *document;
    const char *place;
    uint32_t line;
};

static void note_lines(struct line_walk *walk, const cJSON *value)
{
    struct json_lines *lines = walk->document->lines;
    uint32_t index = map_add(&lines->items, &value, NULL);
    const char *start = walk->document->grammar.starts.items[index];
    for (; walk->place < start; walk->place++) {
        walk->line += *walk->place == '\n';
    }
    lines->lines[index] = walk->line;
    const cJSON *item;
    cJSON_ArrayForEach(item, value)
    {
        note_lines(walk, item);
    }
}

static void set_lines(const struct document *document, const cJSON *root)
{
    struct line_walk walk = { .document = document,
                              .place = document->text->bytes,
                              .line = 1 };
    document->lines->lines = memory_allocate(memory_size(
        document->grammar.starts.count, sizeof(*document->lines->lines)));
    note_lines(&walk, root);
}

static cJSON *parse(struct document *document, struct error *error)
{
    if (!check_syntax(document, error)) {
        return NULL;
    }
    cJSON *root = cJSON_Parse(document->text->bytes);
    if (root == NULL) {
        error_set(error, ERROR_INPUT,
                  "%s: holds a number of too many digits; shorten it",
                  document->name);
        return NULL;
    }
    if (document->lines != NULL) {
        set_lines(document, root);
    }
    if (!check_keys(document, root, error)) {
        cJSON_Delete(root);
        return NULL;
    }
    return root;
}

static cJSON *parse_text(struct span text, const char *name,
                         struct json_lines *lines, struct error *error)
{
    if (text.length > 0 && memchr(text.bytes, '\0', text.length) != NULL) {
        error_set(error, ERROR_INPUT,
                  "%s: holds a NUL byte; write it as plain UTF-8 JSON", name);
        return NULL;
    }
    struct buffer copy;
    buffer_init(&copy);
    buffer_append(&copy, text.bytes, text.length);
    if (lines != NULL) {
        json_blank_comments(&copy);
    }
    struct arena arena = ARENA_INIT;
    struct document document = { .text = &copy,
                                 .name = name,
                                 .grammar = { .next = copy.bytes,
                                              .arena = &arena },
                                 .lines = lines };
    cJSON *root = parse(&document, error);
    arena_release(&arena);
    buffer_release(&copy);
    return root;
}

cJSON *json_parse_strict(struct span text, const char *name,
                         struct error *error)
{
    return parse_text(text, name, NULL, error);
}

cJSON *json_parse_commented(struct span text, const char *name,
                            struct json_lines *lines, struct error *error)
{
    map_init(&lines->items, sizeof(const cJSON *));
    lines->lines = NULL;
    return parse_text(text, name, lines, error);
}

void json_lines_release(struct json_lines *lines)
{
    map_release(&lines->items);
    memory_release(lines->lines);
}

uint32_t json_line_of(const struct json_lines *lines, const cJSON *item)
{
    uint32_t index = map_find(&lines->items, &item);
    return index == MAP_NONE ? 0 : lines->lines[index];
}
