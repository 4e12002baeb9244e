#include "formats/pprof/pprof_tags.h"

#include <string.h>

#include "core/base/cursor.h"
#include "core/base/strings.h"
#include "core/model/value_unit.h"
#include "formats/pprof/pprof.h"
#include "formats/pprof/pprof_wire.h"

/* Field of message Profile. */
enum { FIELD_STRING_TABLE = 6 };

static struct span key_of(const char *filter)
{
    return (struct span){ filter, strcspn(filter, "=") };
}

bool tag_filters_check(const struct tag_filters *filters, struct error *error)
{
    if (filters->count > PPROF_TAG_LIMIT) {
        return error_set(error, ERROR_USAGE, "more than %zu tags are given",
                         PPROF_TAG_LIMIT);
    }
    for (size_t i = 0; i < filters->count; i++) {
        const char *filter = filters->items[i];
        size_t key = key_of(filter).length;
        if (key == 0 || filter[key] == '\0') {
            return error_set(error, ERROR_USAGE,
                             "--tag %.200s: a tag is KEY=VALUE, such as "
                             "handler=list or bytes=64",
                             filter);
        }
    }
    return true;
}

static bool same_key(const char *left, const char *right)
{
    return span_is_same(key_of(left), key_of(right));
}

/* A number, whole, with a unit or without: "-3", "64kB". */
static bool parse_number(const char *text, struct pprof_tag *tag)
{
    bool is_negative = text[0] == '-';
    struct span digits = { text + is_negative, 0 };
    digits.length = strspn(digits.bytes, "0123456789");
    uint64_t number;
    if (!span_uint64(digits, &number) || number > INT64_MAX) {
        return false;
    }
    tag->number = is_negative ? -(int64_t)number : (int64_t)number;
    tag->unit = digits.bytes + digits.length;
    return true;
}

/* The filters as the samples' decoder asks for them. */
static struct pprof_tags *prepare(const struct tag_filters *filters,
                                  struct arena *arena)
{
    struct pprof_tags *tags = arena_allocate(arena, sizeof(*tags));
    tags->items = arena_array(arena, filters->count, sizeof(*tags->items));
    tags->count = filters->count;
    for (size_t i = 0; i < filters->count; i++) {
        const char *filter = filters->items[i];
        struct pprof_tag *tag = &tags->items[i];
        tag->key = key_of(filter);
        tag->text = filter + tag->key.length + 1;
        tag->has_number = parse_number(tag->text, tag);
        while (!same_key(filters->items[tag->group], filter)) {
            tag->group++;
        }
        tags->wanted |= UINT64_C(1) << tag->group;
    }
    return tags;
}

/* The profile's strings, by their numbers; the reader let go of its own. */
static void find_texts(struct pprof_tags *tags, const struct profile *profile,
                       struct arena *arena)
{
    const struct pprof_samples *samples = profile->reader_state;
    struct cursor cursor = cursor_over(profile->bytes, profile->byte_count);
    struct wire_field field = { 0 };
    size_t count = 0;
    tags->texts = arena_array(arena, samples->text_count, sizeof(*tags->texts));
    while (count < samples->text_count &&
           wire_next(&cursor, &field) == WIRE_FIELD) {
        if (field.number == FIELD_STRING_TABLE && field.type == WIRE_BYTES) {
            tags->texts[count++] = field.bytes;
        }
    }
}

bool pprof_keep_tagged(struct profile *profile,
                       const struct tag_filters *filters, struct arena *arena,
                       struct error *error)
{
    if (filters->count == 0) {
        return true;
    }
    struct pprof_tags *tags = prepare(filters, arena);
    find_texts(tags, profile, arena);
    const struct pprof_samples *read = profile->reader_state;
    struct pprof_samples *samples = arena_allocate(arena, sizeof(*samples));
    *samples = *read;
    samples->tags = tags;
    profile->reader_state = samples;
    return pprof_sum_samples(profile, arena, error);
}

/* Heap profiles give no unit: their "bytes" are what the key says. */
static const char *unit_of_label(struct span key, struct span unit,
                                 char *buffer, size_t size)
{
    struct span text = unit.length > 0 ? unit : key;
    size_t length = text.length < size - 1 ? text.length : size - 1;
    memcpy(buffer, text.bytes, length);
    buffer[length] = '\0';
    return buffer;
}

static bool has_number(const struct pprof_tag *tag,
                       const struct pprof_label *label)
{
    char unit[64];
    if (!tag->has_number || label->text.length > 0) {
        return false;
    }
    if (tag->unit[0] == '\0') {
        return label->number == tag->number;
    }
    unit_of_label(label->key, label->unit, unit, sizeof(unit));
    if (!value_units_agree(unit, tag->unit)) {
        return false;
    }
    double left = value_scale(label->number, unit, tag->unit).value;
    double right = (double)tag->number;
    return left >= right && left <= right;
}

void pprof_tags_meet(const struct pprof_tags *tags,
                     const struct pprof_label *label, uint64_t *met)
{
    for (size_t i = 0; i < tags->count; i++) {
        const struct pprof_tag *tag = &tags->items[i];
        bool is_key = span_is_same(label->key, tag->key);
        bool is_text =
            label->text.length > 0 && span_equals(label->text, tag->text);
        if (is_key && (is_text || has_number(tag, label))) {
            *met |= UINT64_C(1) << tag->group;
        }
    }
}
