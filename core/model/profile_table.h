/*
 * Two profiles as one table: `go tool pprof -top -diff_base` as data, with
 * the values of both sides kept. Lives in the arena it was built in;
 * core/analysis/profiles/profile_table.h builds it.
 */
#ifndef CORE_MODEL_PROFILE_TABLE_H
#define CORE_MODEL_PROFILE_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/model/profile.h"

/* A function, or one of its lines. */
struct profile_table_row {
    const char *name;
    const char *file; /* as in the profile; "" for functions */
    int64_t line;     /* 0 for functions */
    int64_t base_flat, head_flat, flat_delta;
    int64_t base_cum, head_cum, cum_delta;
    double p; /* two-sided, that flat's share did not change; NAN: no test */
    /* How callers reach it, when the calls were asked for. */
    bool is_inlined, is_called;
};

struct profile_table {
    struct value_type value; /* what the rows count */
    bool by_line;
    struct profile_table_row *rows; /* by |flat_delta|, name, |cum_delta| */
    size_t row_count;
    /* Of head when it has mappings, else of base; "": not known. */
    const char *binary, *build_id;
    int64_t time_nanos;     /* the earlier; 0: unknown */
    int64_t duration_nanos; /* of both together; 0: unknown */
    int64_t base_total, head_total;
    /* Sums of the values' magnitudes; base's is what percentages refer to.
     * Only when the calls were asked for. */
    int64_t base_magnitude, head_magnitude;
};

#endif
