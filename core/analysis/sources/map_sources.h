/*
 * Pass: paths of profiles and of the compiler become paths below the source
 * root, or NULL for what is not in the repository.
 */
#ifndef CORE_ANALYSIS_MAP_SOURCES_H
#define CORE_ANALYSIS_MAP_SOURCES_H

#include "core/analysis/analysis.h"

/* Fills `path` of every profile line, diagnostic and flow step. */
void map_sources(struct analysis *analysis);

#endif
