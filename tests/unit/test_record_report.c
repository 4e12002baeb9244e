/*
 * What of evidence and report is remembered.
 */
#include "history_support.h"
#include "report_support.h"

#include "core/history/record_report.h"

static const struct rule_info rule = { .id = "PERF2001",
                                       .category = &playbook_preventive,
                                       .level = LEVEL_WARNING };

struct world {
    struct made_report made;
    struct run_record run;
    struct error error;
};

static int setup(void **state)
{
    static struct world world;
    memset(&world, 0, sizeof(world));
    made_report_init(&world.made);
    world.made.evidence.base.time = "2026-11-01T10:00:00Z";
    world.made.evidence.head.time = "2026-11-02T10:00:00Z";
    *state = &world;
    return 0;
}

static int teardown(void **state)
{
    struct world *world = *state;
    made_report_release(&world->made);
    return 0;
}

static void identify(struct world *world, const struct record_moment *moment)
{
    if (!record_identity(&world->made.evidence, &world->made.config, moment,
                         &world->made.arena, &world->run, &world->error)) {
        fail_msg("%s", world->error.message);
    }
}

static void record(struct world *world)
{
    struct record_moment moment = { .now = FIRST_DAY };
    if (world->made.report.verdict[0] == '\0') {
        made_report_finish(&world->made);
    }
    identify(world, &moment);
    record_report(&world->made.report, &world->made.arena, &world->run);
}

static void run_counts_by_its_time(void **state)
{
    struct world *world = *state;
    struct record_moment moment = { .now = FIRST_DAY + 5 };
    identify(world, &moment);
    assert_int_equal(world->run.at, FIRST_DAY + 5);
    assert_int_equal(world->run.commit_time, FIRST_DAY + 10 * 3600);
    moment.is_imported = true;
    identify(world, &moment);
    assert_int_equal(world->run.at, FIRST_DAY + 10 * 3600);
    assert_int_equal(world->run.time, FIRST_DAY + 5);
    world->made.evidence.head.time = "last Monday";
    moment.is_imported = false;
    identify(world, &moment);
    assert_int_equal(world->run.commit_time, 0);
    moment.is_imported = true;
    assert_false(record_identity(&world->made.evidence, &world->made.config,
                                 &moment, &world->made.arena, &world->run,
                                 &world->error));
    assert_error(world->error, ERROR_INPUT, "bundle.json says no time");
}

static bool is_main(struct world *world, const char *branch,
                    const char *pull_request)
{
    struct record_moment moment = { .now = FIRST_DAY };
    world->made.evidence.branch = branch;
    world->made.evidence.pull_request = pull_request;
    identify(world, &moment);
    return world->run.is_main;
}

static void main_is_the_default_branch(void **state)
{
    struct world *world = *state;
    assert_true(is_main(world, "main", ""));
    assert_false(is_main(world, "main", "42"));
    assert_false(is_main(world, "topic", ""));
    assert_false(is_main(world, "", ""));
    world->made.config.default_branch = "trunk";
    assert_false(is_main(world, "main", ""));
    assert_true(is_main(world, "trunk", ""));
    world->made.config.default_branch = "";
    assert_false(is_main(world, "", ""));
}

static const char *hash_of_files(struct world *world, const char *base,
                                 const char *head)
{
    struct record_moment moment = { .now = FIRST_DAY };
    struct read_file_list none = { .items = NULL };
    struct evidence *evidence = &world->made.evidence;
    evidence->base.files = evidence->head.files = none;
    *LIST_PUSH(&world->made.arena, &evidence->base.files) =
        (struct read_file){ .name = base,
                            .hash = sha256_text(base, strlen(base)) };
    *LIST_PUSH(&world->made.arena, &evidence->head.files) =
        (struct read_file){ .name = head,
                            .hash = sha256_text(head, strlen(head)) };
    identify(world, &moment);
    return world->run.content_hash;
}

static void content_is_told_by_all_files(void **state)
{
    struct world *world = *state;
    const char *hash = hash_of_files(world, "a", "b");
    assert_int_equal(strlen(hash), 64);
    assert_string_equal(hash_of_files(world, "a", "b"), hash);
    assert_string_not_equal(hash_of_files(world, "b", "a"), hash);
    assert_string_not_equal(hash_of_files(world, "a", "c"), hash);
}

