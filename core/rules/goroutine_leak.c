#include <math.h>
#include <string.h>

#include "core/base/quantity.h"
#include "core/base/strings.h"
#include "core/model/go_symbol.h"
#include "core/rules/rule.h"

/* Waiting for another goroutine: for a connection, a timer or the collector
 * it is no fault to wait for long. */
static bool waits_for_another(const char *state)
{
    static const char *const starts[] = { "chan ", "select", "semacquire",
                                          "sync." };
    if (text_starts_with(state, "select (no cases)")) {
        return false; /* meant to stay for ever */
    }
    for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++) {
        if (text_starts_with(state, starts[i])) {
            return true;
        }
    }
    return false;
}

/* So many more, and twice as many. */
static bool has_grown(const struct config *config,
                      const struct goroutine_site *site, double base,
                      double head)
{
    struct scope scope = { .path = site->location.file,
                           .function = site->function };
    return head >=
               base + config_number(config, &config->leak_goroutines, &scope) &&
           head >= base * config_number(config, &config->leak_ratio, &scope);
}

static bool is_stuck(const struct config *config,
                     const struct goroutine_site *site)
{
    return waits_for_another(site->state) &&
           has_grown(config, site, (double)site->base_waiting,
                     (double)site->head_waiting);
}

enum reason {
    REASON_NONE,
    REASON_GROWN,  /* more goroutines than before */
    REASON_STUCK,  /* that have waited for minutes */
    REASON_LEAKED, /* the runtime has proved it */
};

/* Without base nothing is known to have grown; what waits for minutes may be
 * meant to. */
static enum reason reason_of(const struct rule_context *context,
                             const struct goroutine_site *site)
{
    const struct config *config = context->config;
    if (site->head_leaked > site->base_leaked) {
        return REASON_LEAKED;
    }
    if (context->comparison->has_base_goroutines &&
        has_grown(config, site, site->base, site->head)) {
        return REASON_GROWN;
    }
    return is_stuck(config, site) ? REASON_STUCK : REASON_NONE;
}

static const char *count_of(const struct rule_context *context, double count)
{
    return arena_printf(context->arena, "%s", quantity_of(count, "count").text);
}

/* "(chan receive, created by cache.New)" */
static const char *circumstances(const struct rule_context *context,
                                 const struct goroutine_site *site)
{
    const char *state = site->state;
    const char *creator = go_symbol_short(site->creator);
    const char *by = creator[0] != '\0' ? "created by " : "";
    if (state[0] == '\0' && by[0] == '\0') {
        return "";
    }
    return arena_printf(context->arena, " (%s%s%s%s)", state,
                        state[0] != '\0' && by[0] != '\0' ? ", " : "", by,
                        creator);
}

static const char *minutes_of(const struct rule_context *context,
                              const struct goroutine_site *site)
{
    if (site->head_waiting == 0) {
        return "";
    }
    return arena_printf(context->arena,
                        " %s of them %s waited for up to %u minute%s.",
                        count_of(context, (double)site->head_waiting),
                        site->head_waiting == 1 ? "has" : "have",
                        site->head_minutes, site->head_minutes == 1 ? "" : "s");
}

static const char *describe(const struct rule_context *context,
                            const struct goroutine_site *site,
                            enum reason reason)
{
    const char *function = go_symbol_short(site->function);
    const char *about = circumstances(context, site);
    switch (reason) {
    case REASON_LEAKED:
        return arena_printf(
            context->arena,
            "%s: nothing can ever wake %s goroutine%s that wait%s here%s.",
            function, count_of(context, (double)site->head_leaked),
            site->head_leaked == 1 ? "" : "s",
            site->head_leaked == 1 ? "s" : "", about);
    case REASON_STUCK:
        return arena_printf(
            context->arena,
            "%s: %s goroutines have waited here for up to %u minutes%s.",
            function, count_of(context, (double)site->head_waiting),
            site->head_minutes, about);
    case REASON_GROWN:
    case REASON_NONE:
        break;
    }
    return arena_printf(
        context->arena, "%s: %s -> %s goroutines stand here%s.%s", function,
        count_of(context, site->base), count_of(context, site->head), about,
        minutes_of(context, site));
}

static void add_stack(const struct rule_context *context,
                      const struct goroutine_site *site,
                      struct finding *finding)
{
    for (uint32_t i = site->frame_count; i-- > 0;) {
        const struct goroutine_frame *frame = &site->frames[i];
        struct finding_step *step = LIST_PUSH(context->arena, &finding->stack);
        step->location = frame->at;
        step->in_source = frame->path != NULL;
        if (frame->path != NULL) {
            step->location.file = frame->path;
        }
        step->function = frame->function;
        step->text = "";
    }
}

static void report(const struct rule *rule, const struct rule_context *context,
                   const struct goroutine_site *site, enum reason reason)
{
    struct finding *finding = rule_report(rule, context);
    bool has_base = context->comparison->has_base_goroutines;
    if (!has_base && reason == REASON_STUCK) {
        finding->level = LEVEL_NOTE;
    }
    finding->state = FINDING_FACT;
    finding->function = site->function;
    finding->location = site->location;
    finding->seen_function = site->location.file != NULL ? site->function : "";
    finding->metric.name = "goroutines";
    finding->metric.unit = "count";
    finding->metric.change =
        change_untested(has_base ? site->base : (double)NAN, site->head);
    finding->metric.change.base_share = (double)NAN;
    finding->metric.change.head_share = (double)NAN;
    if (site->base > 0) {
        finding->metric.change.ratio = site->head / site->base;
    }
    add_stack(context, site, finding);
    finding->headline = describe(context, site, reason);
}

static void check_goroutine_leak(const struct rule *rule,
                                 const struct rule_context *context)
{
    const struct goroutine_site_list *sites = &context->comparison->goroutines;
    for (size_t i = 0; i < sites->count; i++) {
        const struct goroutine_site *site = &sites->items[i];
        enum reason reason = reason_of(context, site);
        if (!site->is_test && reason != REASON_NONE) {
            report(rule, context, site, reason);
        }
    }
}

const struct rule rule_goroutine_leak = {
    .info = {
        .id = "PERF3003",
        .name = "GoroutineLeak",
        .title = "Goroutines pile up at one place.",
        .summary = "Ten more goroutines than before, and twice as many, stand "
                   "at one stack, or have waited there for minutes; or the "
                   "runtime has proved that nothing can wake them.",
        .level = LEVEL_WARNING,
        .pattern = &playbook_goroutine_leak,
        .category = &playbook_corrective,
        .signal = &playbook_goroutines,
        .effort = "high",
        .tags = "performance,concurrency,goroutine",
        .precision = "high",
    },
    .check = check_goroutine_leak,
};
