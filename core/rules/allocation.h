/*
 * What the allocation rules share: a site of the heap profile as a finding.
 */
#ifndef CORE_RULES_ALLOCATION_H
#define CORE_RULES_ALLOCATION_H

#include "core/rules/rule.h"

/* Non-test code that head still has, with profiles on both sides. */
bool allocation_is_candidate(const struct allocation_site *site);

/* Share of alloc_space in head without what callees of the line allocate. */
double allocation_own_share(const struct allocation_site *site);

/* What escapes, by which use, and what it costs, in one sentence; `since` is
 * put behind the first two. Of a site whose cause is an escape. */
const char *allocation_escape_headline(const struct rule_context *context,
                                       const struct allocation_site *site,
                                       const char *since);

/* Reports the site with its cause; `objects` picks alloc_objects, else
 * alloc_space. */
struct finding *allocation_report(const struct rule *rule,
                                  const struct rule_context *context,
                                  const struct allocation_site *site,
                                  bool objects);

#endif
