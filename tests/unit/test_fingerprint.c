#include "core/analysis/findings/fingerprint.h"

#include "core/rules/rule.h"

#include "analysis_support.h"

static const char source[] = "package p\n"                /* 1 */
                             "\n"                         /* 2 */
                             "func Join() {\n"            /* 3 */
                             "\tlist = append(list, 1)\n" /* 4 */
                             "\tsum++\n"                  /* 5 */
                             "\tlist = append(list, 1)\n" /* 6 */
                             "}\n";                       /* 7 */

static struct finding *add(struct world *world, const char *file, uint32_t line)
{
    struct finding *finding = LIST_PUSH(&world->arena, &world->report.findings);
    *finding = (struct finding){
        .rule = &rule_allocation_grew.info,
        .function = "example.com/m/p.Join",
        .location = { file, line, 0 },
        .metric = { .name = "alloc_space" },
        .key = "",
    };
    return finding;
}

static const char *key_at(const char *text, const char *file, uint32_t line)
{
    static char key[17];
    struct world world;
    world_init(&world);
    world_source(&world, world.head, file, text);
    add(&world, file, line);
    fingerprint(&world.analysis);
    snprintf(key, sizeof(key), "%s", world.report.findings.items[0].key);
    world_release(&world);
    return key;
}

/* Waivers and the history hold on to keys, which are the same in every version:
 * FNV-1a of rule, metric, function and the line's tokens, computed elsewhere.
 */
static void test_key_never_changes(void **state)
{
    (void)state;
    assert_string_equal(key_at(source, "p/join.go", 5), "304c27f0c0bd1601");
    assert_string_equal(key_at(source, "p/join.go", 4), "c207ef69a1588f9a");
}

static void check_same(const char *text, const char *file, uint32_t line)
{
    char expected[17];
    snprintf(expected, sizeof(expected), "%s", key_at(source, "p/join.go", 5));
    assert_string_equal(key_at(text, file, line), expected);
}

/* Lines drift, files are renamed, blanks and comments come and go. */
static void test_key_survives(void **state)
{
    (void)state;
    check_same("package p\n// more\n\n\nfunc Join() {\n\tsum++\n}\n",
               "p/other.go", 6);
    check_same("package p\nfunc Join() {\n\t\tsum ++ // counts\n}\n",
               "p/join.go", 3);
}

static void test_key_differs(void **state)
{
    (void)state;
    char key[17];
    snprintf(key, sizeof(key), "%s", key_at(source, "p/join.go", 5));
    assert_string_not_equal(
        key_at("package p\nfunc Join() {\n\tsum += 2\n}\n", "p/join.go", 3),
        key);
    struct world world;
    world_init(&world);
    world_source(&world, world.head, "p/join.go", source);
    add(&world, "p/join.go", 5)->function = "example.com/m/p.Other";
    add(&world, "p/join.go", 5)->rule = &rule_allocation_churn.info;
    add(&world, "p/join.go", 5)->metric.name = "alloc_objects";
    fingerprint(&world.analysis);
    for (size_t i = 0; i < 3; i++) {
        assert_string_not_equal(world.report.findings.items[i].key, key);
    }
    world_release(&world);
}

/* Two statements that say the same are told apart by their order in the
 * source, whichever of them is found, and in which order. */
static void test_ordinals(void **state)
{
    (void)state;
    char first[17], second[17];
    snprintf(first, sizeof(first), "%s", key_at(source, "p/join.go", 4));
    snprintf(second, sizeof(second), "%s", key_at(source, "p/join.go", 6));
    assert_string_not_equal(first, second);
    struct world world;
    world_init(&world);
    world_source(&world, world.head, "p/join.go", source);
    add(&world, "p/join.go", 6);
    add(&world, "p/join.go", 4);
    add(&world, "p/join.go", 4);
    fingerprint(&world.analysis);
    const struct finding *items = world.report.findings.items;
    assert_string_equal(items[0].key, second);
    assert_string_equal(items[1].key, first);
    assert_string_not_equal(items[2].key, first);
    assert_string_not_equal(items[2].key, second);
    world_release(&world);
}

/* The number of CPUs is the machine's, and closures are numbered anew. */
static void test_normalised_symbols(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        { "BenchmarkJoin/n=10-8", "BenchmarkJoin/n=10-16" },
        { "BenchmarkJoin-8", "BenchmarkJoin" },
        { "m/p.Join.func1", "m/p.Join.func2" },
        { "m/p.Map[go.shape.int]", "m/p.Map[go.shape.string]" },
    };
    for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++) {
        char keys[2][17];
        for (size_t j = 0; j < 2; j++) {
            struct world world;
            world_init(&world);
            world_open_tree(&world, world.head);
            add(&world, NULL, 0)->function = pairs[i][j];
            fingerprint(&world.analysis);
            snprintf(keys[j], sizeof(keys[j]), "%s",
                     world.report.findings.items[0].key);
            world_release(&world);
        }
        assert_string_equal(keys[0], keys[1]);
    }
}

static void test_line_hash_and_column(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world_source(&world, world.head, "p/join.go", source);
    add(&world, "p/join.go", 5);
    add(&world, "p/join.go", 1)->location.column = 3;
    fingerprint(&world.analysis);
    const struct finding *finding = &world.report.findings.items[0];
    assert_non_null(strchr(finding->line_hash, ':'));
    assert_int_equal(finding->location.column, 2); /* behind the tab */
    assert_int_equal(finding[1].location.column, 3);
    world_release(&world);
}

/* Nothing points at a line that is not there. */
static void test_beyond_the_end(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world_source(&world, world.head, "p/join.go", source);
    struct finding *finding = add(&world, "p/join.go", 900);
    finding->seen = (struct location){ "p/join.go", 901, 0 };
    *LIST_PUSH(&world.arena, &finding->stack) =
        (struct finding_step){ .location = { "p/join.go", 902, 0 },
                               .in_source = true };
    *LIST_PUSH(&world.arena, &finding->stack) =
        (struct finding_step){ .location = { "p/join.go", 4, 0 },
                               .in_source = true };
    fingerprint(&world.analysis);
    finding = &world.report.findings.items[0];
    assert_int_equal(finding->location.line, 0);
    assert_string_equal(finding->location.file, "p/join.go");
    assert_null(finding->seen.file);
    assert_false(finding->stack.items[0].in_source);
    assert_true(finding->stack.items[1].in_source);
    assert_string_equal(finding->line_hash, "");
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_key_never_changes),
        cmocka_unit_test(test_key_survives),
        cmocka_unit_test(test_key_differs),
        cmocka_unit_test(test_ordinals),
        cmocka_unit_test(test_normalised_symbols),
        cmocka_unit_test(test_line_hash_and_column),
        cmocka_unit_test(test_beyond_the_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
