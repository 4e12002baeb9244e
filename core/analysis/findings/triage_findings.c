#include <math.h>
#include <string.h>

#include "core/analysis/apply_config.h"
#include "core/analysis/findings/describe_findings.h"
#include "core/analysis/findings/look_closer.h"
#include "core/analysis/findings/next_step.h"

/* The relative change, at most 1; a fact weighs its share. */
static double weight_of(const struct finding *finding)
{
    const struct metric *metric = &finding->metric;
    double ratio = metric->change.ratio;
    if (finding->state == FINDING_FACT || isnan(ratio)) {
        return isnan(metric->head_share) ? 0 : fmin(metric->head_share, 1);
    }
    if (finding->state == FINDING_IMPROVEMENT) {
        return fmin(fabs(1 - ratio), 1);
    }
    return fmin(fabs(ratio - 1), 1);
}

/* Every benchmark pays for it. */
static bool is_of_all(const struct finding *finding)
{
    return finding->state != FINDING_FACT && finding->benchmark[0] == '\0' &&
           finding->seen_function[0] == '\0';
}

/* High: a share of 5 % or more, beyond a gate's limit, or what the
 * configuration calls critical. */
static bool has_high_impact(const struct config *config,
                            const struct finding *finding)
{
    struct scope scope = finding_scope(finding);
    return finding->fails_gate || is_of_all(finding) ||
           config_is_critical(config, finding->function) ||
           fmax(finding->metric.base_share, finding->metric.head_share) >=
               config_number(config, &config->hot_share, &scope);
}

void triage_finding(const struct analysis *analysis, struct finding *finding)
{
    bool high_impact = has_high_impact(analysis->config, finding);
    finding->weight = weight_of(finding);
    finding->impact = high_impact ? "high" : "low";
    finding->action = playbook_action(finding->impact, finding->effort);
    finding->next_step = next_step_for(analysis, finding);
    look_closer(analysis, finding);
    finding->is_in_patch =
        finding->location.file != NULL &&
        patch_has_line(&analysis->evidence->patch, finding->location.file,
                       finding->location.line);
}

void triage_findings(struct analysis *analysis)
{
    struct finding_list *findings = &analysis->report->findings;
    for (size_t i = 0; i < findings->count; i++) {
        triage_finding(analysis, &findings->items[i]);
    }
}
