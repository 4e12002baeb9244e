/*
 * Pass: a function's own cost, judged by the lines that the patch changed in
 * it. A statement that is new costs what it costs, however much the others
 * vary from run to run; a function that is large beside it hides that.
 */
#ifndef CORE_ANALYSIS_EDITED_COST_H
#define CORE_ANALYSIS_EDITED_COST_H

#include "core/analysis/analysis.h"

/*
 * Of functions that grew as the changed lines in them did, and whose growth
 * alone is near significance: p becomes twice that of these lines together,
 * where that is less. Twice, because two tests were made. The amounts and the
 * interval stay the function's.
 */
void find_edited_cost(struct analysis *analysis);

#endif