static struct recorded_finding only_finding(struct world *world)
{
    record(world);
    assert_int_equal(world->run.parts[PART_FINDINGS].count, 1);
    return run_findings(&world->run)[0];
}

static void finding_is_kept(void **state)
{
    struct world *world = *state;
    struct finding *finding = made_report_finding(&world->made, &rule);
    *LIST_PUSH(&world->made.arena, &finding->owners) = "@org/core";
    *LIST_PUSH(&world->made.arena, &finding->owners) = "ann@example.com";
    *LIST_PUSH(&world->made.arena, &finding->source) =
        (struct source_line){ .number = 19, .text = "for {" };
    *LIST_PUSH(&world->made.arena, &finding->source) =
        (struct source_line){ .number = 20, .text = "x()", .is_marked = true };
    struct recorded_finding kept = only_finding(world);
    assert_string_equal(kept.key, "0123456789abcdef");
    assert_string_equal(kept.rule, "PERF2001");
    assert_string_equal(kept.category, "Preventive");
    assert_string_equal(kept.level, "warning");
    assert_string_equal(kept.state, "regression");
    assert_string_equal(kept.file, "pricing/join.go");
    assert_int_equal(kept.line, 20);
    assert_string_equal(kept.line_text, "x()");
    assert_string_equal(kept.owner, "@org/core ann@example.com");
    assert_string_equal(kept.metric, "alloc_space");
    assert_true(kept.share > 0.09 && kept.share < 0.11);
}

/* Totals of a profile depend on how long it ran; these do not. */
static void values_are_comparable(void **state)
{
    struct world *world = *state;
    struct finding *finding = made_report_finding(&world->made, &rule);
    struct change *change = &finding->metric.change;
    change->base = 1000;
    change->head = 2000;
    change->base_each = 1;
    change->head_each = 3;
    struct recorded_finding kept = only_finding(world);
    assert_true(kept.base > 0.99 && kept.base < 1.01);
    assert_true(kept.head > 2.99 && kept.head < 3.01);
    change->base_each = (double)NAN;
    kept = only_finding(world);
    assert_true(kept.base > 0.049 && kept.base < 0.051);
    assert_string_equal(kept.unit, "share");
    finding->metric.base_share = (double)NAN;
    kept = only_finding(world);
    assert_true(kept.base > 999 && kept.head > 1999);
}

static struct profile_row *add_row(struct world *world,
                                   struct profile_diff *diff,
                                   const char *function, double flat,
                                   double own)
{
    struct profile_row *row = LIST_PUSH(&world->made.arena, &diff->functions);
    row->function = function;
    row->head_share = flat;
    row->head_own_share = own;
    row->head_cum_share = own + 0.1;
    return row;
}

static void hottest_functions_are_kept(void **state)
{
    struct world *world = *state;
    struct profile_diff *cpu =
        LIST_PUSH(&world->made.arena, &world->made.comparison.profiles);
    cpu->kind = PROFILE_CPU;
    cpu->value = (struct value_type){ "cpu", "nanoseconds" };
    cpu->has_head = true;
    struct profile_row *row = add_row(world, cpu, "p.Cold", 0.01, 0.02);
    row->in_source = true;
    row->location.file = "p/p.go";
    row = add_row(world, cpu, "p.Hot", 0.1, 0.3);
    row->in_source = true;
    row->location.file = "p/p.go";
    add_row(world, cpu, "runtime.mallocgc", 0.2, 0.2);
    add_row(world, cpu, "p.Gone", 0, 0);
    add_row(world, cpu, "p.BenchmarkHot", 0.5, 0.5)->is_test = true;
    for (int i = 0; i < MOST_HOTSPOTS; i++) {
        add_row(world, cpu, arena_printf(&world->made.arena, "runtime.f%d", i),
                0.001, 0);
    }
    record(world);
    const struct recorded_hotspot *hot = run_hotspots(&world->run);
    assert_true(world->run.has_cpu);
    assert_int_equal(world->run.parts[PART_HOTSPOTS].count, MOST_HOTSPOTS);
    assert_string_equal(hot[0].function, "p.Hot");
    assert_string_equal(hot[0].file, "p/p.go");
    assert_true(hot[0].own > 0.29 && hot[0].cum > 0.39 && hot[0].flat < 0.11);
    assert_string_equal(hot[1].function, "runtime.mallocgc");
    assert_string_equal(hot[1].file, "");
    assert_true(hot[1].own < 0.001); /* not of the repository */
    assert_string_equal(hot[2].function, "p.Cold");
}

