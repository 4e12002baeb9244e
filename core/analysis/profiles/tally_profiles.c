#include "core/analysis/profiles/tally.h"

static bool find_measures(struct tally *tally, const struct profile *profile)
{
    static const char *const retained[] = { "inuse_space", NULL };
    static const char *const costs[][2] = {
        [PROFILE_CPU] = { "samples", NULL },
        [PROFILE_HEAP] = { "alloc_objects", "alloc_space" },
        [PROFILE_MUTEX] = { "delay", NULL },
        [PROFILE_BLOCK] = { "delay", NULL },
        [PROFILE_WALL] = { "time", NULL },
    };
    const char *const *types =
        tally->is_retained ? retained : costs[tally->kind];
    tally->measure_count = types[1] != NULL ? 2 : 1;
    for (size_t i = 0; i < tally->measure_count; i++) {
        size_t index = profile_value_index(profile, types[i]);
        bool is_first = tally->profile_count == 0;
        if (index == profile->value_count ||
            (!is_first && index != tally->measures[i])) {
            return false;
        }
        tally->measures[i] = index;
    }
    return true;
}

/* Profiles of other value types than the first one's do not compare. */
static void add_profiles(struct tally *tally, const struct evidence_side *side,
                         bool is_head)
{
    for (size_t i = 0; i < side->profiles.count; i++) {
        const struct profile *profile = &side->profiles.items[i];
        if (profile->kind != tally->kind || !find_measures(tally, profile)) {
            continue;
        }
        tally->profiles[tally->profile_count++] =
            (struct tally_profile){ .profile = profile, .is_head = is_head };
        *(is_head ? &tally->head_count : &tally->base_count) += 1;
    }
}

void tally_find_profiles(const struct analysis *analysis, struct tally *tally)
{
    const struct evidence *evidence = analysis->evidence;
    tally->profiles = arena_array(analysis->arena,
                                  evidence->base.profiles.count +
                                      evidence->head.profiles.count,
                                  sizeof(*tally->profiles));
    add_profiles(tally, &evidence->base, false);
    add_profiles(tally, &evidence->head, true);
}
