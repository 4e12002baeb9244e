#include "core/analysis/gates/selfcheck.h"

#include <math.h>
#include <string.h>

#include "core/analysis/gates/gate_family.h"
#include "core/analysis/gates/gate_scope.h"
#include "core/base/buffer.h"
#include "core/base/quantity.h"
#include "core/stats/hodges_lehmann.h"
#include "core/stats/mann_whitney.h"
#include "core/stats/median.h"

static const double confidence = 0.95;
/* Of the limit: how far beyond and within it is planted. */
static const double part_beyond = 1.5, part_within = 0.5;
static const double hair = 0.001; /* for counts that never vary */
enum { MOST_NAMED = 3 };

/* Changes that are tried where one just beyond the limit does not fail. */
static const double ladder[] = { 0.03, 0.04, 0.05, 0.06, 0.08, 0.10, 0.12,
                                 0.15, 0.20, 0.25, 0.30, 0.40, 0.50, 0.75,
                                 1,    1.5,  2,    4,    9 };
#define LADDER_COUNT (sizeof(ladder) / sizeof(*ladder))

struct selfcheck_entry *selfcheck_add(struct analysis *analysis,
                                      const char *gate, double limit)
{
    struct selfcheck_entry *entry =
        LIST_PUSH(analysis->arena, &analysis->report->selfcheck.entries);
    *entry = (struct selfcheck_entry){
        .gate = gate,
        .benchmark = "",
        .unit = "",
        .package = "",
        .limit = limit,
        .beyond = part_beyond * limit,
        .within = part_within * limit,
        .fails_from = (double)NAN,
    };
    return entry;
}

static enum guard guard_of(const struct selfcheck_entry *entry)
{
    if (entry->within_state == GATE_FAILED ||
        entry->beyond_state == GATE_PASSED) {
        return GUARD_BROKEN;
    }
    return entry->beyond_state == GATE_FAILED ? GUARD_PROVED : GUARD_UNGUARDED;
}

/* "+9.0 %", or as a share of the profile "7.5 %"; "1 for 0" where base has
 * none. */
static struct quantity amount(const struct selfcheck_entry *entry,
                              double planted)
{
    if (isinf(entry->beyond)) {
        return (struct quantity){ "1 for 0" };
    }
    return entry->benchmark[0] == '\0' ? quantity_percent(planted)
                                       : quantity_change(1 + planted);
}

static const char *text_of(const struct analysis *analysis,
                           const struct selfcheck_entry *entry, const char *why)
{
    struct quantity within = amount(entry, entry->within);
    struct quantity planted = amount(entry, entry->beyond);
    const char *beyond = planted.text;
    if (entry->guard == GUARD_PROVED) {
        return arena_printf(analysis->arena, "A planted %s fails, %s does not.",
                            beyond, isinf(entry->beyond) ? "0" : within.text);
    }
    if (entry->guard == GUARD_BROKEN) {
        return arena_printf(analysis->arena, "A planted %s is %s, %s is %s.",
                            beyond, gate_state_name(entry->beyond_state),
                            within.text, gate_state_name(entry->within_state));
    }
    if (why[0] != '\0') {
        return arena_printf(analysis->arena, "A planted %s does not fail: %s.",
                            beyond, why);
    }
    return isnan(entry->fails_from)
               ? arena_printf(analysis->arena,
                              "A planted %s does not fail, nor does any other: "
                              "too few runs.",
                              beyond)
               : arena_printf(analysis->arena,
                              "A planted %s is lost in the noise; %s fails.",
                              beyond, amount(entry, entry->fails_from).text);
}

void selfcheck_judge(const struct analysis *analysis,
                     struct selfcheck_entry *entry, const char *why)
{
    entry->guard = guard_of(entry);
    entry->text = text_of(analysis, entry, why);
}

/* A copy of the row in which head is `ratio` times base. */
static struct benchmark_row plant(const struct analysis *analysis,
                                  struct arena *scratch,
                                  const struct benchmark_row *row, double ratio)
{
    struct benchmark_row planted = *row;
    double *values = arena_array(scratch, row->head_count, sizeof(double));
    /* What is nothing on a side is no multiple of the other. */
    bool has_ratio =
        row->base_center > 0 && row->ratio > 0 && isfinite(row->ratio);
    double flat = row->base_center > 0 ? row->base_center * ratio
                  : ratio > 1          ? 1
                                       : 0;
    for (size_t i = 0; i < row->head_count; i++) {
        values[i] =
            has_ratio ? row->head_values[i] * (ratio / row->ratio) : flat;
    }
    planted.head_values = values;
    struct numbers base = { row->base_values, row->base_count };
    struct numbers head = { values, row->head_count };
    planted.head_center = median_of_sorted(head);
    struct ratio_interval interval;
    if (hodges_lehmann_ratio(base, head, confidence, &interval)) {
        planted.ratio = interval.ratio;
        planted.ratio_low = interval.low;
        planted.ratio_high = interval.high;
    }
    planted.is_exact = numbers_are_constant(base) && numbers_are_constant(head);
    planted.p = mann_whitney_two_sided(base, head).p;
    planted.is_significant = planted.p < analysis->config->gate_alpha;
    return planted;
}

/* One member of a gate and what is planted into it. */
struct planting {
    struct analysis *analysis;
    struct gate_family *family;
    size_t member;
    enum gate_excuse excuse; /* of the change beyond */
};

