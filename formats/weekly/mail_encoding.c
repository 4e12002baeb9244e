#include "formats/weekly/mail_encoding.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "formats/text/clean.h"

enum { MOST_LINE = 76, MOST_ENCODED = 75 };

static void add_hexadecimal(struct buffer *out, unsigned char byte)
{
    buffer_printf(out, "=%02X", byte);
}

/* Valid UTF-8 without control characters. */
static void clean_value(struct buffer *out, const char *value)
{
    while (*value != '\0') {
        uint32_t character = utf8_next(&value);
        bool is_control = character < 0x20 ||
                          (character >= 0x7f && character < 0xa0) ||
                          character == 0x2028 || character == 0x2029;
        utf8_append(out, is_control ? ' ' : character);
    }
}

/* Whether it can stand as it is, folded at its blanks. "=?" would be taken
 * for an encoded word. */
static bool is_plain(const char *value)
{
    size_t word = 0;
    for (const char *byte = value; *byte != '\0'; byte++) {
        word = *byte == ' ' ? 0 : word + 1;
        if ((unsigned char)*byte >= 0x80 || word > MOST_LINE / 2) {
            return false;
        }
    }
    return strstr(value, "=?") == NULL;
}

static void add_folded(struct buffer *out, size_t column, const char *value)
{
    while (*(value += strspn(value, " ")) != '\0') {
        size_t length = strcspn(value, " ");
        bool fits = column + 1 + length <= MOST_LINE;
        buffer_text(out, fits ? " " : "\r\n ");
        buffer_append(out, value, length);
        column = (fits ? column : 0) + 1 + length;
        value += length;
    }
}

/* What needs no "=XX" in an encoded word wherever it stands. */
static bool is_word_byte(unsigned char byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= 'a' && byte <= 'z') ||
           (byte != '\0' && strchr("!*+-/", byte) != NULL);
}

static void encode_character(struct buffer *out, const char *bytes,
                             size_t length)
{
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        if (byte == ' ') {
            buffer_byte(out, '_');
        } else if (is_word_byte(byte)) {
            buffer_byte(out, bytes[i]);
        } else {
            add_hexadecimal(out, byte);
        }
    }
}

/* Words of at most 75 characters, none of which ends within a character. */
static void add_encoded(struct buffer *out, size_t column, const char *value)
{
    static const char begin[] = "=?utf-8?Q?", end[] = "?=";
    struct buffer word;
    buffer_init(&word);
    buffer_byte(out, ' ');
    column++;
    while (*value != '\0') {
        size_t most = MOST_ENCODED - column - strlen(begin) - strlen(end);
        buffer_clear(&word);
        while (*value != '\0') {
            size_t before = word.length;
            const char *start = value;
            utf8_next(&value);
            encode_character(&word, start, (size_t)(value - start));
            if (word.length > most) {
                buffer_truncate(&word, before);
                value = start;
                break;
            }
        }
        buffer_printf(out, "%s%s%s%s", begin, word.bytes, end,
                      *value != '\0' ? "\r\n " : "");
        column = 1;
    }
    buffer_release(&word);
}

void mail_add_header(struct buffer *out, const char *name, const char *value)
{
    struct buffer clean;
    buffer_init(&clean);
    clean_value(&clean, value);
    buffer_printf(out, "%s:", name);
    if (is_plain(clean.bytes)) {
        add_folded(out, strlen(name) + 1, clean.bytes);
    } else {
        add_encoded(out, strlen(name) + 1, clean.bytes);
    }
    buffer_text(out, "\r\n");
    buffer_release(&clean);
}

/* A blank at the end of a line would be lost. */
static bool is_body_byte(const char *text)
{
    unsigned char byte = (unsigned char)*text;
    bool ends_line = text[1] == '\n' || text[1] == '\0';
    return (byte > ' ' && byte < 0x7f && byte != '=') ||
           ((byte == ' ' || byte == '\t') && !ends_line);
}

void mail_add_quoted_printable(struct buffer *out, const char *text)
{
    size_t column = 0;
    for (; *text != '\0'; text++) {
        if (*text == '\n') {
            buffer_text(out, "\r\n");
            column = 0;
            continue;
        }
        size_t width = is_body_byte(text) ? 1 : 3;
        if (column + width > MOST_LINE - 1) {
            buffer_text(out, "=\r\n");
            column = 0;
        }
        if (width == 1) {
            buffer_byte(out, *text);
        } else {
            add_hexadecimal(out, (unsigned char)*text);
        }
        column += width;
    }
}
