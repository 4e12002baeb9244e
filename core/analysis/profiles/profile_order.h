/*
 * The order of pprof's tables: |flat delta| descending, the printed name
 * ("function file:line") by bytes, |cum delta| descending.
 */
#ifndef CORE_ANALYSIS_PROFILE_ORDER_H
#define CORE_ANALYSIS_PROFILE_ORDER_H

#include "core/model/profile_table.h"

void profile_order_sort(const struct profile_table_row **rows, size_t count);

#endif
