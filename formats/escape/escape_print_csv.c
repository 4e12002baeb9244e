#include <stdint.h>
#include <stdio.h>

#include "formats/escape/escape_print.h"
#include "formats/text/csv.h"

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
    csv_name(row, diagnostic->package);
    csv_name(row, location->file == NULL ? "" : location->file);
    add_number(row, location->line);
    add_number(row, location->column);
    csv_field(row, diagnostic_kind_name(diagnostic->kind));
    csv_name(row, diagnostic->subject);
    csv_name(row, diagnostic->function);
    csv_name(row, diagnostic->reason);
    csv_name(row, diagnostic->destination);
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
