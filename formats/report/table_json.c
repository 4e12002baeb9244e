#include "formats/report/table_json.h"

#include <math.h>

#include "core/base/quantity.h"
#include "core/model/go_symbol.h"
#include "formats/json/json_tree.h"

/* What a page shows, and what the file holds: 10,000 functions must stay a file
 * that one can open, and what changed least is told by `perfscribe diff`. */
enum { MOST_SHOWN = 50, MOST_ROWS = 200, MOST_SITES = 1000, MOST_PARTS = 100 };

/* Of each side's profile. */
static void add_shares(cJSON *object, double base, double head)
{
    json_add_number(object, "base_share", base);
    json_add_number(object, "head_share", head);
    json_add_quantity(object, "base_share_text", quantity_percent(base));
    json_add_quantity(object, "head_share_text", quantity_percent(head));
}

static void add_comparison(cJSON *object, const struct change *change,
                           const char *unit)
{
    json_add_number(object, "base", change->base);
    json_add_number(object, "head", change->head);
    json_add_quantity(object, "base_text", quantity_of(change->base, unit));
    json_add_quantity(object, "head_text", quantity_of(change->head, unit));
    json_add_number(object, "ratio", change->ratio);
    json_add_quantity(object, "change_text", quantity_change(change->ratio));
    json_add_probability(object, "p", change->p);
    json_add_probability(object, "q", change->q);
    json_add_flag(object, "is_up", change->is_up);
    json_add_flag(object, "is_down", change->is_down);
}

static void add_function(cJSON *list, const struct profile_diff *diff,
                         size_t index)
{
    const struct profile_row *row = &diff->functions.items[index];
    cJSON *object = json_push_object(list);
    json_add_text(object, "function", row->function);
    json_add_text(object, "function_short", go_symbol_short(row->function));
    json_add_text(object, "file", row->location.file);
    json_add_flag(object, "in_source", row->in_source);
    json_add_flag(object, "is_shown", index < MOST_SHOWN);
    json_add_integer(object, "base_flat", row->base_flat);
    json_add_integer(object, "head_flat", row->head_flat);
    json_add_integer(object, "base_cum", row->base_cum);
    json_add_integer(object, "head_cum", row->head_cum);
    add_shares(object, row->base_share, row->head_share);
    json_add_number(object, "base_cum_share", row->base_cum_share);
    json_add_number(object, "head_cum_share", row->head_cum_share);
    json_add_quantity(object, "head_cum_share_text",
                      quantity_percent(row->head_cum_share));
    add_comparison(json_add_object(object, "flat"), &row->flat,
                   diff->value.unit);
    add_comparison(json_add_object(object, "cum"), &row->cum, diff->value.unit);
    add_comparison(json_add_object(object, "own"), &row->own, diff->value.unit);
    json_add_optional(object, "benchmark", row->benchmark);
    if (row->moved_from != NULL) {
        json_add_text(object, "moved_from", go_symbol_short(row->moved_from));
    }
}

static void add_profile(cJSON *list, const struct profile_diff *diff)
{
    const char *unit = diff->value.unit;
    cJSON *object = json_push_object(list);
    json_add_text(object, "kind", profile_kind_name(diff->kind));
    json_add_text(object, "value", diff->value.type);
    json_add_text(object, "unit", unit);
    json_add_flag(object, "has_base", diff->has_base);
    json_add_flag(object, "has_head", diff->has_head);
    json_add_integer(object, "base_total", diff->base_total);
    json_add_integer(object, "head_total", diff->head_total);
    json_add_quantity(object, "base_total_text",
                      quantity_of((double)diff->base_total, unit));
    json_add_quantity(object, "head_total_text",
                      quantity_of((double)diff->head_total, unit));
    json_add_integer(object, "base_profiles", diff->base_profiles);
    json_add_integer(object, "head_profiles", diff->head_profiles);
    json_add_flag(object, "is_per_operation", diff->is_per_operation);
    json_add_number(object, "common_shift", diff->common_shift);
    cJSON *functions = json_add_array(object, "functions");
    for (size_t i = 0; i < diff->functions.count && i < MOST_ROWS; i++) {
        add_function(functions, diff, i);
    }
    json_add_integer(object, "function_count", (int64_t)diff->functions.count);
    json_add_more(object, "more_functions", diff->functions.count, MOST_SHOWN);
    json_add_flag(object, "is_cut", diff->functions.count > MOST_ROWS);
}

