/*
 * A command that shows a finding more closely: pasted in the module's root, it
 * runs. Names from the evidence cannot become commands of their own.
 */
#ifndef CORE_ANALYSIS_NEXT_STEP_H
#define CORE_ANALYSIS_NEXT_STEP_H

#include "core/analysis/analysis.h"

/* After attribution, which fills the stack and the place seen. */
const char *next_step_for(const struct analysis *analysis,
                          const struct finding *finding);

#endif
