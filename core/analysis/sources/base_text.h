/*
 * A file of base as head and the patch have it, for when base's own tree was
 * not given.
 */
#ifndef CORE_ANALYSIS_BASE_TEXT_H
#define CORE_ANALYSIS_BASE_TEXT_H

#include "core/analysis/analysis.h"

/* The text of the file before the patch; empty for a file that is new. Lives
 * in the analysis' arena. */
struct span base_text(const struct analysis *analysis,
                      const struct patch_file *file);

#endif
