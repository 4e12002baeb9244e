#include "formats/text/clean.h"

#include <stdbool.h>
#include <string.h>

static const uint32_t replacement = 0xFFFD;
static const uint32_t visible_nul = 0x2400;

/* Length of the sequence that a first byte announces; 0: none. */
static size_t sequence_length(unsigned char first)
{
    if (first < 0x80) {
        return 1;
    }
    if (first >= 0xC2 && first <= 0xDF) {
        return 2;
    }
    if (first >= 0xE0 && first <= 0xEF) {
        return 3;
    }
    return first >= 0xF0 && first <= 0xF4 ? 4 : 0;
}

/* Neither overlong, nor a surrogate, nor beyond U+10FFFF. */
static bool is_valid(uint32_t character, size_t length)
{
    static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
    return character >= least[length] && character <= 0x10FFFF &&
           !(character >= 0xD800 && character <= 0xDFFF);
}

uint32_t utf8_next(const char **text)
{
    const unsigned char *bytes = (const unsigned char *)*text;
    if (bytes[0] == '\0') {
        return 0;
    }
    if (bytes[0] == 0xC0 && bytes[1] == 0x80) {
        *text += 2;
        return visible_nul;
    }
    size_t length = sequence_length(bytes[0]);
    uint32_t character =
        length > 1 ? bytes[0] & (0xFFU >> (length + 1)) : bytes[0];
    for (size_t i = 1; i < length; i++) {
        if ((bytes[i] & 0xC0) != 0x80) {
            length = 0;
            break;
        }
        character = character << 6 | (bytes[i] & 0x3FU);
    }
    if (length == 0 || !is_valid(character, length)) {
        *text += 1;
        return replacement;
    }
    *text += length;
    return character;
}

void utf8_append(struct buffer *out, uint32_t character)
{
    char bytes[4];
    size_t length = 1;
    if (character < 0x80) {
        bytes[0] = (char)character;
    } else if (character < 0x800) {
        bytes[0] = (char)(0xC0 | character >> 6);
        length = 2;
    } else if (character < 0x10000) {
        bytes[0] = (char)(0xE0 | character >> 12);
        length = 3;
    } else {
        bytes[0] = (char)(0xF0 | character >> 18);
        length = 4;
    }
    for (size_t i = 1; i < length; i++) {
        unsigned shift = (unsigned)(length - 1 - i) * 6;
        bytes[i] = (char)(0x80 | (character >> shift & 0x3F));
    }
    buffer_append(out, bytes, length);
}

size_t clean_plain_length(const char *text, const char *except)
{
    size_t length = 0;
    while (text[length] >= ' ' && text[length] <= '~' &&
           text[length] != except[0] && text[length] != except[1]) {
        length++;
    }
    return length;
}

void clean_utf8(struct buffer *out, const char *text)
{
    for (uint32_t character; (character = utf8_next(&text)) != 0;) {
        utf8_append(out, character);
    }
}

static bool is_control(uint32_t character)
{
    return character < 0x20 || (character >= 0x7F && character <= 0x9F);
}

/* Characters that turn the direction of what follows them. */
static bool is_bidirectional(uint32_t character)
{
    return (character >= 0x202A && character <= 0x202E) ||
           (character >= 0x2066 && character <= 0x2069) ||
           character == 0x200E || character == 0x200F || character == 0x061C;
}

static bool is_line_separator(uint32_t character)
{
    return character == 0x2028 || character == 0x2029;
}

/* What GitHub's runner trims before it looks for a command. */
static bool is_blank(uint32_t character)
{
    return character == ' ' || character == '\t' || character == 0xA0 ||
           character == 0x1680 ||
           (character >= 0x2000 && character <= 0x200A) ||
           character == 0x202F || character == 0x205F || character == 0x3000;
}

/* Whether only blanks stand before the end in the line that is being written:
 * callers indent. */
static bool is_at_line_start(const struct buffer *out)
{
    const char *newline = memrchr(out->bytes, '\n', out->length);
    const char *text = newline == NULL ? out->bytes : newline + 1;
    uint32_t character;
    do {
        character = utf8_next(&text);
    } while (is_blank(character));
    return character == 0;
}

static void add_visible(struct buffer *out, uint32_t character)
{
    if (character == '\n' || character == '\t') {
        buffer_byte(out, (char)character);
    } else if (is_control(character)) {
        buffer_printf(out, "\\x%02x", character);
    } else if (is_bidirectional(character) || is_line_separator(character)) {
        buffer_printf(out, "\\u{%x}", character);
    } else {
        utf8_append(out, character);
    }
}

/*
 * CI systems act on lines that begin with "::", and on "##[", "##vso[" and
 * "##teamcity[" wherever they stand: a backslash takes both apart.
 */
void clean_terminal(struct buffer *out, const char *text)
{
    bool at_start = is_at_line_start(out);
    uint32_t last =
        out->length > 0 ? (unsigned char)out->bytes[out->length - 1] : 0;
    for (;;) {
        size_t plain = clean_plain_length(text, "#:");
        if (plain > 0) {
            buffer_append(out, text, plain);
            at_start = at_start && strspn(text, " ") >= plain;
            last = (unsigned char)text[plain - 1];
            text += plain;
        }
        uint32_t character = utf8_next(&text);
        if (character == 0) {
            return;
        }
        bool is_command = at_start && character == ':' && text[0] == ':';
        if (is_command || (character == '#' && last == '#')) {
            buffer_byte(out, '\\');
        }
        add_visible(out, character);
        at_start = character == '\n' || (at_start && is_blank(character));
        last = character;
    }
}

