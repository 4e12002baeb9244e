#include "formats/pprof/profile_table_print.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

#include "formats/text/csv.h"

static void add_integer(struct csv_row *row, int64_t value)
{
    char text[24];
    snprintf(text, sizeof(text), "%" PRId64, value);
    csv_field(row, text);
}

static void add_p(struct csv_row *row, double p)
{
    char text[40] = "";
    if (!isnan(p)) {
        snprintf(text, sizeof(text), "%.6g", p);
    }
    csv_field(row, text);
}

static void add_row(struct csv_row *out, const struct profile_table *table,
                    const struct profile_table_row *row)
{
    csv_name(out, row->name);
    if (table->by_line) {
        csv_name(out, row->file);
        add_integer(out, row->line);
    } else {
        csv_fill(out, 3);
    }
    add_integer(out, row->base_flat);
    add_integer(out, row->head_flat);
    add_integer(out, row->flat_delta);
    add_integer(out, row->base_cum);
    add_integer(out, row->head_cum);
    add_integer(out, row->cum_delta);
    add_p(out, row->p);
    csv_end(out);
}

void profile_table_csv(const struct profile_table *table, struct buffer *out)
{
    struct csv_row row = { .out = out };
    buffer_text(out, "name,file,line,base_flat,head_flat,flat_delta,base_cum,"
                     "head_cum,cum_delta,p\n");
    for (size_t i = 0; i < table->row_count; i++) {
        add_row(&row, table, &table->rows[i]);
    }
}
