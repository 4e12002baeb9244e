#include "formats/json_strict.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/buffer.h"
#include "core/base/memory.h"
#include "core/base/strings.h"
#include "formats/clean.h"

/* Walks NUL-terminated text; each take_ function leaves `next` where it went
 * wrong. */
struct scanner {
    const char *next;
    size_t depth;
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

static bool check_syntax(const struct buffer *text, const char *name,
                         struct error *error)
{
    struct scanner scanner = { .next = text->bytes };
    take_word(&scanner, "\xEF\xBB\xBF"); /* a byte order mark */
    skip_space(&scanner);
    bool ok = *scanner.next == '{' && take_value(&scanner);
    if (ok) {
        skip_space(&scanner);
    }
    size_t place = (size_t)(scanner.next - text->bytes);
    if (ok && place == text->length) {
        return true;
    }
    if (scanner.depth == JSON_DEPTH_LIMIT && strchr("{[", *scanner.next)) {
        return error_set(error, ERROR_LIMIT,
                         "%s: nests deeper than %d; give a simpler file", name,
                         JSON_DEPTH_LIMIT);
    }
    return error_set(error, ERROR_INPUT,
                     "%s: is not one JSON object in UTF-8 (it goes wrong at "
                     "byte %zu); check it with a JSON tool",
                     name, place);
}

static int compare_keys(const void *left, const void *right)
{
    return text_compare(*(const char *const *)left,
                        *(const char *const *)right);
}

/* A key that stands twice in an object, or NULL. */
static const char *find_duplicate(const cJSON *object)
{
    size_t count = 0;
    const cJSON *item;
    const char **keys = memory_allocate(memory_size(
        (size_t)cJSON_GetArraySize(object) + 1, sizeof(const char *)));
    cJSON_ArrayForEach(item, object)
    {
        keys[count++] = item->string;
    }
    qsort(keys, count, sizeof(const char *), compare_keys);
    const char *duplicate = NULL;
    for (size_t i = 1; i < count && duplicate == NULL; i++) {
        duplicate = strcmp(keys[i - 1], keys[i]) == 0 ? keys[i] : NULL;
    }
    memory_release(keys);
    return duplicate;
}

static bool check_keys(const cJSON *value, const char *name,
                       struct error *error)
{
    const char *duplicate =
        cJSON_IsObject(value) ? find_duplicate(value) : NULL;
    if (duplicate != NULL) {
        return error_set(error, ERROR_INPUT,
                         "%s: \"%s\" must be there only once", name, duplicate);
    }
    const cJSON *item;
    cJSON_ArrayForEach(item, value)
    {
        if (!check_keys(item, name, error)) {
            return false;
        }
    }
    return true;
}

static cJSON *parse(const struct buffer *text, const char *name,
                    struct error *error)
{
    if (!check_syntax(text, name, error)) {
        return NULL;
    }
    cJSON *root = cJSON_Parse(text->bytes);
    if (root == NULL) {
        error_set(error, ERROR_INPUT,
                  "%s: holds a number of too many digits; shorten it", name);
        return NULL;
    }
    if (!check_keys(root, name, error)) {
        cJSON_Delete(root);
        return NULL;
    }
    return root;
}

cJSON *json_parse_strict(struct span text, const char *name,
                         struct error *error)
{
    if (text.length > 0 && memchr(text.bytes, '\0', text.length) != NULL) {
        error_set(error, ERROR_INPUT,
                  "%s: holds a NUL byte; write it as plain UTF-8 JSON", name);
        return NULL;
    }
    struct buffer copy;
    buffer_init(&copy);
    buffer_append(&copy, text.bytes, text.length);
    cJSON *root = parse(&copy, name, error);
    buffer_release(&copy);
    return root;
}
