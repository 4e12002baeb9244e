/*
 * The line of the patch that may explain a finding, by the stacks on which it
 * is seen.
 */
#ifndef CORE_ANALYSIS_CHANGED_LINE_H
#define CORE_ANALYSIS_CHANGED_LINE_H

#include "core/analysis/findings/finding_stacks.h"

/* Whether the patch changes the line of head; not of no file. */
bool changed_line_is(const struct analysis *analysis, struct location location);

/* The changed line on the stacks whose cum grew most (the leafmost on ties);
 * NULL: none accounts for half of what grew. */
const struct carrier *changed_line_grown(const struct finding_stacks *stacks);

/* A changed line of a changed function on the stacks, else where one of them
 * lost code. Sets the finding's attribution, and gives the line on the stacks
 * that is of that function; NULL: nothing. */
const struct carrier *changed_line_of_function(const struct analysis *analysis,
                                               const struct carrier_list *lines,
                                               struct finding *finding,
                                               struct location *location);

#endif
