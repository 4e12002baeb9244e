/*
 * Which functions the patch touches: what does not pass one cannot have
 * changed by it.
 */
#ifndef CORE_ANALYSIS_PATCHED_FUNCTION_H
#define CORE_ANALYSIS_PATCHED_FUNCTION_H

#include "core/analysis/analysis.h"

/* Whether the function around a line of head holds a changed line, or lost
 * one. */
bool patched_function_at(const struct analysis *analysis,
                         struct location location);

#endif
