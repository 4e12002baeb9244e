#include "core/analysis/profiles/compare_goroutines.h"

#include <stdlib.h>
#include <string.h>

#include "core/analysis/profiles/goroutine_dumps.h"
#include "core/analysis/sources/escape_subject.h"
#include "core/base/map.h"
#include "core/model/go_symbol.h"
#include "core/stats/median.h"

enum { BASE, HEAD, SIDES };

/* All goroutines at one stack, whatever their state. */
struct site {
    double *counts[SIDES];               /* one a dump of the side */
    const struct goroutine_dump *dump;   /* the last that shows it */
    const struct goroutine_stack *stack; /* the largest entry there */
    uint64_t waiting[SIDES], leaked[SIDES];
    uint32_t minutes[SIDES];
};
struct site_list LIST_STRUCT(struct site);

struct gone {
    double count;
    uint64_t waiting;
};
struct gone_list LIST_STRUCT(struct gone);

struct comparer {
    struct analysis *analysis;
    struct dump_list dumps[SIDES];
    struct map keys; /* interned texts of stacks, indexed as sites */
    struct site_list sites;
    struct buffer text, name;
    struct map packages;   /* of stacks that are gone */
    struct gone_list gone; /* what stood there, indexed as packages */
};

/* What the runtime does for any goroutine that waits or starts. */
static bool is_runtime(const char *function)
{
    struct span package = go_symbol_package(function);
    return span_equals(package, "runtime") ||
           span_starts_with(package, "internal/runtime/");
}

/* Without type arguments, which text shortens to "[...]" and profiles tell. */
static void append_function(struct comparer *comparer, const char *function)
{
    static const char shortened[] = "[...]";
    buffer_clear(&comparer->name);
    for (const char *found; (found = strstr(function, shortened)) != NULL;) {
        buffer_append(&comparer->name, function, (size_t)(found - function));
        function = found + sizeof(shortened) - 1;
    }
    buffer_text(&comparer->name, function);
    escape_subject_append(&comparer->text, comparer->name.bytes);
    buffer_byte(&comparer->text, '\n');
}

/* The stack as text that two versions of the code share; "" when all of it is
 * the runtime's. */
static const char *key_of(struct comparer *comparer,
                          const struct goroutine_dump *dump,
                          const struct goroutine_stack *stack)
{
    buffer_clear(&comparer->text);
    for (uint32_t i = 0; i < stack->frame_count; i++) {
        const char *function =
            dump->frames.items[stack->frame_first + i].function;
        if (!is_runtime(function)) {
            append_function(comparer, function);
        }
    }
    return strings_intern(comparer->analysis->evidence->strings,
                          comparer->text.bytes, comparer->text.length);
}

static struct site *site_of(struct comparer *comparer, const char *key)
{
    bool is_new;
    uint32_t index = map_add(&comparer->keys, &key, &is_new);
    if (is_new) {
        struct arena *arena = comparer->analysis->arena;
        struct site *site = LIST_PUSH(arena, &comparer->sites);
        for (size_t side = 0; side < SIDES; side++) {
            site->counts[side] =
                arena_array(arena, comparer->dumps[side].count, sizeof(double));
        }
    }
    return &comparer->sites.items[index];
}

static void keep_most(uint64_t *most, uint64_t count)
{
    *most = count > *most ? count : *most;
}

/* Profiles of leaks say what is leaked, not how many there are in all. */
static void add_stack(struct comparer *comparer, size_t side, size_t dump_index,
                      const struct goroutine_stack *stack)
{
    const struct goroutine_dump *dump =
        comparer->dumps[side].items[dump_index].dump;
    const char *key = key_of(comparer, dump, stack);
    if (key[0] == '\0') {
        return;
    }
    struct site *site = site_of(comparer, key);
    site->counts[side][dump_index] += (double)stack->count;
    if (site->dump != dump || stack->count > site->stack->count) {
        site->dump = dump;
        site->stack = stack;
    }
    keep_most(&site->waiting[side], stack->waiting_count);
    keep_most(&site->leaked[side], stack->is_leaked ? stack->count : 0);
    if (stack->longest_minutes > site->minutes[side]) {
        site->minutes[side] = stack->longest_minutes;
    }
}

static void add_side(struct comparer *comparer, size_t side)
{
    const struct dump_list *dumps = &comparer->dumps[side];
    for (size_t i = 0; i < dumps->count; i++) {
        const struct goroutine_dump *dump = dumps->items[i].dump;
        for (size_t s = 0; s < dump->stacks.count; s++) {
            add_stack(comparer, side, i, &dump->stacks.items[s]);
        }
    }
}

/* The median of the dumps that show all goroutines, not the leaked alone. */
static double usual_count(const struct comparer *comparer, size_t side,
                          const struct site *site)
{
    const struct dump_list *dumps = &comparer->dumps[side];
    double *counts =
        arena_array(comparer->analysis->arena, dumps->count, sizeof(double));
    size_t count = 0;
    for (size_t i = 0; i < dumps->count; i++) {
        if (!dumps->items[i].is_of_leaks) {
            counts[count++] = site->counts[side][i];
        }
    }
    numbers_sort(counts, count);
    return count == 0 ? 0 : median_of_sorted((struct numbers){ counts, count });
}

/* The repository's frame nearest to where they stand: of its own code, else of
 * its tests; else the innermost that is not the runtime's. */
