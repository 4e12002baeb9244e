/*
 * A lock behind a type of the repository's own ("(*Guard).Unlock") has many
 * holders, and when one keeps it longer the others wait and make others wait.
 */
#ifndef CORE_ANALYSIS_UNITE_HOLDERS_H
#define CORE_ANALYSIS_UNITE_HOLDERS_H

#include "core/analysis/analysis.h"
#include "core/analysis/profiles/tally.h"

/*
 * Of the contention sites from `first` on, all of the tally: those of one such
 * lock whose delay went the same way become one, at the one that changed most.
 * What is compared with another place already stays alone.
 */
void unite_holders(const struct analysis *analysis, const struct tally *tally,
                   size_t first);

#endif
