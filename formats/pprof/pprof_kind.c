#include "formats/pprof/pprof.h"

#include <string.h>

#include "core/base/strings.h"

static bool has_type(const struct profile *profile, const char *type)
{
    return profile_value_index(profile, type) < profile->value_count;
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

/*
 * sync.(*Mutex).Unlock, internal/sync.(*RWMutex).RUnlock, runtime.unlock,
 * runtime.unlock2, runtime._LostContendedRuntimeLock: where the runtime
 * charges mutex delay. Block delay is charged to the wait: runtime.chanrecv1,
 * runtime.selectgo, sync.(*Mutex).Lock, sync.(*WaitGroup).Wait, ...
 */
static bool is_unlock(const char *function)
{
    return text_ends_with(function, ").Unlock") ||
           text_ends_with(function, ").RUnlock") ||
           text_starts_with(function, "runtime.unlock") ||
           strcmp(function, "runtime._LostContendedRuntimeLock") == 0;
}

static enum profile_kind kind_of_contention(const struct profile *profile)
{
    const char *name = base_name(profile->name);
    if (strcasestr(name, "block") != NULL) {
        return PROFILE_BLOCK;
    }
    if (strcasestr(name, "mutex") != NULL) {
        return PROFILE_MUTEX;
    }
    size_t delay = profile_value_index(profile, "delay");
    int64_t unlocking = 0;
    for (uint32_t i = 0; i < profile->function_count; i++) {
        if (is_unlock(profile->functions[i].name)) {
            unlocking += profile_function_flat(profile, i)[delay];
        }
    }
    return unlocking > profile->totals[delay] / 2 ? PROFILE_MUTEX
                                                  : PROFILE_BLOCK;
}

enum profile_kind pprof_kind(const struct profile *profile)
{
    if (has_type(profile, "alloc_space") || has_type(profile, "inuse_space")) {
        return PROFILE_HEAP;
    }
    if (has_type(profile, "contentions") && has_type(profile, "delay")) {
        return kind_of_contention(profile);
    }
    if (has_type(profile, "goroutine")) {
        return PROFILE_GOROUTINE;
    }
    if (has_type(profile, "samples") && has_type(profile, "cpu")) {
        return PROFILE_CPU;
    }
    if (has_type(profile, "samples") && has_type(profile, "time")) {
        return PROFILE_WALL;
    }
    return PROFILE_OTHER;
}
