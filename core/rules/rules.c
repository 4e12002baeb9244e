#include <math.h>
#include <string.h>
#include <strings.h>

#include "core/rules/rule.h"

const struct rule *const rules[] = {
#define RULE(name) &rule_##name,
#include "core/rules/rules.def"
#undef RULE
    NULL,
};

const struct rule_info *const *rule_infos(void)
{
    static const struct rule_info *const infos[] = {
#define RULE(name) &rule_##name.info,
#include "core/rules/rules.def"
#undef RULE
        NULL,
    };
    return infos;
}

const struct rule_info *rule_info_find(const char *id_or_name)
{
    for (const struct rule_info *const *info = rule_infos(); *info != NULL;
         info++) {
        if (strcasecmp((*info)->id, id_or_name) == 0 ||
            strcasecmp((*info)->name, id_or_name) == 0) {
            return *info;
        }
    }
    return NULL;
}

struct finding *rule_report(const struct rule *rule,
                            const struct rule_context *context)
{
    struct finding *finding = LIST_PUSH(context->arena, context->findings);
    *finding = (struct finding){
        .rule = &rule->info,
        .level = rule->info.level,
        .function = "",
        .benchmark = "",
        .package = "",
        .seen_function = "",
        .headline = "",
        .message = "",
        .metric = { .name = "",
                    .unit = "",
                    .change = { .benchmark = "" },
                    .base_share = (double)NAN,
                    .head_share = (double)NAN,
                    .limit = (double)NAN },
        .cause = { .text = "", .subject = "", .callee = "" },
        .line_hash = "",
        .key = "",
        .next_step = "",
        .signal = rule->info.signal,
        .tool_command = "",
        .escalation_command = "",
        .impact = "",
        .effort = rule->info.effort,
        .action = "",
        .also = "",
    };
    return finding;
}
