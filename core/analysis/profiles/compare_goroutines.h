/*
 * Pass: how many goroutines stand at each stack, base against head
 * (comparison.goroutines).
 */
#ifndef CORE_ANALYSIS_COMPARE_GOROUTINES_H
#define CORE_ANALYSIS_COMPARE_GOROUTINES_H

#include "core/analysis/analysis.h"

/*
 * Dumps as text and goroutine profiles are compared alike: a stack is its
 * functions without the runtime's own frames, type arguments and the numbers
 * of closures; lines shift and are left out. Of several dumps of a side the
 * median counts. A stack that is new takes over what stood at stacks of the
 * same package that are gone: it was renamed, or moved.
 */
void compare_goroutines(struct analysis *analysis);

#endif
