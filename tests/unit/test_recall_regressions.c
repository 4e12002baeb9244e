/*
 * What earlier runs knew: on main an open regression is found again until its
 * value is back, in whatever evidence it was seen.
 */
#include "files_support.h"
#include "report_support.h"

#include "core/analysis/findings/recall_regressions.h"
#include "core/analysis/sources/source_text.h"
#include "core/base/calendar.h"

static const char source[] = "package pool\n"
                             "\n"
                             "func Get() []byte {\n"
                             "\tlog()\n"
                             "\treturn make([]byte, 64)\n"
                             "}\n";

struct world {
    struct folder *folder;
    struct made_report made;
    struct past past;
    struct analysis analysis;
    struct regression regression; /* open on main, unless a test changes it */
    struct past_function *renamed;
};

static const struct regression usual = {
    .repository = "example/shop",
    .target = "pool",
    .scope = "",
    .key = "00000000000000aa",
    .state = "open",
    .rule = "PERF2001",
    .category = "Preventive",
    .level = "warning",
    .function = "example.com/shop/pool.Get",
    .benchmark = "BenchmarkGet",
    .package = "",
    .file = "pool/pool.go",
    .line = 9,
    .line_text = "return  make([]byte, 64)",
    .metric = "alloc_space",
    .unit = "bytes",
    .good = 100,
    .last = 150,
    .share = 0.1,
    .limit = (double)NAN,
    .owner = "",
    .headline = "",
    .introduced_by = "41",
    .first_seen = INT64_C(1793577600), /* 2026-11-02 */
    .opened = INT64_C(1793664000),
    .runs = 2,
};

static int setup(void **state)
{
    static struct world world;
    void *folder;
    struct error error = ERROR_INIT;
    memset(&world, 0, sizeof(world));
    int failed = folder_setup(&folder);
    world.folder = folder;
    made_report_init(&world.made);
    folder_text(world.folder, "pool/pool.go", source);
    assert_true(
        tree_open(&world.made.evidence.head.tree, world.folder->path, &error));
    world.made.evidence.base.tree = (struct tree)TREE_NONE;
    world.past = (struct past){ .is_main = true, .scope = "" };
    world.made.report.past = &world.past;
    world.regression = usual;
    *state = &world;
    return failed;
}

static int teardown(void **state)
{
    struct world *world = *state;
    void *folder = world->folder;
    tree_close(&world->made.evidence.head.tree);
    made_report_release(&world->made);
    return folder_teardown(&folder);
}

static const struct finding *run(struct world *world)
{
    struct arena *arena = &world->made.arena;
    struct report *report = &world->made.report;
    *LIST_PUSH(arena, &world->past.regressions) = world->regression;
    world->analysis = (struct analysis){ .arena = arena,
                                         .evidence = &world->made.evidence,
                                         .config = &world->made.config,
                                         .comparison = &world->made.comparison,
                                         .report = report,
                                         .past_functions = world->renamed,
                                         .sources = source_cache_new(arena) };
    recall_regressions(&world->analysis);
    source_cache_release(world->analysis.sources);
    return report->findings.count == 0 ? NULL : &report->findings.items[0];
}

static struct profile_diff *add_diff(struct world *world,
                                     enum profile_kind kind, const char *type)
{
    struct profile_diff *diff =
        LIST_PUSH(&world->made.arena, &world->made.comparison.profiles);
    diff->kind = kind;
    diff->value.type = type;
    diff->has_base = diff->has_head = true;
    return diff;
}

/* The function's own cost went from `base` to `head` an operation. */
static struct change *add_function(struct world *world,
                                   struct profile_diff *diff, double base,
                                   double head)
{
    struct profile_row *row = LIST_PUSH(&world->made.arena, &diff->functions);
    row->function = "example.com/shop/pool.Get";
    row->own = (struct change){ .benchmark = "BenchmarkGet",
                                .base_each = base,
                                .head_each = head,
                                .ratio = head / base,
                                .is_up = head > base * 1.05,
                                .is_down = head < base * 0.95 };
    return &row->own;
}

