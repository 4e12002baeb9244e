/*
 * What the two hotspot rules share: a row of the cpu profile as a finding.
 */
#ifndef CORE_RULES_HOTSPOT_H
#define CORE_RULES_HOTSPOT_H

#include "core/rules/rule.h"

/* The cpu diff with both sides, or NULL. */
const struct profile_diff *hotspot_diff(const struct rule_context *context);

/* Repository code, no test. Cost that only moved is neither up nor down. */
bool hotspot_is_candidate(const struct profile_row *row);

/* Reports the row at its function; without operations, growth of a share
 * alone is at most a note. */
struct finding *hotspot_report(const struct rule *rule,
                               const struct rule_context *context,
                               const struct profile_diff *diff,
                               const struct profile_row *row);

#endif
