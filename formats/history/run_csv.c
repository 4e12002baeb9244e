#include <inttypes.h>
#include <math.h>
#include <stdio.h>

#include "formats/history/run_json.h"
#include "formats/text/csv.h"

void record_csv_head(const struct record_field *fields, struct buffer *out)
{
    struct csv_row row = { .out = out };
    for (; fields->name != NULL; fields++) {
        csv_field(&row, fields->name);
    }
    csv_end(&row);
}

static void add_number(struct csv_row *row, double number)
{
    char text[40];
    snprintf(text, sizeof(text), "%.10g", number);
    csv_field(row, isfinite(number) ? text : "");
}

void record_csv_row(const struct record_field *fields, const void *record,
                    struct buffer *out)
{
    struct csv_row row = { .out = out };
    char text[40];
    for (; fields->name != NULL; fields++) {
        switch (fields->kind) {
        case FIELD_NAME:
        case FIELD_TEXT:
            csv_name(&row, record_text(fields, record));
            break;
        case FIELD_INTEGER:
            snprintf(text, sizeof(text), "%" PRId64,
                     record_integer(fields, record));
            csv_field(&row, text);
            break;
        case FIELD_NUMBER:
            add_number(&row, record_number(fields, record));
            break;
        case FIELD_FLAG:
            csv_field(&row, record_flag(fields, record) ? "true" : "false");
            break;
        }
    }
    csv_end(&row);
}
