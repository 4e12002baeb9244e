/*
 * One rule on a world, and a look at what it reported.
 */
#ifndef TESTS_UNIT_RULE_SUPPORT_H
#define TESTS_UNIT_RULE_SUPPORT_H

#include "analysis_support.h"

#include "core/rules/rule.h"

static inline void world_apply(struct world *world, const struct rule *rule)
{
    struct rule_context context = {
        .arena = &world->arena,
        .evidence = world->evidence,
        .config = &world->config,
        .comparison = &world->comparison,
        .past = world->report.past,
        .gates = &world->report.gates,
        .waivers = &world->report.waivers,
        .findings = &world->report.findings,
    };
    world->report.findings.count = 0;
    rule->check(rule, &context);
}

/* The finding, of which there must be no other. */
static inline const struct finding *world_finding(const struct world *world)
{
    static const struct finding none = { .headline = "(none)" };
    if (world->report.findings.count != 1) {
        fail_msg("%zu findings", world->report.findings.count);
        return &none;
    }
    return &world->report.findings.items[0];
}

static inline void world_is_silent(const struct world *world)
{
    if (world->report.findings.count != 0) {
        fail_msg("found: %s", world->report.findings.items[0].headline);
    }
}

#endif
