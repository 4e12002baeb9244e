#include "formats/junit/junit_steady.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_FUNCTIONS = 25 };

/* A function and its share of a profile. */
struct portion {
    const char *function;
    double share;
};
struct portion_list LIST_STRUCT(struct portion);

static void add_portion(struct junit_builder *builder,
                        struct portion_list *portions, struct portion portion)
{
    if (portion.share > 0) {
        *LIST_PUSH(builder->names->arena, portions) = portion;
    }
}

static int compare_functions(const void *left, const void *right)
{
    const struct portion *a = left, *b = right;
    return text_compare(a->function, b->function);
}

static int compare_shares(const void *left, const void *right)
{
    const struct portion *a = left, *b = right;
    if (a->share > b->share || a->share < b->share) {
        return a->share > b->share ? -1 : 1;
    }
    return text_compare(a->function, b->function);
}

/* Lines of one function are one. */
static void fold(struct portion_list *portions)
{
    size_t kept = 0;
    qsort(portions->items, portions->count, sizeof(*portions->items),
          compare_functions);
    for (size_t i = 1; i < portions->count; i++) {
        struct portion *last = &portions->items[kept];
        if (strcmp(last->function, portions->items[i].function) == 0) {
            last->share += portions->items[i].share;
        } else {
            portions->items[++kept] = portions->items[i];
        }
    }
    portions->count = kept + 1;
    qsort(portions->items, portions->count, sizeof(*portions->items),
          compare_shares);
}

static void add_hottest(struct junit_builder *builder, enum junit_suite suite,
                        const char *aspect, struct portion_list *portions)
{
    if (portions->count == 0) {
        return;
    }
    fold(portions);
    for (size_t i = 0; i < portions->count && i < MOST_FUNCTIONS; i++) {
        (void)junit_builder_case(
            builder, suite,
            junit_function_name(builder->names, portions->items[i].function,
                                aspect));
    }
}

static bool has_both(const struct profile_diff *diff)
{
    return diff != NULL && diff->has_base && diff->has_head;
}

static bool compares(const struct junit_builder *builder,
                     enum profile_kind kind, const char *value_type)
{
    return has_both(
        comparison_profile(builder->report->comparison, kind, value_type));
}

static void add_cpu(struct junit_builder *builder)
{
    const struct profile_diff *diff =
        comparison_profile(builder->report->comparison, PROFILE_CPU, "cpu");
    struct portion_list portions = { .items = NULL };
    for (size_t i = 0; has_both(diff) && i < diff->functions.count; i++) {
        const struct profile_row *row = &diff->functions.items[i];
        if (row->in_source && !row->is_test) {
            add_portion(builder, &portions,
                        (struct portion){ row->function, row->head_own_share });
        }
    }
    add_hottest(builder, JUNIT_HOTSPOTS, JUNIT_ASPECT_CPU, &portions);
}

static void add_waiting(struct junit_builder *builder)
{
    const struct contention_site_list *sites =
        &builder->report->comparison->contention;
    struct portion_list portions = { .items = NULL };
    if (!compares(builder, PROFILE_MUTEX, "delay")) {
        return;
    }
    for (size_t i = 0; i < sites->count; i++) {
        const struct contention_site *site = &sites->items[i];
        if (site->kind == PROFILE_MUTEX && !site->is_test) {
            add_portion(builder, &portions,
                        (struct portion){ site->function, site->head_share });
        }
    }
    add_hottest(builder, JUNIT_HOTSPOTS, JUNIT_ASPECT_WAITING, &portions);
}

static void add_allocations(struct junit_builder *builder)
{
    const struct allocation_site_list *sites =
        &builder->report->comparison->allocations;
    struct portion_list portions = { .items = NULL };
    if (!compares(builder, PROFILE_HEAP, "alloc_space")) {
        return;
    }
    for (size_t i = 0; i < sites->count; i++) {
        const struct allocation_site *site = &sites->items[i];
        if (!site->is_test && !site->is_only_base) {
            add_portion(builder, &portions,
                        (struct portion){ site->function, site->head_share });
        }
    }
    add_hottest(builder, JUNIT_ALLOCATIONS, JUNIT_ASPECT_ALLOCATIONS,
                &portions);
}

/* A suite without a case says why it has none. */
static void fill_empty(struct junit_builder *builder)
{
    static const char *const reasons[] = {
        [JUNIT_GATES] = "No gate was judged.",
        [JUNIT_BENCHMARKS] =
            "No benchmark was measured on both sides, base and head.",
        [JUNIT_HOTSPOTS] = "No function of the repository is in CPU profiles "
                           "of both sides, base and head.",
        [JUNIT_ALLOCATIONS] = "No line of the repository is in heap profiles "
                              "of both sides, base and head.",
    };
    bool is_filled[JUNIT_SUITE_COUNT] = { false };
    for (size_t i = 0; i < builder->cases->count; i++) {
        is_filled[builder->cases->items[i].suite] = true;
    }
    for (size_t i = 0; i < JUNIT_SUITE_COUNT; i++) {
        const char *suite = junit_suite_name((enum junit_suite)i);
        if (!is_filled[i]) {
            junit_builder_case(
                builder, (enum junit_suite)i,
                junit_target_name(builder->names, suite, "compared"))
                ->reason = reasons[i];
        }
    }
}

void junit_add_steady(struct junit_builder *builder)
{
    add_cpu(builder);
    add_waiting(builder);
    add_allocations(builder);
    fill_empty(builder);
}
