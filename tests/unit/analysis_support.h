/*
 * A small world for the tests of analysis and rules: evidence built in memory,
 * sources in a folder of their own, and a struct analysis to run single passes
 * on.
 *
 *     world_source(&world, &world.evidence->head, "p/a.go", "package p\n");
 *     struct recording *cpu = world_profile(&world, head, PROFILE_CPU);
 *     record(cpu, "p.find p/a.go:3 ~ p.Join p/a.go:9 < p.BenchmarkJoin "
 *                 "p/a_test.go:5", 40);
 *
 * Stacks are written leaf first: "<" stands before the caller, "~" before the
 * function into which the frame was inlined. Relative files are in the
 * repository, absolute ones outside, until map_sources() runs.
 */
#ifndef TESTS_UNIT_ANALYSIS_SUPPORT_H
#define TESTS_UNIT_ANALYSIS_SUPPORT_H

#include "recording_support.h"

/* The diff's row of a function, which must be there. */
static inline struct profile_row *world_function(const struct world *world,
                                                 enum profile_kind kind,
                                                 const char *value,
                                                 const char *function)
{
    static struct profile_row none;
    const struct profile_diff *diff =
        comparison_profile(&world->comparison, kind, value);
    for (size_t i = 0; diff != NULL && i < diff->functions.count; i++) {
        if (strcmp(diff->functions.items[i].function, function) == 0) {
            return &diff->functions.items[i];
        }
    }
    fail_msg("no %s of %s", value, function);
    return &none;
}

/* The site on a line of head (or of base, gone in head), or NULL. */
static inline struct allocation_site *world_find_site(const struct world *world,
                                                      struct location place,
                                                      bool is_only_base)
{
    const struct allocation_site_list *sites = &world->comparison.allocations;
    for (size_t i = 0; i < sites->count; i++) {
        struct allocation_site *site = &sites->items[i];
        if (location_same_line(site->location, place) &&
            site->is_only_base == is_only_base) {
            return site;
        }
    }
    return NULL;
}

/* The site on a line of head, which must be there. */
static inline struct allocation_site *world_site(const struct world *world,
                                                 const char *file,
                                                 uint32_t line)
{
    static struct allocation_site none;
    struct allocation_site *site =
        world_find_site(world, (struct location){ file, line, 0 }, false);
    if (site == NULL) {
        fail_msg("no allocation at %s:%u", file, line);
        return &none;
    }
    return site;
}

#endif
