#include "core/analysis/allocations/join_allocations.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/analysis/allocations/allocation_cause.h"
#include "core/analysis/profiles/stack_frames.h"
#include "core/analysis/profiles/tally.h"
#include "core/base/map.h"
#include "core/model/go_symbol.h"

/* The runtime packs objects without pointers of less than 16 B. */
static const int64_t shared_block_bytes = 16;

/* What the stacks of one side say about one line of a function: a literal on
 * the line is a function of its own. */
struct site_key {
    const char *function;
    const char *path;
    uint64_t line;
};

struct detail_key {
    uint64_t site; /* no padding in a key */
    int64_t block_bytes;
    const char *callee;  /* NULL: the line itself allocates */
    const char *inlined; /* of allocation_place */
    /* The call at which the line's function was inlined; NULL: it was not. */
    const char *call_path;
    uint64_t call_line;
};

/* The details of one site are chained. */
struct detail {
    struct detail_key key;
    double bytes;
    uint32_t next; /* MAP_NONE: the last */
};

struct survey {
    const struct evidence_side *side;
    const struct profile *profile;
    size_t bytes_value; /* index of alloc_space */
    struct arena *arena;
    struct diagnostic_index diagnostics;
    struct declared_types types;
    struct map sites, details;
    struct LIST_STRUCT(uint32_t) first_details; /* of each site */
    struct LIST_STRUCT(struct detail) detail_list;
};

static void add_to(struct survey *survey, struct detail_key key, double bytes)
{
    bool added;
    uint32_t index = map_add(&survey->details, &key, &added);
    if (added) {
        uint32_t *first = &survey->first_details.items[key.site];
        *LIST_PUSH(survey->arena, &survey->detail_list) =
            (struct detail){ .key = key, .next = *first };
        *first = index;
    }
    survey->detail_list.items[index].bytes += bytes;
}

/* The line of the physical function into which the walk's last frame, `own`,
 * was inlined: the compiler speaks of it there. NULL: it is that itself. */
static const struct profile_line *call_of(const struct survey *survey,
                                          struct stack_walk walk, uint32_t own)
{
    const struct profile_line *lines = survey->profile->lines;
    size_t location = walk.location;
    uint32_t outer = own;
    for (uint32_t line;
         stack_next(&walk, &line) && walk.location == location;) {
        outer = line;
    }
    return outer != own && lines[outer].path != NULL ? &lines[outer] : NULL;
}

/* What the stack says of its repository's line: the function that it calls, or
 * itself when it allocates, or a body inlined into its function. */
static void describe_stack(const struct survey *survey,
                           const struct profile_sample *sample, uint32_t own,
                           struct detail_key *key)
{
    const struct profile *profile = survey->profile;
    struct stack_walk walk = stack_from_leaf(profile, sample);
    const char *callee = NULL;
    for (uint32_t line; stack_next(&walk, &line) && line != own;) {
        callee = profile->functions[profile->lines[line].function].name;
    }
    *(walk.location == 0 ? &key->inlined : &key->callee) = callee;
    const struct profile_line *call = call_of(survey, walk, own);
    if (key->callee == NULL && call != NULL) {
        key->call_path = call->path;
        key->call_line = (uint64_t)call->line;
    }
}

static void survey_sample(void *context, const struct profile_sample *sample)
{
    struct survey *survey = context;
    uint32_t own;
    if (!stack_own_line(survey->profile, sample, &own)) {
        return;
    }
    const struct profile_line *line = &survey->profile->lines[own];
    double bytes = (double)sample->values[survey->bytes_value];
    struct site_key key = {
        .function = survey->profile->functions[line->function].name,
        .path = line->path,
        .line = (uint64_t)line->line,
    };
    bool added;
    uint32_t site = map_add(&survey->sites, &key, &added);
    if (added) {
        *LIST_PUSH(survey->arena, &survey->first_details) = MAP_NONE;
    }
    struct detail_key detail = { .site = site,
                                 .block_bytes = sample->block_bytes };
    describe_stack(survey, sample, own, &detail);
    add_to(survey, detail, bytes);
}

static void survey_side(struct survey *survey, const struct analysis *analysis)
{
    diagnostic_index_init(&survey->diagnostics, survey->arena,
                          &survey->side->escapes);
    declared_types_init(&survey->types, analysis,
                        source_tree_of(analysis->evidence, survey->side));
    map_init(&survey->sites, sizeof(struct site_key));
    map_init(&survey->details, sizeof(struct detail_key));
    for (size_t i = 0; i < survey->side->profiles.count; i++) {
        survey->profile = &survey->side->profiles.items[i];
        survey->bytes_value =
            profile_value_index(survey->profile, "alloc_space");
        if (survey->profile->kind == PROFILE_HEAP &&
            survey->bytes_value < survey->profile->value_count) {
            survey->profile->visit(survey->profile, survey_sample, survey);
        }
    }
}

