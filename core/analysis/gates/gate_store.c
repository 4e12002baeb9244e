#include "core/analysis/gates/gate_store.h"

#include <math.h>

/* How many profiles of both sides there are, and are in the store. */
struct archive_count {
    uint32_t base, head, archived;
};

static struct gate *decide(struct analysis *analysis, const char *id,
                           enum gate_state state, const char *reason)
{
    struct gate *gate = LIST_PUSH(analysis->arena, &analysis->report->gates);
    *gate = (struct gate){
        .id = id,
        .benchmark = "",
        .unit = "",
        .package = "",
        .function = "",
        .state = state,
        .limit = (double)NAN,
        .value = (double)NAN,
        .low = (double)NAN,
        .high = (double)NAN,
        .p = (double)NAN,
        .reason = reason,
        .remedy = "",
    };
    return gate;
}

/* ": no space left on device", or nothing. */
static const char *trouble_of(const struct analysis *analysis)
{
    const char *trouble = analysis->report->kept.trouble;
    return trouble == NULL || trouble[0] == '\0'
               ? ""
               : arena_printf(analysis->arena, ": %s", trouble);
}

static struct archive_count count_profiles(const struct analysis *analysis)
{
    const struct evidence *evidence = analysis->evidence;
    const struct kept_run *kept = &analysis->report->kept;
    return (struct archive_count){
        .base = (uint32_t)(evidence->base.profiles.count +
                           evidence->base.aside.count),
        .head = (uint32_t)(evidence->head.profiles.count +
                           evidence->head.aside.count),
        .archived = kept->base_archived + kept->head_archived,
    };
}

static void decide_archived(struct analysis *analysis)
{
    struct archive_count count = count_profiles(analysis);
    uint32_t all = count.base + count.head;
    if (count.base == 0 || count.head == 0) {
        decide(analysis, "archived", GATE_SKIPPED,
               arena_printf(analysis->arena, "%s has no profiles to archive.",
                            count.base > 0   ? "Head"
                            : count.head > 0 ? "Base"
                                             : "Neither side"));
    } else if (count.archived >= all) {
        decide(analysis, "archived", GATE_PASSED,
               arena_printf(analysis->arena,
                            "All profiles are in %s: %u of base, %u of head.",
                            analysis->report->kept.store, count.base,
                            count.head));
    } else {
        decide(analysis, "archived", GATE_FAILED,
               arena_printf(analysis->arena,
                            "%u of %u profiles are not in %s%s.",
                            all - count.archived, all,
                            analysis->report->kept.store, trouble_of(analysis)))
            ->remedy = "It passes when the profiles of both sides are in the "
                       "store.";
    }
}

static void decide_dashboard(struct analysis *analysis)
{
    const struct kept_run *kept = &analysis->report->kept;
    if (kept->is_recorded) {
        decide(analysis, "dashboard", GATE_PASSED,
               arena_printf(analysis->arena, "The run is recorded in %s.",
                            kept->store));
    } else {
        decide(analysis, "dashboard", GATE_FAILED,
               arena_printf(analysis->arena, "The run is not recorded in %s%s.",
                            kept->store, trouble_of(analysis)))
            ->remedy = "It passes when the run is recorded.";
    }
}

void gate_store(struct analysis *analysis)
{
    if (analysis->report->kept.store == NULL) {
        decide(analysis, "archived", GATE_SKIPPED,
               "Without a store of past runs no profile is archived.");
        decide(analysis, "dashboard", GATE_SKIPPED,
               "Without a store of past runs there is no dashboard to "
               "update.");
        return;
    }
    decide_archived(analysis);
    decide_dashboard(analysis);
}