void add_profiles_json(cJSON *root, const struct report *report)
{
    const struct profile_diff_list *diffs = &report->comparison->profiles;
    cJSON *list = json_add_array(root, "profiles");
    for (size_t i = 0; i < diffs->count; i++) {
        add_profile(list, &diffs->items[i]);
    }
    json_add_flag(root, "has_profiles", diffs->count > 0);
}

void add_cpu_cost_json(cJSON *root, const struct report *report)
{
    const struct cpu_cost *cost = &report->comparison->cpu_cost;
    if (cost->is_known) {
        cJSON *object = json_add_object(root, "cpu_cost");
        add_comparison(object, &cost->change, "nanoseconds");
        json_add_number(object, "memory_part", cost->memory_part);
    }
}

/* Less than half a thousandth of the profile, on both sides. */
static bool is_small(double base_share, double head_share)
{
    return !(fmax(base_share, head_share) >= 0.0005);
}

/* By size class and callee. */
static void add_parts(cJSON *site_object, const struct allocation_site *site)
{
    cJSON *list = json_add_array(site_object, "parts");
    for (size_t i = 0; i < site->part_count && i < MOST_PARTS; i++) {
        const struct allocation_part *part = &site->parts[i];
        cJSON *object = json_push_object(list);
        json_add_integer(object, "block_bytes", part->block_bytes);
        json_add_number(object, "bytes", part->bytes);
        json_add_text(object, "cause", cause_kind_id(part->cause.kind));
        json_add_optional(object, "cause_text", part->cause.text);
        json_add_optional(object, "callee", part->cause.callee);
    }
}

/* On the page, where small amounts say nothing. */
static bool site_is_shown(const struct allocation_site_list *sites,
                          size_t index)
{
    const struct allocation_site *site = &sites->items[index];
    return index < MOST_SHOWN && !is_small(site->base_share, site->head_share);
}

static void add_site(cJSON *list, const struct allocation_site_list *sites,
                     size_t index)
{
    const struct allocation_site *site = &sites->items[index];
    cJSON *object = json_push_object(list);
    json_add_text(object, "function", site->function);
    json_add_text(object, "function_short", go_symbol_short(site->function));
    json_add_location(object, "location", site->location);
    json_add_flag(object, "is_test", site->is_test);
    json_add_flag(object, "is_only_base", site->is_only_base);
    add_shares(object, site->base_share, site->head_share);
    add_comparison(json_add_object(object, "bytes"), &site->bytes, "bytes");
    add_comparison(json_add_object(object, "objects"), &site->objects, "count");
    json_add_text(object, "cause", cause_kind_id(site->cause.kind));
    json_add_text(object, "cause_text",
                  site->cause.text[0] != '\0'
                      ? site->cause.text
                      : cause_kind_words(site->cause.kind));
    json_add_optional(object, "benchmark", site->benchmark);
    json_add_flag(object, "is_small", !site_is_shown(sites, index));
    add_parts(object, site);
}

static void add_causes(cJSON *object, const struct allocation_summary *summary)
{
    double whole = summary->repository_bytes + summary->callee_bytes;
    cJSON *causes = json_add_array(object, "causes");
    for (size_t i = 0; i < CAUSE_KIND_COUNT; i++) {
        if (summary->cause_bytes[i] <= 0) {
            continue;
        }
        cJSON *entry = json_push_object(causes);
        json_add_text(entry, "kind", cause_kind_id((enum cause_kind)i));
        json_add_text(entry, "text", cause_kind_words((enum cause_kind)i));
        json_add_number(entry, "bytes", summary->cause_bytes[i]);
        json_add_number(entry, "share", summary->cause_bytes[i] / whole);
        json_add_quantity(entry, "share_text",
                          quantity_percent(summary->cause_bytes[i] / whole));
    }
}

