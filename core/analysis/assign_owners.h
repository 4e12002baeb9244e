/*
 * Pass: who owns the file that a finding stands in: whom the configuration
 * names, else by CODEOWNERS. Of these base's count, as they do on GitHub: a
 * change does not choose who looks at it.
 */
#ifndef CORE_ANALYSIS_ASSIGN_OWNERS_H
#define CORE_ANALYSIS_ASSIGN_OWNERS_H

#include "core/analysis/analysis.h"

/* Of the findings and improvements in their final place. */
void assign_owners(struct analysis *analysis);

#endif
