/*
 * The stacks on which a finding is seen, in the profile that shows its metric,
 * and the repository's lines on them.
 */
#ifndef CORE_ANALYSIS_FINDING_STACKS_H
#define CORE_ANALYSIS_FINDING_STACKS_H

#include "core/analysis/findings/carriers.h"
#include "core/analysis/profiles/tally.h"

/* That profile. */
struct finding_profile {
    const struct tally *tally; /* NULL: there is none */
    size_t measure;            /* of the tally */
    double unit;               /* of the measure: nanoseconds, bytes, objects */
};

struct finding_profile finding_profile_of(const struct analysis *analysis,
                                          const struct finding *finding);

struct finding_stacks {
    const struct analysis *analysis;
    const struct finding *finding;
    struct finding_profile profile;
    struct carrier_query query;
    struct carriers carriers; /* none without a profile */
};

struct finding_stacks finding_stacks_of(const struct analysis *analysis,
                                        const struct finding *finding);

/* Shows the hottest stack that passes the line, if one does. */
void finding_stacks_show(const struct finding_stacks *stacks,
                         struct finding *finding, struct location line);

/* By how much a line's cost changed as the finding did, at base's operations:
 * its growth, or what an improvement saves there. Of a benchmark's finding that
 * is its cost under the benchmark. */
double finding_stacks_growth(const struct finding_stacks *stacks,
                             const struct carrier *carrier, enum fold fold);

#endif
