#include <math.h>

#include "core/rules/rule.h"

/* Where the waiver is written; the lines of base's file are told in head's. */
static struct location place_of(const struct rule_context *context,
                                const struct waiver *waiver)
{
    struct location place = { .file = context->config->source_file,
                              .line = waiver->line };
    return place.file != NULL && context->config->is_of_base
               ? patch_place(&context->evidence->patch, place)
               : place;
}

static void report(const struct rule *rule, const struct rule_context *context,
                   const struct waiver_use *use)
{
    struct finding *finding = rule_report(rule, context);
    finding->state = FINDING_FACT;
    finding->function =
        arena_printf(context->arena, "waiver (%s)", use->subject);
    finding->location = place_of(context, use->waiver);
    finding->metric.name = "waiver";
    finding->metric.change = change_untested((double)NAN, (double)NAN);
    finding->headline = arena_printf(context->arena, "The waiver of %s %s.",
                                     use->subject, use->text);
}

static void check_waiver_expired(const struct rule *rule,
                                 const struct rule_context *context)
{
    for (size_t i = 0; i < context->waivers->count; i++) {
        if (context->waivers->items[i].is_told) {
            report(rule, context, &context->waivers->items[i]);
        }
    }
}

const struct rule rule_waiver_expired = {
    .info = {
        .id = "PERF5001",
        .name = "WaiverExpired",
        .title = "A waiver no longer holds.",
        .summary = "A waiver in the configuration is past its date, matches "
                   "nothing, cannot be read, or what it matches has grown "
                   "beyond its limit: what it waived counts again.",
        .level = LEVEL_WARNING,
        .pattern = &playbook_stale_waiver,
        .category = &playbook_hygiene,
        .signal = &playbook_cpu,
        .effort = "low",
        .tags = "performance,hygiene",
        .precision = "very-high",
    },
    .is_of_waivers = true,
    .check = check_waiver_expired,
};
