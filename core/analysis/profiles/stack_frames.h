/*
 * Walks the frames of one stack, inlined ones included, in either direction.
 */
#ifndef CORE_ANALYSIS_STACK_FRAMES_H
#define CORE_ANALYSIS_STACK_FRAMES_H

#include "core/model/profile.h"

struct stack_walk {
    const struct profile *profile;
    const struct profile_sample *sample;
    size_t location; /* next one, counted in the direction of the walk */
    uint32_t frame;  /* next frame in it, likewise */
    bool from_root;
};

struct stack_walk stack_from_leaf(const struct profile *profile,
                                  const struct profile_sample *sample);
struct stack_walk stack_from_root(const struct profile *profile,
                                  const struct profile_sample *sample);

/* The next frame as an index into profile->lines; false at the end. */
bool stack_next(struct stack_walk *walk, uint32_t *line);

/* The repository's leafmost frame: of its own code, else of its tests; false
 * when no frame is in the repository. In mutex and block profiles a method that
 * only hands Lock or Unlock on is passed over: who holds the lock, or waits for
 * it, is its caller. */
bool stack_own_line(const struct profile *profile,
                    const struct profile_sample *sample, uint32_t *line);

#endif
