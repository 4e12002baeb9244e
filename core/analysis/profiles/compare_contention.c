#include "core/analysis/profiles/compare_contention.h"

#include <math.h>
#include <stdlib.h>

#include "core/analysis/profiles/net_shifts.h"
#include "core/analysis/profiles/stack_frames.h"
#include "core/analysis/profiles/tally.h"
#include "core/analysis/profiles/unite_holders.h"

/* The lock's operation: the frame that the repository's line calls. */
struct lock_search {
    const struct profile *profile;
    const char *function;
    struct location location;
    size_t value; /* index of the delay */
    const char *lock;
    bool is_forwarded; /* the lock is a method of the repository's own */
    int64_t most;
};

static bool is_wanted(const struct lock_search *search, uint32_t line)
{
    const struct profile_line *entry = &search->profile->lines[line];
    return entry->path == search->location.file &&
           search->profile->functions[entry->function].name == search->function;
}

static void look_for_lock(void *context, const struct profile_sample *sample)
{
    struct lock_search *search = context;
    uint32_t own;
    if (!stack_own_line(search->profile, sample, &own) ||
        !is_wanted(search, own) ||
        sample->values[search->value] <= search->most) {
        return;
    }
    struct stack_walk walk = stack_from_leaf(search->profile, sample);
    uint32_t callee = own;
    for (uint32_t line; stack_next(&walk, &line) && line != own;) {
        callee = line;
    }
    search->most = sample->values[search->value];
    search->is_forwarded = search->profile->lines[callee].path != NULL;
    search->lock =
        search->profile->functions[search->profile->lines[callee].function]
            .name;
}

static struct lock_search find_lock(const struct tally *tally,
                                    const struct tally_node *node)
{
    struct lock_search search = { .function = node->function,
                                  .location = node->location,
                                  .value = tally->measures[0],
                                  .lock = "" };
    for (size_t i = tally->profile_count; i-- > 0 && search.most == 0;) {
        search.profile = tally->profiles[i].profile;
        search.profile->visit(search.profile, look_for_lock, &search);
    }
    return search;
}

static void add_site(const struct analysis *analysis, const struct tally *tally,
                     struct tally_query *query)
{
    const struct tally_node *node = &tally->lines.items[query->node];
    double base = tally_recorded(tally, query, false);
    double head = tally_recorded(tally, query, true);
    if (!node->in_source || base + head <= 0) {
        return;
    }
    struct change delay = tally_change(tally, query);
    struct lock_search found = find_lock(tally, node);
    double base_total = tally_total(tally, 0, false);
    double head_total = tally_total(tally, 0, true);
    size_t replicates = tally->base_count < tally->head_count
                            ? tally->base_count
                            : tally->head_count;
    *LIST_PUSH(analysis->arena, &analysis->comparison->contention) =
        (struct contention_site){
            .function = node->function,
            .location = node->location,
            .is_test = node->is_test,
            .is_only_base = node->is_only_base,
            .lock = found.lock,
            .is_forwarded = found.is_forwarded,
            .base_delay = (int64_t)base,
            .head_delay = (int64_t)head,
            .base_share = base_total > 0 ? base / base_total : 0,
            .head_share = head_total > 0 ? head / head_total : 0,
            .delay = delay,
            .is_per_operation = tally->is_per_operation,
            .replicates = (uint32_t)replicates,
            .kind = tally->kind,
            .benchmark = delay.benchmark,
        };
}

static int compare_sites(const void *left, const void *right)
{
    const struct contention_site *a = left, *b = right;
    if (a->kind != b->kind) {
        return a->kind < b->kind ? -1 : 1;
    }
    if (a->head_delay != b->head_delay) {
        return a->head_delay > b->head_delay ? -1 : 1;
    }
    int order = location_compare(a->location, b->location);
    if (order == 0) {
        order = text_compare(a->function, b->function);
    }
    return order != 0 ? order : a->is_only_base - b->is_only_base;
}

/* A lock that is released on another line than before is the same lock. */
static void net_sites(const struct analysis *analysis,
                      const struct tally *tally, size_t first)
{
    struct contention_site_list *sites = &analysis->comparison->contention;
    struct shift_problem problem = {
        .analysis = analysis,
        .tally = tally,
        .items = arena_array(analysis->arena, sites->count - first,
                             sizeof(struct shift_item)),
        .unit_value = 1,
    };
    for (size_t i = first; i < sites->count; i++) {
        struct contention_site *site = &sites->items[i];
        struct tally_query query = { .is_line = true, .fold = FOLD_OWN };
        query.node = tally_find_site(tally, site->function, site->location,
                                     site->is_only_base);
        if (!site->is_test) {
            problem.items[problem.count++] =
                (struct shift_item){ .query = query, .change = &site->delay };
        }
    }
    net_shifts(&problem);
}

static void compare_kind(const struct analysis *analysis,
                         const struct tally *tally)
{
    if (tally == NULL) {
        return;
    }
    size_t first = analysis->comparison->contention.count;
    struct tally_query query = { .is_line = true, .fold = FOLD_OWN };
    for (query.node = 0; query.node < tally->lines.count; query.node++) {
        add_site(analysis, tally, &query);
    }
    net_sites(analysis, tally, first);
    unite_holders(analysis, tally, first);
}

void compare_contention(struct analysis *analysis)
{
    compare_kind(analysis, analysis->tallies[PROFILE_MUTEX]);
    compare_kind(analysis, analysis->tallies[PROFILE_BLOCK]);
    compare_kind(analysis, analysis->tallies[PROFILE_WALL]);
    struct contention_site_list *sites = &analysis->comparison->contention;
    if (sites->count > 1) {
        qsort(sites->items, sites->count, sizeof(*sites->items), compare_sites);
    }
}
