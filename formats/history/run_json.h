/*
 * Recorded runs as JSON: a line a run for export and import, rows for `history
 * list`. What is not known is null; times are seconds since 1970.
 */
#ifndef FORMATS_RUN_JSON_H
#define FORMATS_RUN_JSON_H

#include <cjson/cJSON.h>

#include "core/base/buffer.h"
#include "core/base/cursor.h"
#include "core/base/error.h"
#include "core/model/run_record.h"

/* Adds the members of a row of any table of fields. */
void record_json(cJSON *object, const struct record_field *fields,
                 const void *row);

/* Appends {"schema": "perfscribe-run", "version": 1, ...} with all parts and
 * a line end. */
void run_json_print(const struct run_record *run, struct buffer *out);

/*
 * The inverse. Keys that are not known are passed over, those that are missing
 * count as not known. ERROR_INPUT for anything but such an object; `name` is
 * for messages. Texts live in the arena.
 */
WARN_UNUSED bool run_json_parse(struct span line, const char *name,
                                struct arena *arena, struct run_record *run,
                                struct error *error);

/* The columns of a table of fields, and a row of it. */
void record_csv_head(const struct record_field *fields, struct buffer *out);
void record_csv_row(const struct record_field *fields, const void *row,
                    struct buffer *out);

#endif
