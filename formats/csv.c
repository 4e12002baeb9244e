#include "formats/csv.h"

#include <stdbool.h>
#include <string.h>

static bool is_control(char byte)
{
    unsigned char code = (unsigned char)byte;
    return (code < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') ||
           code == 0x7f;
}

static bool needs_quotes(const char *text)
{
    return strcmp(text, "\\.") == 0 || strpbrk(text, ",\"\n\r") != NULL ||
           *text == ' ' || (*text >= '\t' && *text <= '\r');
}

static void add_byte(struct buffer *out, char byte)
{
    if (is_control(byte)) {
        buffer_text(out, "\xef\xbf\xbd");
    } else {
        buffer_byte(out, byte);
    }
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
    for (; *text != '\0'; text++) {
        if (*text == '"') {
            buffer_byte(row->out, '"');
        }
        add_byte(row->out, *text);
    }
    if (is_quoted) {
        buffer_byte(row->out, '"');
    }
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
