#include "formats/junit/junit_cases.h"

#include <math.h>
#include <string.h>

#include "formats/junit/junit_builder.h"
#include "formats/junit/junit_steady.h"

static const char benchmark_prefix[] = "Benchmark";

const char *junit_suite_name(enum junit_suite suite)
{
    static const char *const names[] = {
        [JUNIT_GATES] = "gates",
        [JUNIT_BENCHMARKS] = "benchmarks",
        [JUNIT_HOTSPOTS] = "hotspots",
        [JUNIT_ALLOCATIONS] = "allocations",
    };
    return names[suite];
}

const char *junit_benchmark_of(const char *function)
{
    bool has_prefix = text_starts_with(function, benchmark_prefix);
    return function + (has_prefix ? sizeof(benchmark_prefix) - 1 : 0);
}

/* The case of a decision; NULL for one about nothing in particular. */
static struct junit_case *case_of_gate(struct junit_builder *builder,
                                       const struct gate *gate)
{
    if (gate->benchmark[0] != '\0') {
        return junit_builder_case(
            builder, JUNIT_BENCHMARKS,
            junit_benchmark_name(builder->names, gate->package, gate->benchmark,
                                 gate->unit));
    }
    if (gate->function[0] != '\0') {
        return junit_builder_case(builder, JUNIT_HOTSPOTS,
                                  junit_function_name(builder->names,
                                                      gate->function,
                                                      JUNIT_ASPECT_CPU));
    }
    return NULL;
}

static void add_decision(const struct junit_builder *builder,
                         struct junit_case *entry, const struct gate *gate,
                         struct junit_origin origin)
{
    *LIST_PUSH(builder->names->arena, &entry->decisions) =
        (struct junit_decision){ gate, origin };
}

static void add_decisions(struct junit_builder *builder)
{
    const struct gate_list *gates = &builder->report->gates;
    for (size_t i = 0; i < gates->count; i++) {
        const struct gate *gate = &gates->items[i];
        struct junit_case *entry = case_of_gate(builder, gate);
        if (entry == NULL) {
            continue;
        }
        if (entry->origin.finding == NULL) {
            entry->origin = junit_builder_origin_of(builder, gate);
        }
        add_decision(builder, entry, gate, entry->origin);
        /* The head's median of what one operation takes. */
        if (gate->row != NULL && strcmp(gate->unit, "sec/op") == 0) {
            entry->seconds = gate->row->head_center;
        }
    }
}

static void add_gate(struct junit_builder *builder,
                     const struct gate_summary *summary)
{
    struct junit_name name =
        junit_target_name(builder->names, "gates", summary->id);
    const struct gate_list *gates = &builder->report->gates;
    for (size_t i = 0; i < gates->count; i++) {
        if (strcmp(gates->items[i].id, summary->id) != 0) {
            continue;
        }
        const struct junit_case *own = case_of_gate(builder, &gates->items[i]);
        struct junit_origin none = { NULL, NULL };
        struct junit_origin origin = own != NULL ? own->origin : none;
        struct junit_case *entry =
            junit_builder_case(builder, JUNIT_GATES, name);
        entry->gate = summary;
        add_decision(builder, entry, &gates->items[i], origin);
        if (i == summary->worst) {
            entry->origin = origin;
        }
    }
}

static void add_gates(struct junit_builder *builder)
{
    const struct gate_summary_list *summaries =
        &builder->report->gate_summaries;
    for (size_t i = 0; i < summaries->count; i++) {
        add_gate(builder, &summaries->items[i]);
    }
}