static void gates_and_failures_are_kept(void **state)
{
    struct world *world = *state;
    made_report_gate(&world->made, "related-time", "Join", GATE_FAILED);
    made_report_gate(&world->made, "related-time", "Join", GATE_PASSED);
    made_report_gate(&world->made, "allocations", "Join", GATE_INCONCLUSIVE);
    record(world);
    const struct recorded_gate *gates = run_gates(&world->run);
    assert_int_equal(world->run.parts[PART_GATES].count, 2);
    assert_string_equal(gates[0].gate, "related-time");
    assert_string_equal(gates[0].state, "failed");
    assert_int_equal(gates[0].failed, 1);
    assert_int_equal(gates[0].passed, 1);
    assert_int_equal(gates[1].inconclusive, 1);
    assert_int_equal(world->run.parts[PART_DECISIONS].count, 1);
    assert_string_equal(run_decisions(&world->run)[0].reason,
                        "the reason of the gate.");
    assert_string_equal(world->run.verdict_state, "failed");
}

static void profiles_are_known_by_their_files(void **state)
{
    struct world *world = *state;
    struct evidence_side *head = &world->made.evidence.head;
    *LIST_PUSH(&world->made.arena, &head->profiles) =
        (struct profile){ .name = "head/cpu-1.pb.gz", .kind = PROFILE_CPU };
    *LIST_PUSH(&world->made.arena, &head->files) =
        (struct read_file){ .name = "head/bench.txt" };
    *LIST_PUSH(&world->made.arena, &head->files) = (struct read_file){
        .name = "head/cpu-1.pb.gz", .size = 7, .hash = sha256_text("profile", 7)
    };
    record(world);
    assert_int_equal(world->run.parts[PART_PROFILES].count, 1);
    const struct recorded_profile *kept = run_profiles(&world->run);
    assert_string_equal(kept->side, "head");
    assert_string_equal(kept->kind, "cpu");
    assert_string_equal(kept->hash, sha256_text("profile", 7).text);
    assert_int_equal(kept->size, 7);
}

/* What was waived did not go away: a regression that is waived is closed as
 * such, and a postmortem knows that the gate would have failed. */
static void waived_is_kept_as_such(void **state)
{
    struct world *world = *state;
    static const struct waiver waiver = { .reason = "tracked" };
    struct report *report = &world->made.report;
    struct gate *gate =
        made_report_gate(&world->made, "related-time", "Join-8", GATE_SKIPPED);
    gate->waiver = &waiver;
    gate->unwaived_state = GATE_FAILED;
    made_report_finding(&world->made, &rule);
    struct finding waived = *made_report_finding(&world->made, &rule);
    report->findings.count--;
    waived.waiver = &waiver;
    waived.key = "00000000000000aa";
    *LIST_PUSH(&world->made.arena, &report->waived) = waived;
    record(world);
    const struct recorded_finding *kept = run_findings(&world->run);
    assert_int_equal(world->run.parts[PART_FINDINGS].count, 2);
    assert_string_equal(kept[0].waiver, "");
    assert_string_equal(kept[1].key, "00000000000000aa");
    assert_string_equal(kept[1].waiver, "tracked");
    assert_int_equal(world->run.parts[PART_DECISIONS].count, 1);
}

#define world_test(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        world_test(run_counts_by_its_time),
        world_test(main_is_the_default_branch),
        world_test(content_is_told_by_all_files),
        world_test(finding_is_kept),
        world_test(values_are_comparable),
        world_test(hottest_functions_are_kept),
        world_test(gates_and_failures_are_kept),
        world_test(profiles_are_known_by_their_files),
        world_test(waived_is_kept_as_such),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
