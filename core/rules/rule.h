/*
 * The contract of the rules: facts in, findings out. A rule is one file and
 * one line in rules.def. It looks at the comparison, appends findings with
 * their metric, place and words, and leaves attribution, merging, identity
 * and order to the passes that follow.
 */
#ifndef CORE_RULES_RULE_H
#define CORE_RULES_RULE_H

#include "core/base/arena.h"
#include "core/model/comparison.h"
#include "core/model/config.h"
#include "core/model/evidence.h"
#include "core/model/finding.h"
#include "core/model/past.h"
#include "core/model/rule_info.h"

/* What a rule sees and where it reports. */
struct rule_context {
    struct arena *arena;
    const struct evidence *evidence;
    const struct config *config;
    const struct comparison *comparison;
    const struct past *past;               /* NULL: nothing is known of it */
    struct gate_list *gates;               /* already decided */
    const struct waiver_use_list *waivers; /* applied, for rules about them */
    struct finding_list *findings;
};

struct rule {
    struct rule_info info;
    bool is_of_waivers; /* asked when these have been applied */
    void (*check)(const struct rule *rule, const struct rule_context *context);
};

#define RULE(name) extern const struct rule rule_##name;
#include "core/rules/rules.def"
#undef RULE

/* All rules, in the order of rules.def; ends with NULL. */
extern const struct rule *const rules[];
/* Their infos, same order; ends with NULL. */
const struct rule_info *const *rule_infos(void);
/* By id or name, NULL when there is none. */
const struct rule_info *rule_info_find(const char *id_or_name);

/* Appends a finding of this rule with the defaults filled in. */
struct finding *rule_report(const struct rule *rule,
                            const struct rule_context *context);

#endif