/* The rules are numbered by what they are about. */
static struct junit_case *case_of_rule(struct junit_builder *builder,
                                       const struct finding *finding)
{
    static const struct family {
        enum junit_suite suite;
        const char *aspect;
    } families[] = {
        { JUNIT_GATES, "" },
        { JUNIT_HOTSPOTS, JUNIT_ASPECT_CPU },
        { JUNIT_ALLOCATIONS, JUNIT_ASPECT_ALLOCATIONS },
        { JUNIT_HOTSPOTS, JUNIT_ASPECT_WAITING },
        { JUNIT_BENCHMARKS, "coverage" },
    };
    size_t digit = (size_t)(finding->rule->id[sizeof("PERF") - 1] - '0');
    const struct family *family = &families[digit < 5 ? digit : 0];
    if (family->aspect[0] == '\0') { /* of what is no function */
        return junit_builder_case(
            builder, family->suite,
            junit_target_name(builder->names, "waivers", finding->function));
    }
    return junit_builder_case(
        builder, family->suite,
        junit_function_name(builder->names, finding->function, family->aspect));
}

static struct junit_case *case_of_finding(struct junit_builder *builder,
                                          const struct finding *finding)
{
    if (!finding_is_of_benchmark(finding)) {
        return case_of_rule(builder, finding);
    }
    struct junit_name name = junit_benchmark_name(
        builder->names, finding->package, junit_benchmark_of(finding->function),
        finding->metric.unit);
    return junit_builder_case(builder, JUNIT_BENCHMARKS, name);
}

static void add_findings(struct junit_builder *builder)
{
    const struct finding_list *findings = &builder->report->findings;
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];
        struct junit_case *entry = case_of_finding(builder, finding);
        *LIST_PUSH(builder->names->arena, &entry->findings) = finding;
        if (entry->findings.count == 1) {
            entry->origin = (struct junit_origin){ finding, finding };
        }
    }
}

/* A waived finding skips its case, where nothing else is known of it. */
static void add_waived(struct junit_builder *builder)
{
    const struct finding_list *waived = &builder->report->waived;
    struct arena *arena = builder->names->arena;
    for (size_t i = 0; i < waived->count; i++) {
        const struct finding *finding = &waived->items[i];
        struct junit_case *entry = case_of_finding(builder, finding);
        if (entry->findings.count == 0 && entry->decisions.count == 0) {
            entry->reason = arena_printf(arena, "%s %s",
                                         waiver_words(arena, finding->waiver),
                                         finding->headline);
        }
    }
}

static enum junit_state state_of(const struct report *report,
                                 const struct junit_case *entry)
{
    bool is_open = entry->reason[0] != '\0' ||
                   (entry->gate != NULL && entry->gate->state != GATE_PASSED);
    for (size_t i = 0; i < entry->decisions.count; i++) {
        const struct gate *gate = entry->decisions.items[i].gate;
        if (report_gate_fails(report, gate)) {
            return JUNIT_FAILED;
        }
        is_open |= entry->gate == NULL && gate->state != GATE_PASSED;
    }
    for (size_t i = 0; i < entry->findings.count; i++) {
        if (report_finding_fails(report, entry->findings.items[i])) {
            return JUNIT_FAILED;
        }
    }
    return is_open ? JUNIT_SKIPPED : JUNIT_PASSED;
}

/* The place of each finding of the report, by its index. */
static const struct place **places_by_finding(const struct report *report,
                                              struct arena *arena)
{
    const struct place **places =
        arena_array(arena, report->findings.count, sizeof(*places));
    for (size_t i = 0; i < report->places.count; i++) {
        const struct place *place = &report->places.items[i];
        for (size_t j = 0; j < place->members.count; j++) {
            places[place->members.items[j]] = place;
        }
    }
    return places;
}

static void complete(const struct report *report, struct arena *arena,
                     struct junit_case_list *cases)
{
    const struct place **places = places_by_finding(report, arena);
    for (size_t i = 0; i < cases->count; i++) {
        struct junit_case *entry = &cases->items[i];
        entry->state = state_of(report, entry);
        if (entry->origin.kept != NULL) {
            entry->place = places[entry->origin.kept - report->findings.items];
        }
    }
}

void junit_cases(const struct report *report, const struct junit_names *names,
                 struct junit_case_list *cases)
{
    struct junit_builder builder;
    junit_builder_init(&builder, report, names, cases);
    add_findings(&builder);
    add_decisions(&builder);
    add_gates(&builder);
    add_waived(&builder);
    junit_add_steady(&builder);
    complete(report, names->arena, cases);
    junit_builder_release(&builder);
}
