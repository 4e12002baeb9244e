#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "formats/csv.h"
#include "formats/escape_print.h"

/* A spreadsheet would take "=x" for a formula. */
static void add_text(struct csv_row *row, const char *text)
{
    if (text[0] == '\0' || strchr("=+-@", text[0]) == NULL) {
        csv_field(row, text);
        return;
    }
    struct buffer quoted;
    buffer_init(&quoted);
    buffer_byte(&quoted, '\'');
    buffer_text(&quoted, text);
    csv_field(row, quoted.bytes);
    buffer_release(&quoted);
}

static void add_number(struct csv_row *row, uint32_t number)
{
    char text[16] = "";
    if (number > 0) {
        snprintf(text, sizeof(text), "%u", number);
    }
    csv_field(row, text);
}

static void add_row(struct csv_row *row, const struct diagnostic *diagnostic)
{
    const struct location *location = &diagnostic->location;
    add_text(row, diagnostic->package);
    add_text(row, location->file == NULL ? "" : location->file);
    add_number(row, location->line);
    add_number(row, location->column);
    csv_field(row, diagnostic_kind_name(diagnostic->kind));
    add_text(row, diagnostic->subject);
    add_text(row, diagnostic->function);
    add_text(row, diagnostic->reason);
    add_text(row, diagnostic->destination);
    csv_end(row);
}

void escape_print_csv(const struct escape_listing *listing, struct buffer *out)
{
    struct csv_row row = { .out = out };
    buffer_text(out, listing->has_base ? "state," : "");
    buffer_text(out, "package,file,line,column,kind,subject,function,reason,"
                     "destination\n");
    for (size_t i = 0; i < listing->rows.count; i++) {
        const struct escape_row *entry = &listing->rows.items[i];
        if (listing->has_base) {
            csv_field(&row, entry->state);
        }
        add_row(&row, entry->diagnostic);
    }
}
