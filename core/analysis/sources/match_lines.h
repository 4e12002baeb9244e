/*
 * Pass: which lines of the patch say what base said already: code that was
 * broken or indented otherwise, variables that got another name, lines that an
 * edit only stands beside; and where a line went that was moved within its
 * function. Marks them in the patch.
 */
#ifndef CORE_ANALYSIS_MATCH_LINES_H
#define CORE_ANALYSIS_MATCH_LINES_H

#include "core/analysis/analysis.h"

void match_lines(struct analysis *analysis);

#endif
