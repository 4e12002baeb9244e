#include "formats/test_event.h"

#include <stdint.h>
#include <string.h>

/* What is left of the line, and where decoded text goes. */
struct scanner {
    const char *next, *end;
    struct buffer *scratch;
};

static void skip_space(struct scanner *scanner)
{
    while (scanner->next < scanner->end &&
           memchr(" \t\r\n", *scanner->next, 4) != NULL) {
        scanner->next++;
    }
}

/* Takes the byte after white space when it is this one. */
static bool take_byte(struct scanner *scanner, char byte)
{
    skip_space(scanner);
    if (scanner->next == scanner->end || *scanner->next != byte) {
        return false;
    }
    scanner->next++;
    return true;
}

static bool take_hex(struct scanner *scanner, uint32_t *unit)
{
    uint32_t value = 0;
    if (scanner->end - scanner->next < 4) {
        return false;
    }
    for (int i = 0; i < 4; i++) {
        static const char digits[] = "0123456789abcdef";
        char byte = *scanner->next++;
        const char *digit =
            memchr(digits, byte >= 'A' && byte <= 'F' ? byte + 32 : byte, 16);
        if (digit == NULL) {
            return false;
        }
        value = value * 16 + (uint32_t)(digit - digits);
    }
    *unit = value;
    return true;
}

static void append_utf8(struct buffer *buffer, uint32_t rune)
{
    if (rune < 0x80) {
        buffer_byte(buffer, (char)rune);
        return;
    }
    if (rune < 0x800) {
        buffer_byte(buffer, (char)(0xc0 | rune >> 6));
    } else {
        if (rune < 0x10000) {
            buffer_byte(buffer, (char)(0xe0 | rune >> 12));
        } else {
            buffer_byte(buffer, (char)(0xf0 | rune >> 18));
            buffer_byte(buffer, (char)(0x80 | (rune >> 12 & 0x3f)));
        }
        buffer_byte(buffer, (char)(0x80 | (rune >> 6 & 0x3f)));
    }
    buffer_byte(buffer, (char)(0x80 | (rune & 0x3f)));
}

/* After "\u": one or, for a surrogate pair, two units of UTF-16. What is no
 * pair becomes U+FFFD, as in Go. */
static bool take_unicode(struct scanner *scanner)
{
    uint32_t rune;
    if (!take_hex(scanner, &rune)) {
        return false;
    }
    if (rune >= 0xd800 && rune < 0xdc00 && scanner->end - scanner->next >= 2 &&
        scanner->next[0] == '\\' && scanner->next[1] == 'u') {
        struct scanner ahead = *scanner;
        ahead.next += 2;
        uint32_t low;
        if (take_hex(&ahead, &low) && low >= 0xdc00 && low < 0xe000) {
            rune = 0x10000 + ((rune - 0xd800) << 10) + (low - 0xdc00);
            *scanner = ahead;
        }
    }
    bool is_lone = rune >= 0xd800 && rune < 0xe000;
    append_utf8(scanner->scratch, is_lone ? 0xfffd : rune);
    return true;
}

static bool take_escape(struct scanner *scanner)
{
    static const char letters[] = "\"\\/bfnrt";
    static const char meanings[] = "\"\\/\b\f\n\r\t";
    if (scanner->next == scanner->end) {
        return false;
    }
    char letter = *scanner->next++;
    if (letter == 'u') {
        return take_unicode(scanner);
    }
    const char *found = memchr(letters, letter, sizeof(letters) - 1);
    if (found == NULL) {
        return false;
    }
    buffer_byte(scanner->scratch, meanings[found - letters]);
    return true;
}

/* A quoted string, decoded to the end of scratch. */
static bool take_string(struct scanner *scanner, struct span *text)
{
    if (!take_byte(scanner, '"')) {
        return false;
    }
    size_t start = scanner->scratch->length;
    while (scanner->next < scanner->end) {
        const char *run = scanner->next;
        while (scanner->next < scanner->end && *scanner->next != '"' &&
               *scanner->next != '\\') {
            scanner->next++;
        }
        buffer_append(scanner->scratch, run, (size_t)(scanner->next - run));
        if (scanner->next == scanner->end) {
            break;
        }
        if (*scanner->next++ == '"') {
            text->bytes = scanner->scratch->bytes + start;
            text->length = scanner->scratch->length - start;
            return true;
        }
        if (!take_escape(scanner)) {
            break;
        }
    }
    return false;
}

/* Any value that is not a string. Brackets must only balance: nothing in them
 * is wanted, and no depth is recursed into. */
static bool skip_value(struct scanner *scanner)
{
    size_t depth = 0;
    const char *start = scanner->next;
    while (scanner->next < scanner->end) {
        struct span ignored;
        char byte = *scanner->next;
        if (byte == '"') {
            if (!take_string(scanner, &ignored)) {
                return false;
            }
            continue;
        }
        if (depth == 0 && (byte == ',' || byte == '}')) {
            return scanner->next > start;
        }
        if (byte == '{' || byte == '[') {
            depth++;
        } else if ((byte == '}' || byte == ']') && depth-- == 0) {
            return false;
        }
        scanner->next++;
    }
    return false;
}

static struct span *member_for(struct span name, struct test_event *event)
{
    struct {
        const char *name;
        struct span *text;
    } members[] = {
        { "Action", &event->action }, { "Package", &event->package },
        { "Test", &event->test },     { "ImportPath", &event->import_path },
        { "Output", &event->output },
    };
    for (size_t i = 0; i < sizeof(members) / sizeof(*members); i++) {
        if (span_equals(name, members[i].name)) {
            return members[i].text;
        }
    }
    return NULL;
}

static bool take_member(struct scanner *scanner, struct test_event *event)
{
    struct span name;
    if (!take_string(scanner, &name) || !take_byte(scanner, ':')) {
        return false;
    }
    skip_space(scanner);
    struct span *wanted = member_for(name, event);
    bool is_text = scanner->next < scanner->end && *scanner->next == '"';
    if (!is_text) {
        return skip_value(scanner);
    }
    struct span text;
    if (!take_string(scanner, &text)) {
        return false;
    }
    if (wanted != NULL) {
        *wanted = text;
    }
    return true;
}

bool test_event_parse(struct span line, struct buffer *scratch,
                      struct test_event *event)
{
    *event = (struct test_event){ .action = { "", 0 },
                                  .package = { "", 0 },
                                  .test = { "", 0 },
                                  .import_path = { "", 0 },
                                  .output = { "", 0 } };
    buffer_clear(scratch);
    /* Decoding never makes text longer: with this room nothing moves. */
    buffer_reserve(scratch, line.length + 1);
    struct scanner scanner = { line.bytes, line.bytes + line.length, scratch };
    if (!take_byte(&scanner, '{')) {
        return false;
    }
    do {
        if (!take_member(&scanner, event)) {
            return false;
        }
    } while (take_byte(&scanner, ','));
    bool is_closed = take_byte(&scanner, '}');
    skip_space(&scanner);
    return is_closed && scanner.next == scanner.end && event->action.length > 0;
}
