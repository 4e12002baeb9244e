#include "formats/text/csv.h"

#include <stdbool.h>
#include <string.h>

#include "formats/text/clean.h"

static bool is_control(uint32_t character)
{
    return (character < 0x20 && character != '\t' && character != '\n' &&
            character != '\r') ||
           (character >= 0x7f && character <= 0x9f);
}

static bool needs_quotes(const char *text)
{
    return strcmp(text, "\\.") == 0 || strpbrk(text, ",\"\n\r") != NULL ||
           *text == ' ' || (*text >= '\t' && *text <= '\r') ||
           strncmp(text, "::", 2) == 0;
}

void csv_field(struct csv_row *row, const char *text)
{
    if (row->fields++ > 0) {
        buffer_byte(row->out, ',');
    }
    bool is_quoted = needs_quotes(text);
    if (is_quoted) {
        buffer_byte(row->out, '"');
    }
    for (;;) {
        size_t plain = clean_plain_length(text, "\"\"");
        buffer_append(row->out, text, plain);
        text += plain;
        uint32_t character = utf8_next(&text);
        if (character == 0) {
            break;
        }
        if (character == '"') {
            buffer_byte(row->out, '"');
        }
        utf8_append(row->out, is_control(character) ? 0xFFFD : character);
    }
    if (is_quoted) {
        buffer_byte(row->out, '"');
    }
}

void csv_name(struct csv_row *row, const char *name)
{
    if (name[0] == '\0' || strchr("=+-@\t\r", name[0]) == NULL) {
        csv_field(row, name);
        return;
    }
    struct buffer quoted;
    buffer_init(&quoted);
    buffer_byte(&quoted, '\'');
    buffer_text(&quoted, name);
    csv_field(row, quoted.bytes);
    buffer_release(&quoted);
}

void csv_fill(struct csv_row *row, size_t fields)
{
    while (row->fields < fields) {
        csv_field(row, "");
    }
}

void csv_end(struct csv_row *row)
{
    buffer_byte(row->out, '\n');
    row->fields = 0;
}
