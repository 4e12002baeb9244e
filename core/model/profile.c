#include "core/model/profile.h"

#include <string.h>

const char *profile_kind_name(enum profile_kind kind)
{
    switch (kind) {
    case PROFILE_CPU:
        return "cpu";
    case PROFILE_HEAP:
        return "heap";
    case PROFILE_MUTEX:
        return "mutex";
    case PROFILE_BLOCK:
        return "block";
    case PROFILE_GOROUTINE:
        return "goroutine";
    case PROFILE_WALL:
        return "wall";
    case PROFILE_OTHER:
        return "other";
    }
    return "other";
}

size_t profile_value_index(const struct profile *profile, const char *type)
{
    for (size_t i = 0; i < profile->value_count; i++) {
        if (strcmp(profile->value_types[i].type, type) == 0) {
            return i;
        }
    }
    return profile->value_count;
}

static const int64_t *sums_at(const int64_t *sums, size_t index, size_t width)
{
    return sums + index * 2 * width;
}

const int64_t *profile_function_flat(const struct profile *profile,
                                     uint32_t function)
{
    return sums_at(profile->function_sums, function, profile->value_count);
}

const int64_t *profile_function_cum(const struct profile *profile,
                                    uint32_t function)
{
    return profile_function_flat(profile, function) + profile->value_count;
}

const int64_t *profile_line_flat(const struct profile *profile, uint32_t line)
{
    return sums_at(profile->line_sums, line, profile->value_count);
}

const int64_t *profile_line_cum(const struct profile *profile, uint32_t line)
{
    return profile_line_flat(profile, line) + profile->value_count;
}