static const struct goroutine_frame *own_frame(
    const struct goroutine_dump *dump, const struct goroutine_stack *stack)
{
    const struct goroutine_frame *first =
        &dump->frames.items[stack->frame_first];
    const struct goroutine_frame *of_test = NULL, *outside = NULL;
    for (uint32_t i = 0; i < stack->frame_count; i++) {
        const struct goroutine_frame *frame = &first[i];
        if (frame->path != NULL && !go_is_test_file(frame->path)) {
            return frame;
        }
        if (frame->path != NULL && of_test == NULL) {
            of_test = frame;
        }
        if (outside == NULL && !is_runtime(frame->function)) {
            outside = frame;
        }
    }
    if (of_test != NULL) {
        return of_test;
    }
    return outside != NULL ? outside : first;
}

/* Outside of the repository it stands where it was created, if that is in. */
static struct location place_of(const struct goroutine_frame *own,
                                const struct goroutine_frame *creator)
{
    const struct goroutine_frame *frame = own->path != NULL ? own : creator;
    return (struct location){ .file = frame->path,
                              .line =
                                  frame->path != NULL ? frame->at.line : 0 };
}

static void add_goroutines(const struct comparer *comparer,
                           const struct site *site)
{
    const struct goroutine_stack *stack = site->stack;
    const struct goroutine_frame *own = own_frame(site->dump, stack);
    struct location place = place_of(own, &stack->creator);
    struct comparison *comparison = comparer->analysis->comparison;
    *LIST_PUSH(comparer->analysis->arena, &comparison->goroutines) =
        (struct goroutine_site){
            .function = own->function,
            .location = place,
            .is_test = place.file != NULL && go_is_test_file(place.file),
            .state = stack->state,
            .creator = stack->creator.function,
            .base = usual_count(comparer, BASE, site),
            .head = usual_count(comparer, HEAD, site),
            .base_waiting = site->waiting[BASE],
            .head_waiting = site->waiting[HEAD],
            .head_minutes = site->minutes[HEAD],
            .base_leaked = site->leaked[BASE],
            .head_leaked = site->leaked[HEAD],
            .frames = &site->dump->frames.items[stack->frame_first],
            .frame_count = stack->frame_count,
        };
}

/* What stood at stacks of one package that head does not have. */
static struct gone *gone_of(struct comparer *comparer, const char *function)
{
    struct span name = go_symbol_package(function);
    const char *package = strings_intern(comparer->analysis->evidence->strings,
                                         name.bytes, name.length);
    bool is_new;
    uint32_t index = map_add(&comparer->packages, &package, &is_new);
    return is_new ? LIST_PUSH(comparer->analysis->arena, &comparer->gone)
                  : &comparer->gone.items[index];
}

static void take_over(struct gone *gone, struct goroutine_site *site)
{
    site->base = gone->count < site->head ? gone->count : site->head;
    gone->count -= site->base;
    site->base_waiting =
        gone->waiting < site->head_waiting ? gone->waiting : site->head_waiting;
    gone->waiting -= site->base_waiting;
}

/* A function that was renamed or split shows as a stack that is gone and one
 * that is new: the new one is compared with what stood at the old. */
static void follow_moves(struct comparer *comparer)
{
    struct goroutine_site_list *list =
        &comparer->analysis->comparison->goroutines;
    for (size_t i = 0; i < list->count; i++) {
        const struct goroutine_site *site = &list->items[i];
        if (site->head <= 0) {
            struct gone *gone = gone_of(comparer, site->function);
            gone->count += site->base;
            gone->waiting += site->base_waiting;
        }
    }
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].base <= 0) {
            take_over(gone_of(comparer, list->items[i].function),
                      &list->items[i]);
        }
    }
}

/* The most first; total. */
static int compare_sites(const void *left, const void *right)
{
    const struct goroutine_site *a = left, *b = right;
    double one = a->head - a->base, other = b->head - b->base;
    if (one > other || one < other) {
        return one > other ? -1 : 1;
    }
    int order = location_compare(a->location, b->location);
    for (uint32_t i = 0; order == 0 && i < a->frame_count; i++) {
        order = i == b->frame_count ? 1
                                    : text_compare(a->frames[i].function,
                                                   b->frames[i].function);
    }
    return order;
}

static void compare_dumps(struct comparer *comparer)
{
    struct goroutine_site_list *list =
        &comparer->analysis->comparison->goroutines;
    add_side(comparer, BASE);
    add_side(comparer, HEAD);
    for (size_t i = 0; i < comparer->sites.count; i++) {
        add_goroutines(comparer, &comparer->sites.items[i]);
    }
    follow_moves(comparer);
    if (list->count > 1) {
        qsort(list->items, list->count, sizeof(*list->items), compare_sites);
    }
}

void compare_goroutines(struct analysis *analysis)
{
    struct comparer comparer = { .analysis = analysis };
    const struct evidence *evidence = analysis->evidence;
    goroutine_dumps_add(analysis, &evidence->base, &comparer.dumps[BASE]);
    goroutine_dumps_add(analysis, &evidence->head, &comparer.dumps[HEAD]);
    analysis->comparison->has_base_goroutines = comparer.dumps[BASE].count > 0;
    if (comparer.dumps[HEAD].count == 0) {
        return;
    }
    map_init(&comparer.keys, sizeof(const char *));
    map_init(&comparer.packages, sizeof(const char *));
    buffer_init(&comparer.text);
    buffer_init(&comparer.name);
    compare_dumps(&comparer);
    buffer_release(&comparer.text);
    buffer_release(&comparer.name);
    map_release(&comparer.packages);
    map_release(&comparer.keys);
}
