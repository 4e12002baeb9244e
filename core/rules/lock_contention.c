#include <math.h>

#include "core/base/quantity.h"
#include "core/model/go_symbol.h"
#include "core/rules/rule.h"

/* Without enough replicates no test applies: a plain doubling of a large
 * share is worth a note, nothing more. */
static bool looks_worse(const struct config *config,
                        const struct contention_site *site)
{
    const struct change *delay = &site->delay;
    struct scope scope = contention_site_scope(site);
    return isnan(delay->p) && !delay->is_moved && delay->ratio >= 2 &&
           delay->head_share >=
               config_number(config, &config->waiting_share, &scope);
}

/* ", 195 us -> 732 us an operation of BenchmarkReserve" */
static const char *per_operation(const struct rule_context *context,
                                 const struct contention_site *site)
{
    const struct change *delay = &site->delay;
    if (isnan(delay->base_each) || isnan(delay->head_each)) {
        return "";
    }
    return arena_printf(context->arena, ", %s -> %s an operation of %s",
                        quantity_of(delay->base_each, "nanoseconds").text,
                        quantity_of(delay->head_each, "nanoseconds").text,
                        delay->benchmark);
}

static const char *describe(const struct rule_context *context,
                            const struct contention_site *site)
{
    const char *moved = site->delay.moved_with;
    bool is_less = site->delay.is_down;
    return arena_printf(
        context->arena,
        "%s: the wait for the lock that it releases%s%s is %s%s; %s of all "
        "mutex delay%s.",
        go_symbol_short(site->function), moved == NULL ? "" : " here and at ",
        moved == NULL ? "" : moved, quantity_change(site->delay.ratio).text,
        per_operation(context, site),
        quantity_percent(is_less ? site->delay.base_share
                                 : site->delay.head_share)
            .text,
        is_less ? " before" : "");
}

static void report(const struct rule *rule, const struct rule_context *context,
                   const struct contention_site *site)
{
    struct finding *finding = rule_report(rule, context);
    if (!site->delay.is_up || !site->is_per_operation) {
        finding->level = LEVEL_NOTE;
    }
    finding->state =
        site->delay.is_down ? FINDING_IMPROVEMENT : FINDING_REGRESSION;
    if (site->delay.is_down) {
        finding->level = LEVEL_NOTE;
    }
    finding->function = site->function;
    finding->benchmark = site->delay.benchmark;
    finding->location =
        site->is_only_base
            ? patch_place(&context->evidence->patch, site->location)
            : site->location;
    finding->seen_function = site->function;
    finding->metric.name = "mutex delay";
    finding->metric.unit = "nanoseconds";
    finding->metric.change = site->delay;
    finding->metric.base_share = site->delay.base_share;
    finding->metric.head_share = site->delay.head_share;
    finding->headline = describe(context, site);
}

static void check_lock_contention(const struct rule *rule,
                                  const struct rule_context *context)
{
    const struct contention_site_list *sites = &context->comparison->contention;
    for (size_t i = 0; i < sites->count; i++) {
        const struct contention_site *site = &sites->items[i];
        if (site->kind != PROFILE_MUTEX || site->is_test) {
            continue;
        }
        if (site->delay.is_up || site->delay.is_down ||
            looks_worse(context->config, site)) {
            report(rule, context, site);
        }
    }
}

const struct rule rule_lock_contention = {
    .info = {
        .id = "PERF3001",
        .name = "LockContention",
        .title = "Goroutines wait longer for a lock.",
        .summary = "The mutex profile says that goroutines wait longer for "
                   "each operation, for a lock that this line releases.",
        .level = LEVEL_WARNING,
        .pattern = &playbook_lock_contention,
        .category = &playbook_corrective,
        .signal = &playbook_cpu,
        .effort = "high",
        .tags = "performance,concurrency,lock",
        .precision = "medium",
    },
    .check = check_lock_contention,
};
