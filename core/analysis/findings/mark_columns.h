/*
 * Pass: where on its line each place of a finding stands. Compilers count
 * bytes, profiles give none; SARIF and editors count UTF-16 code units. After
 * fingerprint, which drops the places that are not there.
 */
#ifndef CORE_ANALYSIS_MARK_COLUMNS_H
#define CORE_ANALYSIS_MARK_COLUMNS_H

#include "core/analysis/analysis.h"
#include "core/base/cursor.h"

/* `column` is the line's byte where the range begins, 1-based; 0 or beyond
 * the text: the first that is no blank. */
struct column_range column_range_of(struct span line, uint32_t column);

void mark_columns(struct analysis *analysis);

#endif
