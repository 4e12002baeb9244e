#include <math.h>
#include <string.h>

#include "core/base/quantity.h"
#include "core/base/strings.h"
#include "core/model/go_symbol.h"
#include "core/rules/benchmark.h"

/* Of the time that was added, so much may be CPU. */
static const double most_cpu = 0.5;

/* A benchmark waits when it does so for this part of its time. */
static const double least_waiting = 0.2;

static const struct operation_cost *cost_of(const struct rule_context *context,
                                            const char *benchmark)
{
    const struct operation_cost_list *costs =
        &context->comparison->operation_costs;
    for (size_t i = 0; i < costs->count; i++) {
        if (strcmp(costs->items[i].benchmark, benchmark) == 0) {
            return &costs->items[i];
        }
    }
    return NULL;
}

/*
 * Whether the CPU of the operation stayed while `growth` nanoseconds came on:
 * its interval lies within 5 %, or even the upper end of its growth is too
 * little to be the reason. An interval that is wide for want of samples says
 * nothing either way.
 */
static bool is_flat(const struct config *config,
                    const struct operation_cost *cost, double growth)
{
    if (cost == NULL) {
        return false;
    }
    struct scope scope = { .benchmark = cost->benchmark };
    double most = 1 + config_number(config, &config->up_relative, &scope);
    return !cost->rest_grew && !(cost->cpu.ratio > most) &&
           (cost->cpu.high <= most ||
            cost->cpu_growth_high <= most_cpu * growth);
}

/* Nanoseconds an operation; the lower end where there is one. */
static double growth_of(const struct change *delay)
{
    return isfinite(delay->low) && delay->base_each > 0
               ? delay->base_each * (delay->low - 1)
               : delay->head_each - delay->base_each;
}

static bool is_lock(const char *function)
{
    static const char *const locks[] = { "sync.(*Mutex).", "sync.(*RWMutex).",
                                         "internal/sync.(*Mutex)." };
    for (size_t i = 0; i < sizeof(locks) / sizeof(*locks); i++) {
        if (text_starts_with(function, locks[i])) {
            return true; /* LockContention tells of those */
        }
    }
    return false;
}

static bool is_candidate(const struct contention_site *site)
{
    bool is_waiting = site->kind == PROFILE_BLOCK || site->kind == PROFILE_WALL;
    return is_waiting && !site->is_test && site->is_per_operation &&
           !is_lock(site->lock) && site->delay.benchmark[0] != '\0';
}

/* As for locks: without a test a plain doubling of much is worth a note. */
static bool looks_worse(const struct config *config,
                        const struct contention_site *site)
{
    const struct change *delay = &site->delay;
    struct scope scope = contention_site_scope(site);
    return isnan(delay->p) && !delay->is_moved && delay->ratio >= 2 &&
           delay->head_share >=
               config_number(config, &config->waiting_share, &scope);
}

static const char *describe_site(const struct rule_context *context,
                                 const struct contention_site *site,
                                 const struct operation_cost *cost)
{
    const struct change *delay = &site->delay;
    const char *in = site->lock[0] == '\0' || site->kind == PROFILE_WALL
                         ? ""
                         : arena_printf(context->arena, " in %s",
                                        go_symbol_short(site->lock));
    return arena_printf(
        context->arena,
        "%s %s%s: %s -> %s an operation of %s, %s, while the CPU of one is "
        "%s -> %s.",
        go_symbol_short(site->function),
        site->kind == PROFILE_WALL ? "takes longer" : "waits longer", in,
        quantity_of(delay->base_each, "nanoseconds").text,
        quantity_of(delay->head_each, "nanoseconds").text, delay->benchmark,
        quantity_change(delay->ratio).text,
        quantity_of(cost->cpu.base_each, "nanoseconds").text,
        quantity_of(cost->cpu.head_each, "nanoseconds").text);
}

static void report_site(const struct rule *rule,
                        const struct rule_context *context,
                        const struct contention_site *site,
                        const struct operation_cost *cost)
{
    struct finding *finding = rule_report(rule, context);
    finding->level = site->delay.is_up ? rule->info.level : LEVEL_NOTE;
    finding->state = FINDING_REGRESSION;
    finding->function = site->function;
    finding->benchmark = site->delay.benchmark;
    finding->location =
        site->is_only_base
            ? patch_place(&context->evidence->patch, site->location)
            : site->location;
    finding->seen_function = site->function;
    finding->metric.name =
        site->kind == PROFILE_WALL ? "wall time" : "block delay";
    finding->metric.unit = "nanoseconds";
    finding->metric.change = site->delay;
    finding->metric.base_share = site->delay.base_share;
    finding->metric.head_share = site->delay.head_share;
    finding->headline = describe_site(context, site, cost);
}

