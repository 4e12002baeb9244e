#include "formats/json_strict.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/buffer.h"
#include "core/base/memory.h"
#include "core/base/strings.h"
#include "formats/clean.h"
#include "formats/json_comments.h"

struct start_list LIST_STRUCT(const char *);

/* Walks NUL-terminated text; each take_ function leaves `next` where it went
 * wrong. */
struct scanner {
    const char *next;
    size_t depth;
    const char *member;       /* where the name of the next value is; NULL */
    struct arena arena;       /* of the starts */
    struct start_list starts; /* of values, those in a value behind it */
};

static void skip_space(struct scanner *scanner)
{
    scanner->next += strspn(scanner->next, " \t\r\n");
}

static bool take_byte(struct scanner *scanner, char byte)
{
    if (*scanner->next != byte) {
        return false;
    }
    scanner->next++;
    return true;
}

static bool take_word(struct scanner *scanner, const char *word)
{
    if (!text_starts_with(scanner->next, word)) {
        return false;
    }
    scanner->next += strlen(word);
    return true;
}

static bool take_digits(struct scanner *scanner)
{
    size_t count = strspn(scanner->next, "0123456789");
    scanner->next += count;
    return count > 0;
}

static bool take_number(struct scanner *scanner)
{
    take_byte(scanner, '-');
    if (!take_byte(scanner, '0') && !take_digits(scanner)) {
        return false;
    }
    if (take_byte(scanner, '.') && !take_digits(scanner)) {
        return false;
    }
    if (take_byte(scanner, 'e') || take_byte(scanner, 'E')) {
        if (!take_byte(scanner, '+')) {
            take_byte(scanner, '-');
        }
        return take_digits(scanner);
    }
    return true;
}

/* Four hexadecimal digits behind "\u". */
static bool take_unit(struct scanner *scanner, unsigned *unit)
{
    char digits[5] = "";
    if (!take_word(scanner, "\\u") ||
        strspn(scanner->next, "0123456789abcdefABCDEF") < 4) {
        return false;
    }
    memcpy(digits, scanner->next, 4);
    *unit = (unsigned)strtoul(digits, NULL, 16);
    scanner->next += 4;
    return true;
}

/* Neither NUL nor half a character. */
static bool take_unicode(struct scanner *scanner)
{
    unsigned unit, low;
    if (!take_unit(scanner, &unit) || unit == 0) {
        return false;
    }
    if (unit < 0xD800 || unit > 0xDFFF) {
        return true;
    }
    return unit < 0xDC00 && take_unit(scanner, &low) && low >= 0xDC00 &&
           low <= 0xDFFF;
}

static bool take_escape(struct scanner *scanner)
{
    if (scanner->next[1] == 'u') {
        return take_unicode(scanner);
    }
    if (scanner->next[1] == '\0' ||
        strchr("\"\\/bfnrt", scanner->next[1]) == NULL) {
        return false;
    }
    scanner->next += 2;
    return true;
}

/* utf8_next() gives a replacement for each byte that is none; the real one is
 * longer. */
static bool take_character(struct scanner *scanner)
{
    const char *start = scanner->next;
    uint32_t character = utf8_next(&scanner->next);
    return character >= 0x20 &&
           (character < 0x800 || scanner->next - start > 2);
}

static bool take_string(struct scanner *scanner)
{
    if (!take_byte(scanner, '"')) {
        return false;
    }
    while (!take_byte(scanner, '"')) {
        bool ok = *scanner->next == '\\' ? take_escape(scanner)
                                         : take_character(scanner);
        if (!ok) {
            return false;
        }
    }
    return true;
}

static bool take_value(struct scanner *scanner);

static bool take_member(struct scanner *scanner, char open)
{
    skip_space(scanner);
    if (open == '{') {
        scanner->member = scanner->next;
        if (!take_string(scanner)) {
            return false;
        }
        skip_space(scanner);
        if (!take_byte(scanner, ':')) {
            return false;
        }
    }
    return take_value(scanner);
}

/* An object or an array. */
static bool take_list(struct scanner *scanner)
{
    char open = *scanner->next++;
    char close = open == '{' ? '}' : ']';
    skip_space(scanner);
    if (take_byte(scanner, close)) {
        return true;
    }
    do {
        if (!take_member(scanner, open)) {
            return false;
        }
        skip_space(scanner);
    } while (take_byte(scanner, ','));
    return take_byte(scanner, close);
}

static bool take_value(struct scanner *scanner)
{
    skip_space(scanner);
    *LIST_PUSH(&scanner->arena, &scanner->starts) =
        scanner->member != NULL ? scanner->member : scanner->next;
    scanner->member = NULL;
    switch (*scanner->next) {
    case '{':
    case '[':
        if (scanner->depth == JSON_DEPTH_LIMIT) {
            return false;
        }
        scanner->depth++;
        if (!take_list(scanner)) {
            return false;
        }
        scanner->depth--;
        return true;
    case '"':
        return take_string(scanner);
    case 't':
        return take_word(scanner, "true");
    case 'f':
        return take_word(scanner, "false");
    case 'n':
        return take_word(scanner, "null");
    default:
        return take_number(scanner);
    }
}

/* A document, and what messages call it. */
struct document {
    const struct buffer *text;
    const char *name;
    struct scanner scanner;
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
    const char *place = document->scanner.next;
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
    struct scanner *scanner = &document->scanner;
    take_word(scanner, "\xEF\xBB\xBF"); /* a byte order mark */
    skip_space(scanner);
    bool ok = *scanner->next == '{' && take_value(scanner);
    if (ok) {
        skip_space(scanner);
    }
    size_t place = (size_t)(scanner->next - document->text->bytes);
    if (ok && place == document->text->length) {
        return true;
    }
    if (scanner->depth == JSON_DEPTH_LIMIT && *scanner->next != '\0' &&
        strchr("{[", *scanner->next)) {
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
    const char *start = walk->document->scanner.starts.items[index];
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
        document->scanner.starts.count, sizeof(*document->lines->lines)));
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
    struct document document = { .text = &copy,
                                 .name = name,
                                 .scanner = { .next = copy.bytes,
                                              .arena = ARENA_INIT },
                                 .lines = lines };
    cJSON *root = parse(&document, error);
    arena_release(&document.scanner.arena);
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
