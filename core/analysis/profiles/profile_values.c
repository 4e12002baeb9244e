#include "core/analysis/profiles/profile_values.h"

#include <math.h>
#include <string.h>

#include "core/base/buffer.h"
#include "core/base/cursor.h"
#include "core/base/memory.h"
#include "core/base/strings.h"
#include "core/model/value_unit.h"

/* The types that both profiles have, in head's order. */
struct common_types {
    const struct profile *base, *head;
    size_t *head_indexes;
    size_t count;
};

static const char *common_type(const struct common_types *common, size_t index)
{
    return common->head->value_types[common->head_indexes[index]].type;
}

static size_t base_index(const struct common_types *common, size_t index)
{
    return profile_value_index(common->base, common_type(common, index));
}

static void find_common(struct common_types *common)
{
    for (size_t i = 0; i < common->head->value_count; i++) {
        const char *type = common->head->value_types[i].type;
        if (profile_value_index(common->base, type) <
            common->base->value_count) {
            common->head_indexes[common->count++] = i;
        }
    }
}

static size_t find_type(const struct common_types *common, const char *type)
{
    size_t i = 0;
    while (i < common->count && strcmp(common_type(common, i), type) != 0) {
        i++;
    }
    return i;
}

/*
 * What pprof takes as a profile's default once it is reduced to the common
 * types: the one it names; the first, when it had to be reduced; else none.
 */
static const char *default_type(const struct common_types *common,
                                const struct profile *profile, bool is_reduced)
{
    const char *named = profile->value_types[profile->default_value].type;
    if (profile->has_default_value &&
        (!is_reduced || find_type(common, named) < common->count)) {
        return named;
    }
    return is_reduced ? common_type(common, 0) : NULL;
}

static size_t default_index(const struct common_types *common)
{
    bool base_is_reduced = common->count != common->base->value_count;
    for (size_t i = 0; i < common->count; i++) {
        base_is_reduced = base_is_reduced || base_index(common, i) != i;
    }
    const char *type = default_type(common, common->head,
                                    common->count != common->head->value_count);
    if (type == NULL) {
        type = default_type(common, common->base, base_is_reduced);
    }
    size_t index = type == NULL ? common->count : find_type(common, type);
    return index < common->count ? index : common->count - 1;
}

static bool fail_index(const struct common_types *common,
                       const char *sample_index, struct error *error)
{
    struct buffer names;
    buffer_init(&names);
    for (size_t i = 0; i < common->count; i++) {
        buffer_printf(&names, "%s%.100s", i == 0 ? "" : ", ",
                      common_type(common, i));
    }
    error_set(error, ERROR_USAGE,
              "--sample-index %s: no such sample type; the profiles have: %s",
              sample_index, names.bytes);
    buffer_release(&names);
    return false;
}

/* "inuse_space" also means "space", which old profiles have. */
static bool find_index(const struct common_types *common,
                       const char *sample_index, size_t *index,
                       struct error *error)
{
    uint64_t number;
    if (sample_index == NULL || sample_index[0] == '\0') {
        *index = default_index(common);
        return true;
    }
    if (span_uint64(span_of(sample_index), &number)) {
        *index = (size_t)number;
        return number < common->count ||
               fail_index(common, sample_index, error);
    }
    const char *without = text_starts_with(sample_index, "inuse_")
                              ? sample_index + strlen("inuse_")
                              : sample_index;
    for (size_t i = 0; i < common->count; i++) {
        const char *type = common_type(common, i);
        if (strcmp(type, sample_index) == 0 || strcmp(type, without) == 0) {
            *index = i;
            return true;
        }
    }
    return fail_index(common, sample_index, error);
}

/* The finer unit is kept, so that nothing is rounded. */
static bool agree_on_unit(const struct common_types *common,
                          struct value_pair *pair, struct error *error)
{
    struct value_type base = common->base->value_types[pair->base];
    struct value_type head = common->head->value_types[pair->head];
    if (!value_units_agree(base.unit, head.unit)) {
        return error_set(error, ERROR_INPUT,
                         "%s counts %.100s in \"%.100s\", %s in \"%.100s\": "
                         "record both with one tool",
                         common->base->name, base.type, base.unit,
                         common->head->name, head.unit);
    }
    pair->value = head;
    if (value_scale(1, base.unit, head.unit).value < 1) {
        pair->value = base;
    }
    pair->base_factor =
        llround(value_scale(1, base.unit, pair->value.unit).value);
    pair->head_factor =
        llround(value_scale(1, head.unit, pair->value.unit).value);
    return true;
}

static size_t without_plural(const char *type)
{
    size_t length = strlen(type);
    return length > 0 && type[length - 1] == 's' ? length - 1 : length;
}

/*
 * What a profile was sampled by tells kinds apart whose value types have one
 * name. pprof merges no others, and minds no final "s".
 */
static bool agree_on_period(const struct common_types *common,
                            struct error *error)
{
    struct value_type base = common->base->period_type;
    struct value_type head = common->head->period_type;
    size_t length = without_plural(base.type);
    if (length == without_plural(head.type) &&
        memcmp(base.type, head.type, length) == 0 &&
        value_units_agree(base.unit, head.unit)) {
        return true;
    }
    return error_set(error, ERROR_INPUT,
                     "%s is sampled by \"%.100s\" in \"%.100s\", %s by "
                     "\"%.100s\" in \"%.100s\": they do not compare; record "
                     "both with one tool",
                     common->base->name, base.type, base.unit,
                     common->head->name, head.type, head.unit);
}

static bool choose(const struct common_types *common, const char *sample_index,
                   struct value_pair *pair, struct error *error)
{
    size_t index = 0;
    if (common->count == 0) {
        return error_set(
            error, ERROR_INPUT,
            "%s (%s) and %s (%s) have no sample type in common; "
            "compare profiles of one kind",
            common->base->name, profile_kind_name(common->base->kind),
            common->head->name, profile_kind_name(common->head->kind));
    }
    if (!agree_on_period(common, error) ||
        !find_index(common, sample_index, &index, error)) {
        return false;
    }
    pair->head = common->head_indexes[index];
    pair->base = base_index(common, index);
    return agree_on_unit(common, pair, error);
}

bool profile_values_choose(const struct profile *base,
                           const struct profile *head, const char *sample_index,
                           struct value_pair *pair, struct error *error)
{
    struct common_types common = { .base = base, .head = head };
    common.head_indexes = memory_allocate(
        memory_size(head->value_count, sizeof(*common.head_indexes)));
    find_common(&common);
    bool ok = choose(&common, sample_index, pair, error);
    memory_release(common.head_indexes);
    return ok;
}
