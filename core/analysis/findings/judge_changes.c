#include "core/analysis/findings/judge_changes.h"

#include <math.h>

#include "core/analysis/profiles/tally.h"
#include "core/stats/multiple.h"

/* A change and the wholes that it is a part of, at base's operations. */
struct judged {
    struct change *change;
    double base_total, head_total;
    struct scope scope; /* what it is the cost of */
};

struct family {
    const struct analysis *analysis;
    struct LIST_STRUCT(struct judged) members;
};

static void add_member(struct family *family, struct judged member)
{
    const struct config *config = family->analysis->config;
    const struct change *change = member.change;
    double whole = member.base_total + member.head_total;
    member.change->q = (double)NAN;
    member.change->is_up = false;
    member.change->is_down = false;
    if (!change->is_moved && !isnan(change->p) &&
        change->base + change->head >=
            config_number(config, &config->up_total, &member.scope) * whole) {
        *LIST_PUSH(family->analysis->arena, &family->members) = member;
    }
}

static void judge(const struct config *config, const struct judged *member)
{
    double least = config_number(config, &config->up_relative, &member->scope);
    struct change *change = member->change;
    double total = fmax(member->base_total, member->head_total);
    bool is_significant =
        change->q <= config->false_discovery &&
        fabs(change->head - change->base) >=
            config_number(config, &config->up_total, &member->scope) * total;
    change->is_up = is_significant && change->ratio >= 1 + least;
    change->is_down = is_significant && change->ratio <= 1 / (1 + least);
}

static void judge_family(const struct family *family)
{
    size_t count = family->members.count;
    struct arena *arena = family->analysis->arena;
    double *p = arena_array(arena, count, sizeof(double));
    double *q = arena_array(arena, count, sizeof(double));
    for (size_t i = 0; i < count; i++) {
        p[i] = family->members.items[i].change->p;
    }
    benjamini_hochberg(p, count, q);
    for (size_t i = 0; i < count; i++) {
        family->members.items[i].change->q = q[i];
        judge(family->analysis->config, &family->members.items[i]);
    }
}

static void judge_columns(const struct analysis *analysis,
                          const struct profile_diff *diff)
{
    struct family flat = { .analysis = analysis };
    struct family cum = { .analysis = analysis };
    struct family own = { .analysis = analysis };
    for (size_t i = 0; i < diff->functions.count; i++) {
        struct profile_row *row = &diff->functions.items[i];
        struct judged member = { .base_total = diff->scaled_base_total,
                                 .head_total = diff->scaled_head_total,
                                 .scope = profile_row_scope(row) };
        member.change = &row->flat;
        add_member(&flat, member);
        member.change = &row->cum;
        add_member(&cum, member);
        member.change = &row->own;
        add_member(&own, member);
    }
    judge_family(&flat);
    judge_family(&cum);
    judge_family(&own);
}

static void add_functions(struct family *family,
                          const struct profile_diff *diff)
{
    for (size_t i = 0; i < diff->functions.count; i++) {
        struct profile_row *row = &diff->functions.items[i];
        if (row->in_source && !row->is_test) {
            add_member(family,
                       (struct judged){ &row->own, diff->scaled_base_total,
                                        diff->scaled_head_total,
                                        profile_row_scope(row) });
        }
    }
}

static void add_sites(struct family *family)
{
    const struct allocation_site_list *sites =
        &family->analysis->comparison->allocations;
    const struct tally *tally = family->analysis->tallies[PROFILE_HEAP];
    if (sites->count == 0) {
        return;
    }
    struct change objects = tally_total_change(tally, 0);
    struct change bytes = tally_total_change(tally, 1);
    for (size_t i = 0; i < sites->count; i++) {
        struct allocation_site *site = &sites->items[i];
        struct scope scope = allocation_site_scope(site);
        if (!site->is_test) {
            add_member(family, (struct judged){ &site->objects, objects.base,
                                                objects.head, scope });
            add_member(family, (struct judged){ &site->bytes, bytes.base,
                                                bytes.head, scope });
        }
    }
}

static void add_locks(struct family *family, enum profile_kind kind)
{
    const struct contention_site_list *sites =
        &family->analysis->comparison->contention;
    const struct tally *tally = family->analysis->tallies[kind];
    if (tally == NULL) {
        return;
    }
    struct change total = tally_total_change(tally, 0);
    for (size_t i = 0; i < sites->count; i++) {
        struct contention_site *site = &sites->items[i];
        if (site->kind == kind && !site->is_test) {
            add_member(family,
                       (struct judged){ &site->delay, total.base, total.head,
                                        contention_site_scope(site) });
        }
    }
}

static void add_retained(struct family *family)
{
    const struct retained_site_list *sites =
        &family->analysis->comparison->retained;
    if (sites->count == 0) {
        return;
    }
    struct change total = tally_total_change(family->analysis->retained, 0);
    for (size_t i = 0; i < sites->count; i++) {
        struct retained_site *site = &sites->items[i];
        struct scope scope = { .path = site->location.file,
                               .function = site->function,
                               .benchmark = site->benchmark };
        if (!site->is_test) {
            add_member(family, (struct judged){ &site->bytes, total.base,
                                                total.head, scope });
        }
    }
}

static void add_cpu_cost(struct family *family)
{
    struct cpu_cost *cost = &family->analysis->comparison->cpu_cost;
    if (cost->is_known) {
        add_member(family, (struct judged){ .change = &cost->change,
                                            .base_total = cost->change.base,
                                            .head_total = cost->change.head });
    }
}

/* They are ratios, parts of nothing. */
static void add_scalings(struct family *family)
{
    const struct scaling_list *scalings =
        &family->analysis->comparison->scalings;
    for (size_t i = 0; i < scalings->count; i++) {
        add_member(family, (struct judged){
                               .change = &scalings->items[i].change,
                               .scope.benchmark = scalings->items[i].name });
    }
}

/* Its frequency is part of no whole. */
static void add_collector(struct family *family)
{
    struct collector_comparison *collector =
        &family->analysis->comparison->collector;
    if (collector->has_cpu) {
        add_member(family,
                   (struct judged){ .change = &collector->cpu,
                                    .base_total = collector->base_total,
                                    .head_total = collector->head_total });
    }
    if (collector->has_frequency) {
        add_member(family, (struct judged){ .change = &collector->frequency });
    }
}

void judge_changes(struct analysis *analysis)
{
    const struct profile_diff_list *diffs = &analysis->comparison->profiles;
    struct family family = { .analysis = analysis };
    for (size_t i = 0; i < diffs->count; i++) {
        judge_columns(analysis, &diffs->items[i]);
        if (diffs->items[i].kind == PROFILE_CPU) {
            /* Their own cost is judged once more, in the larger family. */
            add_functions(&family, &diffs->items[i]);
        }
    }
    add_sites(&family);
    add_locks(&family, PROFILE_MUTEX);
    add_locks(&family, PROFILE_BLOCK);
    add_locks(&family, PROFILE_WALL);
    add_retained(&family);
    add_cpu_cost(&family);
    add_collector(&family);
    add_scalings(&family);
    judge_family(&family);
}
