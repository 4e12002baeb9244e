#include "core/analysis/benchmarks/fit_scaling.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/analysis/benchmarks/benchmark_presence.h"
#include "core/base/map.h"
#include "core/model/benchmark_size.h"
#include "core/stats/power_fit.h"

/* Numbers looked at in one name, and sizes in one family. */
enum { MOST_NUMBERS = 8, LEAST_SIZES = 4 };

static const double least_span = 32;

/* Half the width of a 95 % interval, in standard deviations. */
static const double half_width = 1.959963984540054;

struct member {
    size_t row; /* in the comparison's benchmarks */
    struct benchmark_size size;
};

/* All sizes of one benchmark; the members stand by size. */
struct family {
    const char *name; /* "Join/n=*-8" */
    const char *package;
    struct LIST_STRUCT(struct member) members;
};

struct family_key {
    const char *name, *package;
};

struct search {
    struct analysis *analysis;
    struct map keys;
    struct LIST_STRUCT(struct family) families;
};

static const struct benchmark_row *row_of(const struct search *search,
                                          const struct member *member)
{
    return &search->analysis->comparison->benchmarks.items[member->row];
}

static void add_member(struct search *search, size_t index,
                       struct benchmark_size size)
{
    const struct benchmark_row *row =
        &search->analysis->comparison->benchmarks.items[index];
    struct arena *arena = search->analysis->arena;
    struct strings *strings = search->analysis->evidence->strings;
    const char *name =
        arena_printf(arena, "%.*s*%s", (int)(size.text.bytes - row->name),
                     row->name, size.text.bytes + size.text.length);
    struct family_key key = {
        .name = strings_intern_text(strings, name),
        .package = strings_intern_text(strings, row->package),
    };
    bool added;
    uint32_t place = map_add(&search->keys, &key, &added);
    if (added) {
        *LIST_PUSH(arena, &search->families) =
            (struct family){ .name = key.name, .package = row->package };
    }
    *LIST_PUSH(arena, &search->families.items[place].members) =
        (struct member){ .row = index, .size = size };
}

static void collect(struct search *search)
{
    const struct benchmark_row_list *rows =
        &search->analysis->comparison->benchmarks;
    struct benchmark_size sizes[MOST_NUMBERS];
    for (size_t i = 0; i < rows->count; i++) {
        const struct benchmark_row *row = &rows->items[i];
        if (!benchmark_row_is_time(row) || !(row->head_center > 0)) {
            continue;
        }
        size_t count = benchmark_sizes(row->name, sizes, MOST_NUMBERS);
        for (size_t j = 0; j < count; j++) {
            add_member(search, i, sizes[j]);
        }
    }
}

/* Ascending; of equal sizes ("1k" beside "1000") the first row comes last. */
static int compare_members(const void *left, const void *right)
{
    const struct member *a = left, *b = right;
    if (a->size.value < b->size.value || a->size.value > b->size.value) {
        return a->size.value < b->size.value ? -1 : 1;
    }
    return (a->row < b->row) - (a->row > b->row);
}

/* Of those that are wanted, the largest; 0: too few or too close together.
 * They are put to the end of `chosen`, which has room for all. */
static size_t choose(const struct search *search, const struct family *family,
                     bool with_base, const struct member **chosen)
{
    size_t count = 0, room = family->members.count;
    double largest = 0;
    for (size_t i = room; i-- > 0;) {
        const struct member *member = &family->members.items[i];
        bool is_wanted = !with_base || row_of(search, member)->base_center > 0;
        bool is_new =
            count == 0 || member->size.value < chosen[room - count]->size.value;
        if (!is_wanted || !is_new) {
            continue;
        }
        largest = count == 0 ? member->size.value : largest;
        chosen[room - ++count] = member;
        if (count >= LEAST_SIZES &&
            largest >= least_span * member->size.value) {
            return count;
        }
    }
    return 0;
}

static struct power_fit fit_side(const struct search *search,
                                 const struct member **members, size_t count,
                                 bool head)
{
    struct power_point *points =
        arena_array(search->analysis->arena, count, sizeof(*points));
    for (size_t i = 0; i < count; i++) {
        const struct benchmark_row *row = row_of(search, members[i]);
        points[i] = (struct power_point){
            .size = members[i]->size.value,
            .cost = head ? row->head_center : row->base_center,
        };
    }
    return power_fit(points, count);
}

static struct power_fit fit_rise(const struct search *search,
                                 const struct member **members, size_t count)
{
    struct power_point *points =
        arena_array(search->analysis->arena, count, sizeof(*points));
    for (size_t i = 0; i < count; i++) {
        const struct benchmark_row *row = row_of(search, members[i]);
        points[i] = (struct power_point){
            .size = members[i]->size.value,
            .cost = row->ratio,
            .deviation = log(row->ratio_high / row->ratio_low) / 2 / half_width,
        };
    }
    return power_rise(points, count);
}

static void add_rise(const struct search *search, const struct member **members,
                     struct scaling *scaling)
{
    size_t count = scaling->size_count;
    double span = log(members[count - 1]->size.value / members[0]->size.value);
    struct power_fit rise = fit_rise(search, members, count);
    scaling->base_exponent = fit_side(search, members, count, false).exponent;
    scaling->rise = rise.exponent;
    scaling->rise_low = rise.low;
    scaling->rise_high = rise.high;
    scaling->change.ratio = exp(rise.exponent * span);
    scaling->change.low = exp(rise.low * span);
    scaling->change.high = exp(rise.high * span);
    scaling->change.p = rise.p;
}

static const char *text_of(const struct search *search,
                           const struct member *member)
{
    return arena_copy(search->analysis->arena, member->size.text.bytes,
                      member->size.text.length);
}

static void add_scaling(const struct search *search,
                        const struct family *family,
                        const struct member **members, size_t count)
{
    struct power_fit head = fit_side(search, members, count, true);
    struct scaling *scaling = LIST_PUSH(
        search->analysis->arena, &search->analysis->comparison->scalings);
    *scaling = (struct scaling){
        .name = family->name,
        .package = family->package,
        .size_count = count,
        .smallest = text_of(search, members[0]),
        .largest = text_of(search, members[count - 1]),
        .row = members[count - 1]->row,
        .base_exponent = (double)NAN,
        .head_exponent = head.exponent,
        .head_low = head.low,
        .head_high = head.high,
        .rise = (double)NAN,
        .rise_low = (double)NAN,
        .rise_high = (double)NAN,
        .change = change_untested(0, 0),
    };
}

/* With base where enough sizes have it, else of head alone. */
static void fit_family(const struct search *search, struct family *family)
{
    size_t room = family->members.count;
    if (room < LEAST_SIZES) {
        return;
    }
    qsort(family->members.items, room, sizeof(*family->members.items),
          compare_members);
    const struct member **chosen = arena_array(search->analysis->arena, room,
                                               sizeof(const struct member *));
    size_t both = choose(search, family, true, chosen);
    size_t count = both > 0 ? both : choose(search, family, false, chosen);
    if (count > 0) {
        const struct member **members = chosen + (room - count);
        add_scaling(search, family, members, count);
        struct scaling_list *list = &search->analysis->comparison->scalings;
        if (both > 0) {
            add_rise(search, members, &list->items[list->count - 1]);
        }
    }
}

void fit_scaling(struct analysis *analysis)
{
    struct search search = { .analysis = analysis };
    map_init(&search.keys, sizeof(struct family_key));
    collect(&search);
    for (size_t i = 0; i < search.families.count; i++) {
        fit_family(&search, &search.families.items[i]);
    }
    map_release(&search.keys);
}
