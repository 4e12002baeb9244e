/*
 * "s.serve" of a method that is no call is a function that keeps s. The
 * compiler prints it as it does a field that goes into an interface.
 */
#ifndef CORE_ANALYSIS_METHOD_VALUES_H
#define CORE_ANALYSIS_METHOD_VALUES_H

#include "core/analysis/allocations/allocation_candidates.h"

/* Makes closures of the boxed values that are methods of the receiver of the
 * function around the line: of these alone the source tells the type. */
void method_values_find(const struct analysis *analysis,
                        const struct allocation_place *place,
                        struct candidates *candidates);

#endif
