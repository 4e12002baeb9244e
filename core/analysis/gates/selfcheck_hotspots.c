/*
 * Plants a hotspot: samples of a function that is nowhere, called by a
 * benchmark that runs in all of head's CPU profiles. The copies of the
 * profiles are the real ones with a visitor that adds a stack.
 */
#include <math.h>
#include <string.h>

#include "core/analysis/findings/judge_changes.h"
#include "core/analysis/gates/gate_hotspots.h"
#include "core/analysis/gates/selfcheck.h"
#include "core/analysis/profiles/diff_profiles.h"
#include "core/analysis/profiles/edited_cost.h"
#include "core/analysis/profiles/find_cost_shifts.h"
#include "core/analysis/profiles/tally.h"
#include "core/model/go_symbol.h"

static const char planted_name[] = "selfcheck.planted";
static const char planted_file[] = "selfcheck/planted.go";
/* Of the limit, where just beyond it is not enough. */
static const double larger[] = { 3, 6, 12 };
static const double most_share = 0.9;

/* What a planted profile's visitor needs. */
struct plant {
    const struct profile *original;
    uint32_t stack[2]; /* locations: the function, the benchmark */
    int64_t samples;
};

static void visit_planted(const struct profile *profile,
                          void (*each)(void *context,
                                       const struct profile_sample *sample),
                          void *context)
{
    const struct plant *plant = profile->reader_state;
    const struct profile *original = plant->original;
    int64_t values[2] = { plant->samples, plant->samples * original->period };
    struct profile_sample sample = { .locations = plant->stack,
                                     .location_count = 2,
                                     .values = values };
    original->visit(original, each, context);
    if (plant->samples > 0) {
        each(context, &sample);
    }
}

/* An address that a frame of the benchmark stands at; location_count: none. */
static uint32_t location_of(const struct profile *profile,
                            const char *benchmark)
{
    for (uint32_t i = 0; i < profile->location_count; i++) {
        const struct profile_location *location = &profile->locations[i];
        for (uint32_t j = 0; j < location->frame_count; j++) {
            uint32_t line = profile->frames[location->first_frame + j];
            const char *name =
                profile->functions[profile->lines[line].function].name;
            if (span_equals(go_symbol_benchmark(name), benchmark)) {
                return i;
            }
        }
    }
    return profile->location_count;
}

static bool runs_everywhere(const struct tally *tally, const char *benchmark)
{
    for (size_t i = tally->base_count; i < tally->profile_count; i++) {
        const struct profile *profile = tally->profiles[i].profile;
        if (location_of(profile, benchmark) == profile->location_count ||
            profile->value_count != 2) {
            return false;
        }
    }
    return true;
}

/* Whose operations are known on both sides; NULL: no benchmark's. */
static const char *choose_benchmark(const struct tally *tally)
{
    for (size_t i = 1; tally != NULL && i < tally->groups.count; i++) {
        const struct tally_group *group = &tally->groups.items[i];
        if (group->base_operations > 0 && group->head_operations > 0 &&
            runs_everywhere(tally, group->benchmark)) {
            return group->benchmark;
        }
    }
    return NULL;
}

/* A copy of an array with one more item at its end. */
static void *extend(struct arena *arena, const void *items, size_t count,
                    size_t size)
{
    char *copy = arena_array(arena, count + 1, size);
    memcpy(copy, items, count * size);
    return copy;
}

/* Head's samples become so many more that the new ones have the share. */
static struct profile plant_profile(struct arena *arena,
                                    const struct profile *original,
                                    const char *benchmark, double share)
{
    struct profile planted = *original;
    uint32_t functions = original->function_count;
    uint32_t lines = original->line_count;
    uint32_t locations = original->location_count;
    uint32_t frames = 0;
    for (uint32_t i = 0; i < locations; i++) {
        frames += original->locations[i].frame_count;
    }
    planted.functions = extend(arena, original->functions, functions,
                               sizeof(*planted.functions));
    planted.functions[functions] =
        (struct profile_function){ .name = planted_name, .file = planted_file };
    planted.lines =
        extend(arena, original->lines, lines, sizeof(*planted.lines));
    planted.lines[lines] = (struct profile_line){ .function = functions,
                                                  .line = 1,
                                                  .file = planted_file,
                                                  .path = planted_file };
    planted.frames =
        extend(arena, original->frames, frames, sizeof(*planted.frames));
    planted.frames[frames] = lines;
    planted.locations = extend(arena, original->locations, locations,
                               sizeof(*planted.locations));
    planted.locations[locations] =
        (struct profile_location){ .first_frame = frames, .frame_count = 1 };
    planted.function_count++;
    planted.line_count++;
    planted.location_count++;
    struct plant *plant = arena_allocate(arena, sizeof(*plant));
    *plant = (struct plant){
        .original = original,
        .stack = { locations, location_of(original, benchmark) },
        .samples = llround((double)original->totals[0] * share / (1 - share)),
    };
    planted.reader_state = plant;
    planted.visit = planted.visit_stacks = visit_planted;
    return planted;
}

