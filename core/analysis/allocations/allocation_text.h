/*
 * What a line of Go may allocate by its own text, whether or not the compiler
 * says anything about it: growth of maps and slices, channels, conversions.
 */
#ifndef CORE_ANALYSIS_ALLOCATION_TEXT_H
#define CORE_ANALYSIS_ALLOCATION_TEXT_H

#include "core/base/cursor.h"
#include "core/model/comparison.h"

#define ALLOCATION_TEXT_MOST 8

/* Distinct kinds, in a fixed order; comments and literals are not read. */
size_t allocation_text_kinds(struct span line,
                             enum cause_kind kinds[ALLOCATION_TEXT_MOST]);

/* Whether "+=" extends what is no element: a number, or a text, which then is
 * allocated anew. */
bool allocation_text_extends(struct span line);

/* What the line appends, as far as it says its type: "T" of "append(a, T{x})",
 * "*" of "append(a, &T{x})"; a view, or empty. */
struct span allocation_text_appended(struct span line);

#endif