static bool is_xml_character(uint32_t character)
{
    if (character < 0x20) {
        return character == '\t' || character == '\n' || character == '\r';
    }
    return character != 0xFFFE && character != 0xFFFF &&
           !is_bidirectional(character);
}

void clean_xml(struct buffer *out, const char *text)
{
    for (uint32_t character; (character = utf8_next(&text)) != 0;) {
        utf8_append(out, is_xml_character(character) ? character : replacement);
    }
}

static const char *html_entity(uint32_t character)
{
    switch (character) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

void clean_html(struct buffer *out, const char *text)
{
    for (uint32_t character; (character = utf8_next(&text)) != 0;) {
        const char *entity = html_entity(character);
        if (entity != NULL) {
            buffer_text(out, entity);
        } else {
            add_visible(out, character);
        }
    }
}

/* Of a bare address, which becomes a link: "https://", "www.". */
static bool is_address(const struct buffer *out, uint32_t character,
                       const char *rest)
{
    return (character == ':' && strncmp(rest, "//", 2) == 0) ||
           (character == '.' && out->length >= 3 &&
            memcmp(out->bytes + out->length - 3, "www", 3) == 0);
}

static bool is_word(uint32_t character)
{
    return (character >= '0' && character <= '9') ||
           (character >= 'A' && character <= 'Z') ||
           (character >= 'a' && character <= 'z') || character >= 0x80;
}

/* What follows the '&' of an entity. */
static bool is_entity(const char *rest)
{
    rest += rest[0] == '#';
    size_t length = 0;
    while (rest[length] != '\0' && is_word((unsigned char)rest[length])) {
        length++;
    }
    return length > 0 && rest[length] == ';';
}

/* '_' within a word is just that; quotes and lists begin a text. */
static bool is_markup(uint32_t last, uint32_t character, const char *rest)
{
    if (character == '_') {
        return !is_word(last) || !is_word((unsigned char)rest[0]);
    }
    if (character == '&') {
        return is_entity(rest);
    }
    const char *markup = last == 0 ? "\\`*[]<|~$>+-" : "\\`*[]<|~$";
    return character < 0x80 && strchr(markup, (int)character) != NULL;
}

void clean_markdown(struct buffer *out, const char *text)
{
    uint32_t last = 0;
    for (uint32_t character; (character = utf8_next(&text)) != 0;) {
        if (is_control(character) || is_line_separator(character)) {
            buffer_byte(out, ' ');
        } else if (is_bidirectional(character)) {
            utf8_append(out, replacement);
        } else if (character == '@' || character == '#') {
            /* GitHub looks for @name and #1 in the finished page, where no
             * escape is left: something invisible must stand between. */
            buffer_printf(out, "%c&#8203;", (int)character);
        } else {
            if (is_markup(last, character, text) ||
                is_address(out, character, text)) {
                buffer_byte(out, '\\');
            }
            utf8_append(out, character);
        }
        last = character;
    }
}

void clean_sarif_message(struct buffer *out, const char *text)
{
    for (uint32_t character; (character = utf8_next(&text)) != 0;) {
        if (character == '\n' || character == '\t' || character == '\r') {
            buffer_byte(out, ' ');
        } else if (is_control(character) || is_bidirectional(character)) {
            utf8_append(out, replacement);
        } else {
            if (character == '[' || character == ']' || character == '\\') {
                buffer_byte(out, '\\');
            }
            utf8_append(out, character);
        }
    }
}

static size_t longest_backticks(const char *text)
{
    size_t longest = 0, run = 0;
    for (; *text != '\0'; text++) {
        run = *text == '`' ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    return longest;
}

void clean_markdown_code(struct buffer *out, const char *text)
{
    if (text[0] == '\0') {
        buffer_text(out, "` `"); /* two ticks would begin another span */
        return;
    }
    size_t ticks = longest_backticks(text) + 1;
    buffer_repeat(out, '`', ticks);
    if (ticks > 1) {
        buffer_byte(out, ' ');
    }
    for (uint32_t character; (character = utf8_next(&text)) != 0;) {
        bool bad = is_control(character) || is_bidirectional(character);
        utf8_append(out, bad ? replacement : character);
    }
    if (ticks > 1) {
        buffer_byte(out, ' ');
    }
    buffer_repeat(out, '`', ticks);
}

static bool is_unreserved(unsigned char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || strchr("-._~/", byte) != NULL;
}

void clean_uri_path(struct buffer *out, const char *path)
{
    if (strncmp(path, "//", 2) == 0) {
        buffer_text(out, "%2F"); /* or the next part would be a host */
        path++;
    }
    for (; *path != '\0'; path++) {
        unsigned char byte = (unsigned char)*path;
        if (is_unreserved(byte)) {
            buffer_byte(out, *path);
        } else {
            buffer_printf(out, "%%%02X", byte);
        }
    }
}