static void release_survey(struct survey *survey)
{
    diagnostic_index_release(&survey->diagnostics);
    declared_types_release(&survey->types);
    map_release(&survey->sites);
    map_release(&survey->details);
}

static struct cause callee_cause(const struct analysis *analysis,
                                 const char *callee)
{
    return (struct cause){
        .kind = CAUSE_CALLEE,
        .text = arena_printf(analysis->arena, "%s allocates",
                             go_symbol_short(callee)),
        .subject = "",
        .callee = callee,
    };
}

static int64_t largest_own_block(const struct survey *survey, uint64_t site)
{
    const struct detail *details = survey->detail_list.items;
    int64_t largest = 0;
    for (uint32_t i = survey->first_details.items[site]; i != MAP_NONE;
         i = details[i].next) {
        const struct detail_key *key = &details[i].key;
        if (key->callee == NULL && key->inlined == NULL &&
            key->block_bytes > largest) {
            largest = key->block_bytes;
        }
    }
    return largest;
}

static struct cause cause_of(const struct analysis *analysis,
                             struct survey *survey, struct location place,
                             const struct detail_key *key)
{
    if (key->callee != NULL) {
        return callee_cause(analysis, key->callee);
    }
    struct allocation_place own = {
        .side = survey->side,
        .diagnostics = &survey->diagnostics,
        .types = &survey->types,
        .path = place.file,
        .line = place.line,
        .block_bytes = key->block_bytes,
        .largest_bytes = largest_own_block(survey, key->site),
        .call = { .file = key->call_path, .line = (uint32_t)key->call_line },
        .inlined = key->inlined,
    };
    return allocation_cause(analysis, &own);
}

static uint32_t first_detail(const struct survey *survey, const char *function,
                             struct location place)
{
    struct site_key key = { .function = function,
                            .path = place.file,
                            .line = place.line };
    uint32_t site = map_find(&survey->sites, &key);
    return site == MAP_NONE ? MAP_NONE : survey->first_details.items[site];
}

static int compare_parts(const void *left, const void *right)
{
    const struct allocation_part *a = left, *b = right;
    if (a->bytes != b->bytes) {
        return a->bytes > b->bytes ? -1 : 1;
    }
    if (a->block_bytes != b->block_bytes) {
        return a->block_bytes > b->block_bytes ? -1 : 1;
    }
    int order = text_compare(a->cause.callee, b->cause.callee);
    return order != 0 ? order : text_compare(a->cause.text, b->cause.text);
}

static void add_parts(const struct analysis *analysis, struct survey *survey,
                      struct location place, struct allocation_site *site)
{
    const struct detail *details = survey->detail_list.items;
    uint32_t first = first_detail(survey, site->function, place);
    for (uint32_t i = first; i != MAP_NONE; i = details[i].next) {
        site->part_count++;
    }
    site->parts =
        arena_array(analysis->arena, site->part_count, sizeof(*site->parts));
    struct allocation_part *part = site->parts;
    for (uint32_t i = first; i != MAP_NONE; i = details[i].next) {
        *part++ = (struct allocation_part){
            .block_bytes = details[i].key.block_bytes,
            .bytes = details[i].bytes,
            .cause = cause_of(analysis, survey, place, &details[i].key),
        };
    }
    if (site->part_count > 1) {
        qsort(site->parts, site->part_count, sizeof(*site->parts),
              compare_parts);
    }
}

/* The cause of the greater part of the line's bytes, its own or callees'. */
static void sum_up(struct allocation_site *site)
{
    const struct allocation_part *own = NULL, *outside = NULL;
    double bytes = 0, callee_bytes = 0, shared_bytes = 0;
    for (size_t i = site->part_count; i-- > 0;) {
        const struct allocation_part *part = &site->parts[i];
        bool is_callee = part->cause.kind == CAUSE_CALLEE;
        bool is_shared = part->block_bytes == shared_block_bytes;
        bytes += part->bytes;
        callee_bytes += is_callee ? part->bytes : 0;
        shared_bytes += is_shared ? part->bytes : 0;
        *(is_callee ? &outside : &own) = part;
    }
    const struct allocation_part *most =
        callee_bytes > bytes / 2 ? outside : own;
    site->callee_share = bytes > 0 ? callee_bytes / bytes : 0;
    site->shares_blocks = shared_bytes > bytes / 2;
    if (most != NULL && most->bytes > 0) {
        site->cause = most->cause;
    }
}

