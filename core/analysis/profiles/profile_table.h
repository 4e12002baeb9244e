/*
 * Joins two profiles into one table (core/model/profile_table.h) as
 * `go tool pprof -top -diff_base` does: functions by name; lines by function,
 * file and line; sample types reduced to those that both have, in head's
 * order; values in the finer of two units.
 */
#ifndef CORE_ANALYSIS_PROFILE_TABLE_H
#define CORE_ANALYSIS_PROFILE_TABLE_H

#include "core/analysis/sources/line_places.h"
#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/model/profile_table.h"

struct profile_table_request {
    const struct profile *base,
        *head;                /* names interned in one struct strings */
    const char *sample_index; /* name or number; NULL: pprof's default */
    bool by_line;
    /* Lines of base stand where head has them (line_places.h); NULL: where the
     * profiles have them, as pprof does. */
    const struct line_places *places;
    bool with_calls; /* is_inlined, is_called: walks both profiles again */
};

/* ERROR_USAGE: no such sample type; ERROR_INPUT: none in common, units that do
 * not convert, an overflow; ERROR_LIMIT: too much text. */
WARN_UNUSED bool profile_table_build(
    const struct profile_table_request *request, struct arena *arena,
    struct profile_table *table, struct error *error);

#endif
