#include "core/model/comparison.h"

#include <math.h>
#include <string.h>

struct change change_untested(double base, double head)
{
    return (struct change){ .benchmark = "",
                            .base = base,
                            .head = head,
                            .base_each = (double)NAN,
                            .head_each = (double)NAN,
                            .ratio = (double)NAN,
                            .low = (double)NAN,
                            .high = (double)NAN,
                            .p = (double)NAN,
                            .q = (double)NAN };
}

const char *cause_kind_id(enum cause_kind kind)
{
    static const char *const ids[] = {
#define ENTRY(name, id, words) [CAUSE_##name] = id,
        CAUSE_KINDS(ENTRY)
#undef ENTRY
    };
    return ids[kind];
}

const char *cause_kind_words(enum cause_kind kind)
{
    static const char *const texts[] = {
#define ENTRY(name, id, words) [CAUSE_##name] = words,
        CAUSE_KINDS(ENTRY)
#undef ENTRY
    };
    return texts[kind];
}

const struct profile_diff *comparison_profile(
    const struct comparison *comparison, enum profile_kind kind,
    const char *value_type)
{
    for (size_t i = 0; i < comparison->profiles.count; i++) {
        const struct profile_diff *diff = &comparison->profiles.items[i];
        if (diff->kind == kind && strcmp(diff->value.type, value_type) == 0) {
            return diff;
        }
    }
    return NULL;
}

struct scope profile_row_scope(const struct profile_row *row)
{
    return (struct scope){ .path = row->location.file,
                           .function = row->function,
                           .benchmark = row->own.benchmark };
}

struct scope allocation_site_scope(const struct allocation_site *site)
{
    return (struct scope){ .path = site->location.file,
                           .function = site->function,
                           .benchmark = site->bytes.benchmark };
}

struct scope contention_site_scope(const struct contention_site *site)
{
    return (struct scope){ .path = site->location.file,
                           .function = site->function,
                           .benchmark = site->delay.benchmark };
}
