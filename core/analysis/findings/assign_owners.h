/*
 * Pass: who owns the file that a finding stands in (core/model/path_owners.h).
 */
#ifndef CORE_ANALYSIS_ASSIGN_OWNERS_H
#define CORE_ANALYSIS_ASSIGN_OWNERS_H

#include "core/analysis/analysis.h"

/* Of the findings and improvements in their final place. */
void assign_owners(struct analysis *analysis);

#endif
