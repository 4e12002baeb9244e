#include "core/analysis/profiles/compare_retained.h"

#include <stdlib.h>

#include "core/analysis/profiles/net_shifts.h"
#include "core/analysis/profiles/tally.h"

static void add_site(const struct analysis *analysis,
                     const struct tally_query *query)
{
    const struct tally *tally = analysis->retained;
    const struct tally_node *node = &tally->lines.items[query->node];
    double base = tally_recorded(tally, query, false);
    double head = tally_recorded(tally, query, true);
    if (!node->in_source || base + head <= 0) {
        return;
    }
    struct change bytes = tally_change(tally, query);
    size_t replicates = tally->base_count < tally->head_count
                            ? tally->base_count
                            : tally->head_count;
    *LIST_PUSH(analysis->arena, &analysis->comparison->retained) =
        (struct retained_site){
            .function = node->function,
            .location = node->location,
            .is_test = node->is_test,
            .is_only_base = node->is_only_base,
            .base_share = bytes.base_share,
            .head_share = bytes.head_share,
            .base_bytes = base / (double)tally->base_count,
            .head_bytes = head / (double)tally->head_count,
            .bytes = bytes,
            .replicates = (uint32_t)replicates,
            .benchmark = bytes.benchmark,
        };
}

static int compare_sites(const void *left, const void *right)
{
    const struct retained_site *a = left, *b = right;
    if (a->bytes.head < b->bytes.head || a->bytes.head > b->bytes.head) {
        return a->bytes.head > b->bytes.head ? -1 : 1;
    }
    int order = location_compare(a->location, b->location);
    if (order == 0) {
        order = text_compare(a->function, b->function);
    }
    return order != 0 ? order : a->is_only_base - b->is_only_base;
}

static void net_sites(const struct analysis *analysis)
{
    const struct tally *tally = analysis->retained;
    struct retained_site_list *sites = &analysis->comparison->retained;
    struct shift_problem problem = {
        .analysis = analysis,
        .tally = tally,
        .items = arena_array(analysis->arena, sites->count,
                             sizeof(struct shift_item)),
        .unit_value = 1,
    };
    for (size_t i = 0; i < sites->count; i++) {
        struct retained_site *site = &sites->items[i];
        struct tally_query query = { .is_line = true, .fold = FOLD_OWN };
        query.node = tally_find_site(tally, site->function, site->location,
                                     site->is_only_base);
        if (!site->is_test) {
            problem.items[problem.count++] =
                (struct shift_item){ .query = query, .change = &site->bytes };
        }
    }
    net_shifts(&problem);
}

void compare_retained(struct analysis *analysis)
{
    struct tally *tally = tally_build_retained(analysis);
    analysis->retained = tally;
    if (tally == NULL || tally->base_count == 0 || tally->head_count == 0) {
        return;
    }
    struct tally_query query = { .is_line = true, .fold = FOLD_OWN };
    for (query.node = 0; query.node < tally->lines.count; query.node++) {
        add_site(analysis, &query);
    }
    struct retained_site_list *sites = &analysis->comparison->retained;
    if (sites->count > 1) {
        qsort(sites->items, sites->count, sizeof(*sites->items), compare_sites);
    }
    net_sites(analysis);
}