/* The CPU profiles of a side alone; those of head with the plant. */
static void copy_profiles(const struct tally *tally, struct arena *arena,
                          struct evidence *copy, const char *benchmark,
                          double share)
{
    arena_init(&copy->base.arena);
    arena_init(&copy->head.arena);
    copy->base.profiles = copy->head.profiles =
        (struct profile_list){ .items = NULL };
    for (size_t i = 0; i < tally->profile_count; i++) {
        const struct profile *profile = tally->profiles[i].profile;
        bool is_head = tally->profiles[i].is_head;
        struct profile_list *list =
            is_head ? &copy->head.profiles : &copy->base.profiles;
        *LIST_PUSH(arena, list) =
            is_head ? plant_profile(arena, profile, benchmark, share)
                    : *profile;
    }
}

static enum gate_state state_in(const struct report *report)
{
    for (size_t i = 0; i < report->gates.count; i++) {
        const struct gate *gate = &report->gates.items[i];
        if (strcmp(gate->function, planted_name) == 0) {
            return gate->state;
        }
    }
    return GATE_PASSED;
}

/* Whether the comparison took the growth for one beyond chance. */
static bool is_seen(const struct comparison *comparison)
{
    const struct profile_diff *diff =
        comparison_profile(comparison, PROFILE_CPU, "cpu");
    for (size_t i = 0; diff != NULL && i < diff->functions.count; i++) {
        const struct profile_row *row = &diff->functions.items[i];
        if (strcmp(row->function, planted_name) == 0) {
            return row->own.is_up;
        }
    }
    return false;
}

/* The gate's state with the share planted: inconclusive when the growth is not
 * told from chance. */
static enum gate_state decide(const struct analysis *real,
                              const char *benchmark, double share)
{
    struct arena arena = ARENA_INIT;
    struct evidence evidence = *real->evidence;
    struct comparison comparison = {
        .same_platform = real->comparison->same_platform,
        .platform_note = real->comparison->platform_note,
    };
    struct report report = { .evidence = &evidence,
                             .config = real->config,
                             .comparison = &comparison };
    struct analysis analysis = { .arena = &arena,
                                 .evidence = &evidence,
                                 .config = real->config,
                                 .comparison = &comparison,
                                 .report = &report,
                                 .sources = real->sources };
    copy_profiles(real->tallies[PROFILE_CPU], &arena, &evidence, benchmark,
                  share);
    diff_profiles(&analysis);
    find_cost_shifts(&analysis);
    find_edited_cost(&analysis);
    judge_changes(&analysis);
    gate_hotspots(&analysis);
    enum gate_state state = state_in(&report);
    bool is_lost = state == GATE_PASSED && !is_seen(&comparison);
    tally_release(analysis.tallies[PROFILE_CPU]);
    arena_release(&evidence.base.arena);
    arena_release(&evidence.head.arena);
    arena_release(&arena);
    return is_lost ? GATE_INCONCLUSIVE : state;
}

void selfcheck_hotspots(struct analysis *analysis)
{
    double limit = config_gate_limit(analysis->config, "no-new-hotspot", NULL);
    const char *benchmark = choose_benchmark(analysis->tallies[PROFILE_CPU]);
    if (benchmark == NULL ||
        !config_gate_is_on(analysis->config, "no-new-hotspot", NULL)) {
        return;
    }
    struct selfcheck_entry *entry =
        selfcheck_add(analysis, "no-new-hotspot", limit);
    entry->beyond = fmin(entry->beyond, most_share);
    entry->within_state = decide(analysis, benchmark, entry->within);
    entry->beyond_state = decide(analysis, benchmark, entry->beyond);
    bool fails = entry->beyond_state == GATE_FAILED;
    entry->fails_from = fails ? entry->beyond : (double)NAN;
    for (size_t i = 0; !fails && i < sizeof(larger) / sizeof(*larger); i++) {
        double share = fmin(larger[i] * limit, most_share);
        fails = decide(analysis, benchmark, share) == GATE_FAILED;
        entry->fails_from = fails ? share : (double)NAN;
    }
    selfcheck_judge(analysis, entry,
                    analysis->comparison->same_platform
                        ? ""
                        : "the sides ran on different platforms");
}