static void count_parts(struct allocation_summary *summary,
                        const struct allocation_site *site)
{
    for (size_t i = 0; i < site->part_count; i++) {
        const struct allocation_part *part = &site->parts[i];
        *(part->cause.kind == CAUSE_CALLEE ? &summary->callee_bytes
                                           : &summary->repository_bytes) +=
            part->bytes;
        summary->cause_bytes[part->cause.kind] += part->bytes;
    }
}

/* As one side has it. */
static void explain_site(struct analysis *analysis, struct survey *survey,
                         struct location place, struct allocation_site *site)
{
    add_parts(analysis, survey, place, site);
    sum_up(site);
    if (!site->is_test && survey->side == &analysis->evidence->head) {
        count_parts(&analysis->comparison->allocation_summary, site);
    }
}

static void add_site(const struct analysis *analysis, const struct tally *tally,
                     uint32_t node)
{
    const struct tally_node *line = &tally->lines.items[node];
    struct tally_query objects = { .is_line = true,
                                   .node = node,
                                   .fold = FOLD_OWN };
    struct tally_query bytes = objects;
    bytes.measure = 1;
    double base = tally_recorded(tally, &bytes, false);
    double head = tally_recorded(tally, &bytes, true);
    double base_total = tally_total(tally, 1, false);
    double head_total = tally_total(tally, 1, true);
    if (!line->in_source || base + head <= 0) {
        return;
    }
    struct change change = tally_change(tally, &bytes);
    *LIST_PUSH(analysis->arena, &analysis->comparison->allocations) =
        (struct allocation_site){
            .function = line->function,
            .location = line->location,
            .base = line->base,
            .is_test = line->is_test,
            .is_only_base = line->is_only_base,
            .base_bytes = (int64_t)base,
            .head_bytes = (int64_t)head,
            .base_objects = (int64_t)tally_recorded(tally, &objects, false),
            .head_objects = (int64_t)tally_recorded(tally, &objects, true),
            .base_share = base_total > 0 ? base / base_total : 0,
            .head_share = head_total > 0 ? head / head_total : 0,
            .bytes = change,
            .objects = tally_change(tally, &objects),
            .is_per_operation = tally->is_per_operation,
            .cause = { .text = "", .subject = "", .callee = "" },
            .benchmark = change.benchmark,
        };
}

static int compare_sites(const void *left, const void *right)
{
    const struct allocation_site *a = left, *b = right;
    if (a->head_bytes != b->head_bytes) {
        return a->head_bytes > b->head_bytes ? -1 : 1;
    }
    int order = location_compare(a->location, b->location);
    if (order == 0) {
        order = text_compare(a->function, b->function);
    }
    return order != 0 ? order : a->is_only_base - b->is_only_base;
}

static void explain_sites(struct analysis *analysis)
{
    struct survey base = { .side = &analysis->evidence->base,
                           .arena = analysis->arena };
    struct survey head = { .side = &analysis->evidence->head,
                           .arena = analysis->arena };
    survey_side(&base, analysis);
    survey_side(&head, analysis);
    struct allocation_site_list *sites = &analysis->comparison->allocations;
    for (size_t i = 0; i < sites->count; i++) {
        struct allocation_site *site = &sites->items[i];
        if (site->head_bytes > 0) {
            explain_site(analysis, &head, site->location, site);
        } else {
            explain_site(analysis, &base, site->base, site);
        }
    }
    release_survey(&base);
    release_survey(&head);
}

static void summarise(struct allocation_summary *summary)
{
    double all = summary->repository_bytes + summary->callee_bytes;
    double open = summary->cause_bytes[CAUSE_UNKNOWN] +
                  summary->cause_bytes[CAUSE_ONE_OF];
    summary->has_repository_bytes = summary->repository_bytes > 0;
    summary->explained_share =
        summary->repository_bytes > 0
            ? (summary->repository_bytes - open) / summary->repository_bytes
            : 0;
    summary->callee_share = all > 0 ? summary->callee_bytes / all : 0;
}

void join_allocations(struct analysis *analysis)
{
    const struct tally *tally = analysis->tallies[PROFILE_HEAP];
    struct allocation_site_list *sites = &analysis->comparison->allocations;
    if (tally == NULL) {
        return;
    }
    for (uint32_t i = 0; i < tally->lines.count; i++) {
        add_site(analysis, tally, i);
    }
    if (sites->count > 1) {
        qsort(sites->items, sites->count, sizeof(*sites->items), compare_sites);
    }
    explain_sites(analysis);
    summarise(&analysis->comparison->allocation_summary);
}