static void open_one_is_found_again(void **state)
{
    struct world *world = *state;
    add_function(world, add_diff(world, PROFILE_HEAP, "alloc_space"), 150, 150);
    const struct finding *finding = run(world);
    assert_non_null(finding);
    assert_string_equal(finding->rule->id, "PERF2001");
    assert_string_equal(finding->key, "00000000000000aa");
    assert_true(finding->is_recalled && finding->is_of_past);
    assert_int_equal(finding->level, LEVEL_WARNING);
    assert_int_equal(finding->state, FINDING_FACT);
    assert_false(finding->fails_gate);
    /* The line moved from 9 to 5. */
    assert_string_equal(finding->location.file, "pool/pool.go");
    assert_int_equal(finding->location.line, 5);
    assert_int_equal(strlen(finding->line_hash) > 0, 1);
    assert_string_equal(finding->message,
                        "pool.Get: alloc_space is still 150 B, last good was "
                        "100 B, +50 %. Known since 2026-11-02, from pull "
                        "request 41, by 3 runs.");
}

static void value_is_carried_on(void **state)
{
    struct world *world = *state;
    /* The function allocates elsewhere too: of 400 B it saves 30 B. */
    add_function(world, add_diff(world, PROFILE_HEAP, "alloc_space"), 400, 370);
    world->made.comparison.profiles.items[0].functions.items[0].own.is_down =
        true;
    const struct finding *finding = run(world);
    assert_non_null(finding);
    assert_true(fabs(finding->metric.change.head_each - 120) < 1e-9);
}

static void good_again_is_gone(void **state)
{
    struct world *world = *state;
    add_function(world, add_diff(world, PROFILE_HEAP, "alloc_space"), 400, 354);
    assert_null(run(world)); /* 104 B: within 5 % of the last good */
}

static void change_by_chance_is_none(void **state)
{
    struct world *world = *state;
    add_function(world, add_diff(world, PROFILE_HEAP, "alloc_space"), 150, 90)
        ->is_down = false;
    assert_non_null(run(world));
}

static void other_benchmark_counts_in_proportion(void **state)
{
    struct world *world = *state;
    struct change *change = add_function(
        world, add_diff(world, PROFILE_HEAP, "alloc_space"), 2000, 1000);
    change->benchmark = "BenchmarkOther";
    assert_null(run(world)); /* half of 150 B */
}

static void line_counts_before_its_function(void **state)
{
    struct world *world = *state;
    add_function(world, add_diff(world, PROFILE_HEAP, "alloc_space"), 400, 100);
    struct allocation_site *site =
        LIST_PUSH(&world->made.arena, &world->made.comparison.allocations);
    site->function = "example.com/shop/pool.Get";
    site->location = (struct location){ .file = "pool/pool.go", .line = 5 };
    site->bytes = (struct change){ .benchmark = "BenchmarkGet",
                                   .base_each = 150,
                                   .head_each = 150,
                                   .ratio = 1 };
    assert_non_null(run(world));
}

static void function_that_is_nowhere_is_gone(void **state)
{
    struct world *world = *state;
    add_diff(world, PROFILE_HEAP, "alloc_space");
    assert_null(run(world));
}

static void what_is_not_measured_stays(void **state)
{
    struct world *world = *state;
    const struct finding *finding = run(world);
    assert_non_null(finding);
    assert_non_null(strstr(finding->message, "This run did not measure it."));
}

static void add_result(struct world *world, const char *name, double head)
{
    struct benchmark_row *row =
        LIST_PUSH(&world->made.arena, &world->made.comparison.benchmarks);
    row->name = name;
    row->package = "";
    row->unit = "sec/op";
    row->head_count = 10;
    row->head_center = head;
    world->regression.function = "BenchmarkGet-8";
    world->regression.metric = world->regression.unit = "sec/op";
    world->regression.limit = 0.06;
}

static void benchmark_is_within_its_limit(void **state)
{
    struct world *world = *state;
    add_result(world, "Get-16", 106); /* on more CPUs */
    assert_null(run(world));
}

static void benchmark_is_beyond_its_limit(void **state)
{
    struct world *world = *state;
    add_result(world, "Other-8", 1);
    add_result(world, "Get-8", 106.1);
    assert_non_null(run(world));
}

