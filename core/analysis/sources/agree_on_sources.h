/*
 * Pass: whether a function is in the repository, where the profiles disagree.
 *
 * Go's runtime writes one file for each function of a profile, that of the
 * frame that it met first. Of code with inlined calls this can be the callee's:
 * in one profile of ten, a function of the module that searches a slice stands
 * in sort/search.go. Its cost would go to its callers there, and come back in
 * the next profile as if it were new.
 */
#ifndef CORE_ANALYSIS_AGREE_ON_SOURCES_H
#define CORE_ANALYSIS_AGREE_ON_SOURCES_H

#include "core/analysis/analysis.h"

/*
 * Follows the majority of both sides' profiles, and those that say inside when
 * there is none: sets `path` of the lines of such functions. What is inside and
 * outside in one and the same profile are functions with one name (init); a
 * file that only one side's sources have is no disagreement.
 */
void agree_on_sources(struct analysis *analysis);

#endif
