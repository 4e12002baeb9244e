#include "core/analysis/apply_config.h"

struct scope finding_scope(const struct finding *finding)
{
    bool is_of_benchmark = finding_is_of_benchmark(finding);
    return (struct scope){
        .path = finding->location.file,
        .function = is_of_benchmark ? "" : finding->function,
        .benchmark = is_of_benchmark ? finding->function : finding->benchmark,
    };
}

/* What the rule itself held for too uncertain stays so; a failure of a gate is
 * an error. False: the rule is off there. */
static bool set_level(const struct config *config, const struct scope *scope,
                      struct finding *finding)
{
    enum level wanted = finding->rule->level;
    if (!config_rule_level(config, finding->rule, scope, &wanted)) {
        return false;
    }
    bool is_lowered = finding->level < finding->rule->level;
    if (!finding->fails_gate && (!is_lowered || wanted < finding->level)) {
        finding->level = wanted;
    }
    return true;
}

void apply_config(struct analysis *analysis)
{
    struct finding_list *findings = &analysis->report->findings;
    size_t kept = 0;
    for (size_t i = 0; i < findings->count; i++) {
        struct finding *finding = &findings->items[i];
        struct scope scope = finding_scope(finding);
        if (set_level(analysis->config, &scope, finding)) {
            finding->effort =
                config_rule_effort(analysis->config, finding->rule, &scope);
            findings->items[kept++] = *finding;
        }
    }
    findings->count = kept;
}
