/*
 * Keeps the samples of a profile that have certain labels (pprof calls them
 * tags): those of pprof.Do, or a heap profile's size of the blocks.
 */
#ifndef FORMATS_PPROF_TAGS_H
#define FORMATS_PPROF_TAGS_H

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/model/profile.h"

/* More filters than this are refused. */
#define PPROF_TAG_LIMIT ((size_t)64)

/* "handler=list", "bytes=64", "latency=10ms". */
struct tag_filters {
    const char *const *items;
    size_t count;
};

/* Whether each is KEY=VALUE and there are not too many; ERROR_USAGE. */
WARN_UNUSED bool tag_filters_check(const struct tag_filters *filters,
                                   struct error *error);

/*
 * Sums the profile anew, of the samples whose labels meet the filters: one of
 * those with the same key, for every key. A value is the text of a label or its
 * number, which may have a unit ("64kB"); a number without one is in the
 * label's own. From then on its visits pass the others by. Of a profile that
 * the pprof reader read, from filters that were checked; allocates in the
 * arena, which must live as long.
 */
WARN_UNUSED bool pprof_keep_tagged(struct profile *profile,
                                   const struct tag_filters *filters,
                                   struct arena *arena, struct error *error);

#endif