void add_allocations_json(cJSON *root, const struct report *report)
{
    const struct comparison *comparison = report->comparison;
    const struct allocation_summary *summary = &comparison->allocation_summary;
    const struct allocation_site_list *sites = &comparison->allocations;
    bool known = summary->has_repository_bytes;
    double whole = summary->repository_bytes + summary->callee_bytes;
    cJSON *object = json_add_object(root, "allocations");
    json_add_number(object, "explained_share",
                    known ? summary->explained_share : (double)NAN);
    json_add_number(object, "callee_share",
                    whole > 0 ? summary->callee_share : (double)NAN);
    json_add_quantity(object, "explained_text",
                      quantity_percent(summary->explained_share));
    json_add_quantity(object, "callee_text",
                      quantity_percent(summary->callee_share));
    json_add_flag(object, "is_known", known);
    add_causes(object, summary);
    cJSON *list = json_add_array(object, "sites");
    size_t shown = 0;
    for (size_t i = 0; i < sites->count && i < MOST_SITES; i++) {
        add_site(list, sites, i);
        shown += site_is_shown(sites, i);
    }
    json_add_more(object, "more_sites", sites->count, shown);
    json_add_flag(root, "has_allocations", sites->count > 0);
}

void add_contention_json(cJSON *root, const struct report *report)
{
    const struct contention_site_list *sites = &report->comparison->contention;
    cJSON *list = json_add_array(root, "contention");
    size_t shown = 0;
    for (size_t i = 0; i < sites->count && i < MOST_ROWS; i++) {
        const struct contention_site *site = &sites->items[i];
        cJSON *object = json_push_object(list);
        json_add_text(object, "kind", profile_kind_name(site->kind));
        json_add_text(object, "function", site->function);
        json_add_text(object, "function_short",
                      go_symbol_short(site->function));
        json_add_location(object, "location", site->location);
        json_add_text(object, "lock", site->lock);
        add_shares(object, site->base_share, site->head_share);
        add_comparison(json_add_object(object, "delay"), &site->delay,
                       "nanoseconds");
        json_add_integer(object, "replicates", site->replicates);
        bool is_shown =
            i < MOST_SHOWN && !is_small(site->base_share, site->head_share);
        json_add_flag(object, "is_small", !is_shown);
        shown += is_shown;
        json_add_optional(object, "benchmark", site->benchmark);
    }
    json_add_more(root, "more_contention", sites->count, shown);
    json_add_flag(root, "has_contention", sites->count > 0);
}

void add_retained_json(cJSON *root, const struct report *report)
{
    const struct retained_site_list *sites = &report->comparison->retained;
    cJSON *list = json_add_array(root, "retained");
    for (size_t i = 0; i < sites->count && i < MOST_ROWS; i++) {
        const struct retained_site *site = &sites->items[i];
        cJSON *object = json_push_object(list);
        json_add_text(object, "function", site->function);
        json_add_location(object, "location", site->location);
        json_add_flag(object, "is_test", site->is_test);
        json_add_flag(object, "is_only_base", site->is_only_base);
        json_add_number(object, "base_share", site->base_share);
        json_add_number(object, "head_share", site->head_share);
        json_add_number(object, "base_bytes", site->base_bytes);
        json_add_number(object, "head_bytes", site->head_bytes);
        add_comparison(json_add_object(object, "bytes"), &site->bytes, "bytes");
        json_add_integer(object, "replicates", site->replicates);
        json_add_optional(object, "benchmark", site->benchmark);
    }
}

void add_uncovered_json(cJSON *root, const struct report *report)
{
    const struct uncovered_list *functions = &report->comparison->uncovered;
    cJSON *coverage = json_add_object(root, "coverage");
    json_add_integer(coverage, "critical",
                     (int64_t)report->comparison->critical);
    json_add_integer(coverage, "covered", (int64_t)report->comparison->covered);
    cJSON *list = json_add_array(root, "uncovered");
    for (size_t i = 0; i < functions->count; i++) {
        cJSON *object = json_push_object(list);
        json_add_text(object, "function", functions->items[i].function);
        json_add_location(object, "location", functions->items[i].location);
        json_add_number(object, "share", functions->items[i].share);
    }
}
