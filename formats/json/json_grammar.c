#include "formats/json/json_grammar.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/strings.h"
#include "formats/text/clean.h"

static void skip_space(struct json_grammar *grammar)
{
    grammar->next += strspn(grammar->next, " \t\r\n");
}

static bool take_byte(struct json_grammar *grammar, char byte)
{
    if (*grammar->next != byte) {
        return false;
    }
    grammar->next++;
    return true;
}

static bool take_word(struct json_grammar *grammar, const char *word)
{
    if (!text_starts_with(grammar->next, word)) {
        return false;
    }
    grammar->next += strlen(word);
    return true;
}

static bool take_digits(struct json_grammar *grammar)
{
    size_t count = strspn(grammar->next, "0123456789");
    grammar->next += count;
    return count > 0;
}

static bool take_number(struct json_grammar *grammar)
{
    take_byte(grammar, '-');
    if (!take_byte(grammar, '0') && !take_digits(grammar)) {
        return false;
    }
    if (take_byte(grammar, '.') && !take_digits(grammar)) {
        return false;
    }
    if (take_byte(grammar, 'e') || take_byte(grammar, 'E')) {
        if (!take_byte(grammar, '+')) {
            take_byte(grammar, '-');
        }
        return take_digits(grammar);
    }
    return true;
}

/* Four hexadecimal digits behind "\u". */
static bool take_unit(struct json_grammar *grammar, unsigned *unit)
{
    char digits[5] = "";
    if (!take_word(grammar, "\\u") ||
        strspn(grammar->next, "0123456789abcdefABCDEF") < 4) {
        return false;
    }
    memcpy(digits, grammar->next, 4);
    *unit = (unsigned)strtoul(digits, NULL, 16);
    grammar->next += 4;
    return true;
}

/* Neither NUL nor half a character. */
static bool take_unicode(struct json_grammar *grammar)
{
    unsigned unit, low;
    if (!take_unit(grammar, &unit) || unit == 0) {
        return false;
    }
    if (unit < 0xD800 || unit > 0xDFFF) {
        return true;
    }
    return unit < 0xDC00 && take_unit(grammar, &low) && low >= 0xDC00 &&
           low <= 0xDFFF;
}

static bool take_escape(struct json_grammar *grammar)
{
    if (grammar->next[1] == 'u') {
        return take_unicode(grammar);
    }
    if (grammar->next[1] == '\0' ||
        strchr("\"\\/bfnrt", grammar->next[1]) == NULL) {
        return false;
    }
    grammar->next += 2;
    return true;
}

/* utf8_next() gives a replacement for each byte that is none; the real one is
 * longer. */
static bool take_character(struct json_grammar *grammar)
{
    const char *start = grammar->next;
    uint32_t character = utf8_next(&grammar->next);
    return character >= 0x20 &&
           (character < 0x800 || grammar->next - start > 2);
}

static bool take_string(struct json_grammar *grammar)
{
    if (!take_byte(grammar, '"')) {
        return false;
    }
    while (!take_byte(grammar, '"')) {
        bool ok = *grammar->next == '\\' ? take_escape(grammar)
                                         : take_character(grammar);
        if (!ok) {
            return false;
        }
    }
    return true;
}

static bool take_value(struct json_grammar *grammar);

static bool take_member(struct json_grammar *grammar, char open)
{
    skip_space(grammar);
    if (open == '{') {
        grammar->member = grammar->next;
        if (!take_string(grammar)) {
            return false;
        }
        skip_space(grammar);
        if (!take_byte(grammar, ':')) {
            return false;
        }
    }
    return take_value(grammar);
}

/* An object or an array. */
static bool take_list(struct json_grammar *grammar)
{
    char open = *grammar->next++;
    char close = open == '{' ? '}' : ']';
    skip_space(grammar);
    if (take_byte(grammar, close)) {
        return true;
    }
    do {
        if (!take_member(grammar, open)) {
            return false;
        }
        skip_space(grammar);
    } while (take_byte(grammar, ','));
    return take_byte(grammar, close);
}

static bool take_value(struct json_grammar *grammar)
{
    skip_space(grammar);
    *LIST_PUSH(grammar->arena, &grammar->starts) =
        grammar->member != NULL ? grammar->member : grammar->next;
    grammar->member = NULL;
    switch (*grammar->next) {
    case '{':
    case '[':
        if (grammar->depth == JSON_DEPTH_LIMIT) {
            return false;
        }
        grammar->depth++;
        if (!take_list(grammar)) {
            return false;
        }
        grammar->depth--;
        return true;
    case '"':
        return take_string(grammar);
    case 't':
        return take_word(grammar, "true");
    case 'f':
        return take_word(grammar, "false");
    case 'n':
        return take_word(grammar, "null");
    default:
        return take_number(grammar);
    }
}

bool json_grammar_object(struct json_grammar *grammar)
{
    take_word(grammar, "\xEF\xBB\xBF"); /* a byte order mark */
    skip_space(grammar);
    bool ok = *grammar->next == '{' && take_value(grammar);
    if (ok) {
        skip_space(grammar);
    }
    return ok;
}

bool json_grammar_is_too_deep(const struct json_grammar *grammar)
{
    return grammar->depth == JSON_DEPTH_LIMIT && *grammar->next != '\0' &&
           strchr("{[", *grammar->next) != NULL;
}