static void add_wait(struct world *world, int64_t recorded, double base,
                     double head)
{
    struct contention_site *site =
        LIST_PUSH(&world->made.arena, &world->made.comparison.contention);
    site->function = "example.com/shop/pool.Get";
    site->kind = PROFILE_MUTEX;
    site->base_delay = recorded;
    site->delay = (struct change){ .benchmark = "BenchmarkGet",
                                   .base_each = base,
                                   .head_each = head,
                                   .ratio = head / base,
                                   .is_down = head < base };
}

static void wait_is_of_its_main_line(void **state)
{
    struct world *world = *state;
    add_diff(world, PROFILE_MUTEX, "delay");
    world->regression.metric = "mutex delay";
    add_wait(world, 10, 1, 1);
    add_wait(world, 1000, 150, 90);
    add_wait(world, 10, 1, 1);
    assert_null(run(world));
}

static void renamed_function_is_the_same(void **state)
{
    struct world *world = *state;
    struct past_function now = { .name = "example.com/shop/pool.Get" };
    world->renamed = &now;
    world->regression.function = "example.com/shop/pool.Fetch";
    add_function(world, add_diff(world, PROFILE_HEAP, "alloc_space"), 150, 150);
    const struct finding *finding = run(world);
    assert_non_null(finding);
    assert_string_equal(finding->function, "example.com/shop/pool.Get");
    assert_string_equal(finding->key, usual.key);
}

static void metric_without_a_measure_is_let_go(void **state)
{
    struct world *world = *state;
    world->regression.metric = "GC CPU";
    assert_null(run(world));
}

static void found_one_is_told_its_life(void **state)
{
    struct world *world = *state;
    struct rule_info rule = { .id = "PERF2001" };
    struct finding *finding = made_report_finding(&world->made, &rule);
    finding->key = "00000000000000aa";
    finding->message = "It grew.";
    const struct finding *told = run(world);
    assert_int_equal(world->made.report.findings.count, 1);
    assert_false(told->is_recalled);
    assert_string_equal(told->message,
                        "It grew. Known since 2026-11-02, from pull request "
                        "41, by 3 runs.");
}

static void return_is_told(void **state)
{
    struct world *world = *state;
    struct rule_info rule = { .id = "PERF2001" };
    struct finding *finding = made_report_finding(&world->made, &rule);
    finding->key = "00000000000000aa";
    finding->message = "It grew.";
    world->regression.state = "fixed";
    world->regression.closed = INT64_C(1793750400);
    assert_string_equal(run(world)->message,
                        "It grew. It was fixed once, on 2026-11-04, and has "
                        "come back.");
}

/* A pull request has only what it brings, other branches know no past. */
static void only_main_recalls(void **state)
{
    struct world *world = *state;
    world->past.is_main = false;
    world->past.scope = "43";
    assert_null(run(world));
    world->past.scope = "";
    assert_null(run(world));
    world->made.report.past = NULL;
    assert_null(run(world));
}

static void closed_and_others_are_left(void **state)
{
    struct world *world = *state;
    world->regression.closed = 5;
    assert_null(run(world));
    world->regression.closed = 0;
    world->regression.scope = "43";
    assert_null(run(world));
    world->regression.scope = "";
    world->regression.rule = "PERF9999";
    assert_null(run(world));
}

static void place_that_is_gone_is_none(void **state)
{
    struct world *world = *state;
    world->regression.line_text = "return pooled()";
    const struct finding *finding = run(world);
    assert_non_null(finding);
    assert_null(finding->location.file);
}

#define world_test(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        world_test(open_one_is_found_again),
        world_test(value_is_carried_on),
        world_test(good_again_is_gone),
        world_test(change_by_chance_is_none),
        world_test(other_benchmark_counts_in_proportion),
        world_test(line_counts_before_its_function),
        world_test(function_that_is_nowhere_is_gone),
        world_test(what_is_not_measured_stays),
        world_test(benchmark_is_within_its_limit),
        world_test(benchmark_is_beyond_its_limit),
        world_test(wait_is_of_its_main_line),
        world_test(renamed_function_is_the_same),
        world_test(metric_without_a_measure_is_let_go),
        world_test(found_one_is_told_its_life),
        world_test(return_is_told),
        world_test(only_main_recalls),
        world_test(closed_and_others_are_left),
        world_test(place_that_is_gone_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
