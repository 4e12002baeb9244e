#include "core/analysis/stack_frames.h"

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

bool stack_own_line(const struct profile *profile,
                    const struct profile_sample *sample, uint32_t *line)
{
    struct stack_walk walk = stack_from_leaf(profile, sample);
    bool has_test = false;
    for (uint32_t next; stack_next(&walk, &next);) {
        const char *path = profile->lines[next].path;
        if (path == NULL) {
            continue;
        }
        if (!go_is_test_file(path)) {
            *line = next;
            return true;
        }
        if (!has_test) {
            *line = next;
            has_test = true;
        }
    }
    return has_test;
}