static bool is_reported(const struct rule *rule,
                        const struct rule_context *context,
                        const char *benchmark)
{
    for (size_t i = 0; i < context->findings->count; i++) {
        const struct finding *finding = &context->findings->items[i];
        if (finding->rule == &rule->info &&
            strcmp(finding->benchmark, benchmark) == 0) {
            return true;
        }
    }
    return false;
}

/*
 * In the runs of the CPU profiles themselves, where time and CPU are of one
 * run: the time that is no CPU has most of what was added, and is a part worth
 * its name. A benchmark on several cores has more CPU than time, and never is.
 */
static bool waits_more(const struct operation_cost *cost)
{
    double base = cost->base_time - cost->cpu.base_each;
    double head = cost->head_time - cost->cpu.head_each;
    return head >= least_waiting * cost->head_time &&
           head - base >= most_cpu * (cost->head_time - cost->base_time) &&
           cost->head_time > cost->base_time;
}

static bool is_slower(const struct rule_context *context,
                      const struct benchmark_row *row)
{
    const struct config *config = context->config;
    struct scope scope = { .benchmark = row->name };
    return strcmp(row->unit, "sec/op") == 0 && row->is_significant &&
           row->ratio_low >=
               1 + config_number(config, &config->up_relative, &scope);
}

static void check_row(const struct rule *rule,
                      const struct rule_context *context,
                      const struct benchmark_row *row)
{
    const char *benchmark =
        arena_printf(context->arena, "Benchmark%.*s",
                     (int)go_benchmark_base_length(row->name), row->name);
    const struct operation_cost *cost = cost_of(context, benchmark);
    double growth = row->base_center * (row->ratio_low - 1) * 1e9;
    if (!is_flat(context->config, cost, growth) || !waits_more(cost) ||
        is_reported(rule, context, benchmark)) {
        return;
    }
    struct finding *finding = benchmark_report_row(rule, context, row);
    double waiting = 1 - cost->cpu.head_each / cost->head_time;
    finding->metric.change.is_up = true;
    finding->headline = arena_printf(
        context->arena,
        "Benchmark%s takes %s -> %s, while the CPU of an operation is %s -> "
        "%s: it waits for %s of its time.",
        row->name, quantity_of(row->base_center, row->unit).text,
        quantity_of(row->head_center, row->unit).text,
        quantity_of(cost->cpu.base_each, "nanoseconds").text,
        quantity_of(cost->cpu.head_each, "nanoseconds").text,
        quantity_percent(waiting).text);
}

static void check_io_bound(const struct rule *rule,
                           const struct rule_context *context)
{
    const struct contention_site_list *sites = &context->comparison->contention;
    const struct benchmark_row_list *rows = &context->comparison->benchmarks;
    for (size_t i = 0; i < sites->count; i++) {
        const struct contention_site *site = &sites->items[i];
        const struct operation_cost *cost =
            is_candidate(site) ? cost_of(context, site->delay.benchmark) : NULL;
        if (is_flat(context->config, cost, growth_of(&site->delay)) &&
            (site->delay.is_up || looks_worse(context->config, site))) {
            report_site(rule, context, site, cost);
        }
    }
    /* When the whole machine moved, it may be that others kept it busy. */
    for (size_t i = 0; i < rows->count && !context->comparison->machine_moved;
         i++) {
        if (is_slower(context, &rows->items[i])) {
            check_row(rule, context, &rows->items[i]);
        }
    }
}

const struct rule rule_io_bound = {
    .info = {
        .id = "PERF3002",
        .name = "IoBound",
        .title = "An operation waits longer, though its CPU stayed.",
        .summary = "Time spent waiting (for a channel, a timer, another "
                   "goroutine, the network) rose per operation, or the time "
                   "of a benchmark did, while the CPU of the operation did "
                   "not.",
        .level = LEVEL_WARNING,
        .pattern = &playbook_io_bound,
        .category = &playbook_strategic,
        .signal = &playbook_cpu,
        .effort = "high",
        .tags = "performance,latency,io",
        .precision = "medium",
    },
    .check = check_io_bound,
};