static enum gate_state decide(struct planting *planting, double change)
{
    struct arena scratch = ARENA_INIT;
    struct analysis analysis = *planting->analysis;
    analysis.arena = &scratch;
    struct gate_family *family = planting->family;
    const struct benchmark_row *row = family->members.items[planting->member];
    struct benchmark_row planted =
        plant(planting->analysis, &scratch, row, 1 + change);
    double kept = family->raw_p[planting->member];
    family->raw_p[planting->member] =
        gate_family_test(&analysis, family, &planted);
    gate_family_adjust(&analysis, family);
    enum gate_state state = gate_family_decide(&analysis, family, &planted,
                                               family->p[planting->member]);
    planting->excuse = gate_family_excuse(&analysis, family, &planted, state);
    family->raw_p[planting->member] = kept;
    arena_release(&scratch);
    return planting->excuse == GATE_NOT_EXCUSED ? state : GATE_INCONCLUSIVE;
}

/* The least change of the ladder that fails: larger ones do, too. */
static double least_failing(struct planting *planting, double limit)
{
    size_t low = 0, high = LADDER_COUNT;
    while (low < high) {
        size_t middle = (low + high) / 2;
        bool fails = ladder[middle] > limit &&
                     decide(planting, ladder[middle]) == GATE_FAILED;
        if (fails) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return low < LADDER_COUNT ? ladder[low] : (double)NAN;
}

static const char *reason_of(enum gate_excuse excuse)
{
    static const char *const reasons[] = {
        [GATE_NOT_EXCUSED] = "",
        [GATE_OTHER_PLATFORM] = "the sides ran on different platforms",
        [GATE_MACHINE_MOVED] = "the machine moved between the sides",
    };
    return reasons[excuse];
}

static void check_member(struct planting *planting)
{
    const struct benchmark_row *row =
        planting->family->members.items[planting->member];
    double limit = gate_limit_of(planting->analysis, planting->family->id, row);
    struct selfcheck_entry *entry =
        selfcheck_add(planting->analysis, planting->family->id, limit);
    entry->benchmark = row->name;
    entry->unit = row->unit;
    entry->package = row->package;
    if (row->base_center <= 0) {
        entry->beyond = (double)INFINITY;
        entry->within = 0;
    } else if (row->is_exact && planting->family->kind == GATE_ALLOCATIONS) {
        entry->beyond = limit + hair;
        entry->within = limit - hair;
    }
    entry->within_state = decide(planting, entry->within);
    entry->beyond_state = decide(planting, entry->beyond);
    const char *why = reason_of(planting->excuse);
    if (entry->beyond_state == GATE_FAILED) {
        entry->fails_from = entry->beyond;
    } else if (why[0] == '\0' && isfinite(entry->beyond)) {
        entry->fails_from = least_failing(planting, limit);
    }
    selfcheck_judge(planting->analysis, entry, why);
}

static void check_benchmarks(struct analysis *analysis, enum gate_kind kind)
{
    struct gate_family family;
    gate_family_gather(analysis, kind, &family);
    for (size_t i = 0; i < family.members.count; i++) {
        if (benchmark_row_is_paired(family.members.items[i])) {
            struct planting planting = { .analysis = analysis,
                                         .family = &family,
                                         .member = i };
            check_member(&planting);
        }
    }
}

/* "BenchmarkTax-2 sec/op (from +25 %)" */
static void add_name(struct buffer *text, const struct selfcheck_entry *entry)
{
    if (entry->benchmark[0] == '\0') {
        buffer_text(text, entry->text);
        return;
    }
    buffer_printf(text, "Benchmark%s %s", entry->benchmark, entry->unit);
    if (!isnan(entry->fails_from)) {
        buffer_printf(text, " (from %s)",
                      amount(entry, entry->fails_from).text);
    }
}

/* Those in the gravest state there is, unless all are proved. */
static const char *words_for(const struct analysis *analysis,
                             const struct selfcheck_gate *gate)
{
    const struct selfcheck_list *entries = &analysis->report->selfcheck.entries;
    enum guard guard =
        gate->counts[GUARD_BROKEN] > 0 ? GUARD_BROKEN : GUARD_UNGUARDED;
    size_t named = 0;
    if (gate->counts[guard] == 0) {
        return gate->counts[GUARD_PROVED] > 0 ? "" : "nothing to plant into";
    }
    struct buffer text;
    buffer_init(&text);
    for (size_t i = 0; i < entries->count && named < MOST_NAMED; i++) {
        const struct selfcheck_entry *entry = &entries->items[i];
        if (entry->guard == guard && strcmp(entry->gate, gate->id) == 0) {
            buffer_text(&text, named++ > 0 ? ", " : "");
            add_name(&text, entry);
        }
    }
    if (gate->counts[guard] > named) {
        buffer_printf(&text, " and %zu more", gate->counts[guard] - named);
    }
    const char *words = arena_copy(analysis->arena, text.bytes, text.length);
    buffer_release(&text);
    return words;
}

static void sum_up(struct analysis *analysis)
{
    static const char *const ids[] = { "unrelated-time", "related-time",
                                       "allocations", "no-new-hotspot" };
    struct selfcheck *check = &analysis->report->selfcheck;
    for (size_t i = 0; i < sizeof(ids) / sizeof(*ids); i++) {
        struct selfcheck_gate *gate = LIST_PUSH(analysis->arena, &check->gates);
        *gate = (struct selfcheck_gate){ .id = ids[i] };
        for (size_t j = 0; j < check->entries.count; j++) {
            const struct selfcheck_entry *entry = &check->entries.items[j];
            gate->counts[entry->guard] += strcmp(entry->gate, ids[i]) == 0;
        }
        gate->text = words_for(analysis, gate);
    }
}

void selfcheck(struct analysis *analysis)
{
    if (!analysis->report->selfcheck.is_wanted) {
        return;
    }
    for (size_t i = 0; i < GATE_KIND_COUNT; i++) {
        check_benchmarks(analysis, (enum gate_kind)i);
    }
    selfcheck_hotspots(analysis);
    sum_up(analysis);
}
