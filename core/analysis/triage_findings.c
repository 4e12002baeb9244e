#include <math.h>
#include <string.h>

#include "core/analysis/describe_findings.h"
#include "core/model/go_symbol.h"

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

/* High: a share of 5 % or more, or beyond a gate's limit. */
static bool has_high_impact(const struct config *config,
                            const struct finding *finding)
{
    return finding->fails_gate ||
           fmax(finding->metric.base_share, finding->metric.head_share) >=
               config->hot_share;
}

const char *triage_action(const char *impact, const char *effort)
{
    bool high_effort = strcmp(effort, "high") == 0;
    if (strcmp(impact, "high") == 0) {
        return high_effort ? "design review" : "immediate PR";
    }
    return high_effort ? "defer" : "batch fixes";
}

/* An anchored regular expression that go test -bench takes. */
static const char *bench_pattern(const struct finding *finding)
{
    return finding->benchmark[0] == '\0' ? "." : finding->benchmark;
}

static const char *next_step_for(const struct analysis *analysis,
                                 const struct finding *finding)
{
    const char *bench = bench_pattern(finding);
    const char *function = go_symbol_short(finding->function);
    const char *name = finding->metric.name;
    if (text_starts_with(name, "alloc_")) {
        return arena_printf(
            analysis->arena,
            "go test -run '^$' -bench '%s' -gcflags=-m=2 ./... 2>&1 | grep "
            "-F '%s:%u:'",
            bench, finding->location.file != NULL ? finding->location.file : "",
            finding->location.line);
    }
    if (strcmp(name, "cpu") == 0) {
        return arena_printf(analysis->arena,
                            "go test -run '^$' -bench '%s' -cpuprofile "
                            "cpu.out . && go tool pprof -peek '%s$' cpu.out",
                            bench,
                            strrchr(function, '.') != NULL
                                ? strrchr(function, '.') + 1
                                : function);
    }
    if (strcmp(name, "mutex delay") == 0) {
        return arena_printf(analysis->arena,
                            "go test -run '^$' -bench '%s' -mutexprofile "
                            "mutex.out . && go tool pprof -top mutex.out",
                            bench);
    }
    return arena_printf(analysis->arena,
                        "go test -run '^$' -bench '%s' -benchmem -count=%d",
                        bench, analysis->config->least_runs);
}

static void triage(const struct analysis *analysis, struct finding *finding)
{
    bool high_impact = has_high_impact(analysis->config, finding);
    finding->weight = weight_of(finding);
    finding->impact = high_impact ? "high" : "low";
    finding->action = triage_action(finding->impact, finding->effort);
    finding->next_step = next_step_for(analysis, finding);
    finding->is_in_patch =
        finding->location.file != NULL &&
        patch_has_line(&analysis->evidence->patch, finding->location.file,
                       finding->location.line);
}

void triage_findings(struct analysis *analysis)
{
    struct finding_list *findings = &analysis->report->findings;
    for (size_t i = 0; i < findings->count; i++) {
        triage(analysis, &findings->items[i]);
    }
}
