#include "core/analysis/profiles/stack_frames.h"

#include <string.h>
#include <strings.h>

#include "core/model/go_symbol.h"

struct stack_walk stack_from_leaf(const struct profile *profile,
                                  const struct profile_sample *sample)
{
    return (struct stack_walk){ .profile = profile, .sample = sample };
}

struct stack_walk stack_from_root(const struct profile *profile,
                                  const struct profile_sample *sample)
{
    return (struct stack_walk){ .profile = profile,
                                .sample = sample,
                                .from_root = true };
}

bool stack_next(struct stack_walk *walk, uint32_t *line)
{
    size_t count = walk->sample->location_count;
    while (walk->location < count) {
        size_t index =
            walk->from_root ? count - 1 - walk->location : walk->location;
        const struct profile_location *location =
            &walk->profile->locations[walk->sample->locations[index]];
        if (walk->frame < location->frame_count) {
            uint32_t frame = walk->from_root
                                 ? location->frame_count - 1 - walk->frame
                                 : walk->frame;
            *line = walk->profile->frames[location->first_frame + frame];
            walk->frame++;
            return true;
        }
        walk->location++;
        walk->frame = 0;
    }
    return false;
}

static bool is_lock_verb(struct span name)
{
    static const char *const verbs[] = { "Lock", "Unlock", "RLock", "RUnlock" };
    for (size_t i = 0; i < sizeof(verbs) / sizeof(*verbs); i++) {
        if (strlen(verbs[i]) == name.length &&
            strncasecmp(verbs[i], name.bytes, name.length) == 0) {
            return true;
        }
    }
    return false;
}

static struct span name_of(const struct profile *profile, uint32_t line)
{
    struct go_symbol_parts parts =
        go_symbol_parts(profile->functions[profile->lines[line].function].name);
    return parts.closure.length == 0 ? parts.name : parts.closure;
}

/* (*Guard).Unlock that calls (*Mutex).Unlock. */
static bool is_lock_forwarder(const struct profile *profile, uint32_t line,
                              uint32_t callee)
{
    struct span name = name_of(profile, line), other = name_of(profile, callee);
    return is_lock_verb(name) && name.length == other.length &&
           strncasecmp(name.bytes, other.bytes, name.length) == 0;
}

bool stack_own_line(const struct profile *profile,
                    const struct profile_sample *sample, uint32_t *line)
{
    bool of_locks =
        profile->kind == PROFILE_MUTEX || profile->kind == PROFILE_BLOCK;
    struct stack_walk walk = stack_from_leaf(profile, sample);
    bool has_other = false, is_leaf = true;
    uint32_t callee = 0;
    for (uint32_t next; stack_next(&walk, &next); callee = next) {
        const char *path = profile->lines[next].path;
        bool forwards =
            of_locks && !is_leaf && is_lock_forwarder(profile, next, callee);
        is_leaf = false;
        if (path == NULL) {
            continue;
        }
        if (!go_is_test_file(path) && !forwards) {
            *line = next;
            return true;
        }
        if (!has_other) {
            *line = next;
            has_other = true;
        }
    }
    return has_other;
}
