#include "core/analysis/profiles/part_production.h"

#include "core/base/strings.h"
#include "core/model/go_symbol.h"

static bool has_function(const struct profile *profile, const char *prefix)
{
    for (uint32_t i = 0; i < profile->function_count; i++) {
        if (text_starts_with(profile->functions[i].name, prefix)) {
            return true;
        }
    }
    return false;
}

bool profile_is_of_benchmarks(const struct profile *profile)
{
    for (uint32_t i = 0; i < profile->function_count; i++) {
        if (go_symbol_benchmark(profile->functions[i].name).length > 0) {
            return true;
        }
    }
    return has_function(profile, "testing.(*B).");
}

/* By the harness, or by the name that go gives to a binary of tests. */
bool profile_is_of_production(const struct profile *profile)
{
    return profile->sample_count > 0 && !has_function(profile, "testing.") &&
           !text_ends_with(profile->binary, ".test") &&
           !profile_is_of_benchmarks(profile);
}

/* How many profiles of one kind a side has. */
struct sorts {
    size_t production, others;
};

static struct sorts sorts_of(const struct evidence_side *side,
                             enum profile_kind kind)
{
    struct sorts sorts = { .production = 0 };
    for (size_t i = 0; i < side->profiles.count; i++) {
        const struct profile *profile = &side->profiles.items[i];
        if (profile->kind == kind) {
            bool is_production = profile_is_of_production(profile);
            sorts.production += is_production;
            sorts.others += !is_production;
        }
    }
    return sorts;
}

static void put_aside(struct evidence_side *side, enum profile_kind kind,
                      bool production)
{
    size_t kept = 0;
    for (size_t i = 0; i < side->profiles.count; i++) {
        struct profile profile = side->profiles.items[i];
        if (profile.kind == kind &&
            profile_is_of_production(&profile) == production) {
            *LIST_PUSH(&side->arena, &side->aside) = profile;
        } else {
            side->profiles.items[kept++] = profile;
        }
    }
    side->profiles.count = kept;
}

void part_production(struct analysis *analysis)
{
    struct evidence_side *base = &analysis->evidence->base;
    struct evidence_side *head = &analysis->evidence->head;
    for (size_t kind = 0; kind <= PROFILE_OTHER; kind++) {
        struct sorts before = sorts_of(base, (enum profile_kind)kind);
        struct sorts now = sorts_of(head, (enum profile_kind)kind);
        bool is_mixed = before.production + now.production > 0 &&
                        before.others + now.others > 0;
        bool compares_others = before.others > 0 && now.others > 0;
        bool compares_production = before.production > 0 && now.production > 0;
        if (is_mixed) {
            bool keeps_others = compares_others || !compares_production;
            put_aside(base, (enum profile_kind)kind, keeps_others);
            put_aside(head, (enum profile_kind)kind, keeps_others);
        }
    }
}
