#include "core/analysis/findings/attribute_change.h"
#include "core/analysis/profiles/diff_profiles.h"

#include "analysis_support.h"

static const char join_source[] = "package p\n"
                                  "\n"
                                  "func Join() int {\n"
                                  "\treturn 1\n"
                                  "}\n"
                                  "\n"
                                  "func Other() int {\n"
                                  "\treturn 2\n"
                                  "}\n";
static const char join_patch[] = "--- a/p/join.go\n"
                                 "+++ b/p/join.go\n"
                                 "@@ -4,1 +4,1 @@\n"
                                 "-\treturn 0\n"
                                 "+\treturn 1\n";

#define STACK(function, line, benchmark) \
    "m/p." function " p/join.go:" line " < m/p." benchmark " p/join_test.go:2"

static void begin(struct world *world, const char *patch)
{
    world_init(world);
    world_source(world, world->head, "p/join.go", join_source);
    world_source(world, world->head, "p/join_test.go",
                 "package p\n"
                 "func BenchmarkJoin(b *testing.B) { Join() }\n"
                 "func BenchmarkOther(b *testing.B) { Other() }\n");
    world_patch(world, patch);
}

static struct benchmark_row *add(struct world *world, const char *name,
                                 const char *package)
{
    struct benchmark_row *row =
        LIST_PUSH(&world->arena, &world->comparison.benchmarks);
    row->name = name;
    row->package = package;
    row->unit = "sec/op";
    return row;
}

static void run(struct world *world)
{
    diff_profiles(&world->analysis);
    relate_benchmarks(&world->analysis);
}

enum relation { UNKNOWN, UNRELATED, RELATED };

static void check(const struct world *world, size_t index,
                  enum relation expected)
{
    const struct benchmark_row *row =
        &world->comparison.benchmarks.items[index];
    enum relation found = !row->relation_known ? UNKNOWN
                          : row->is_related    ? RELATED
                                               : UNRELATED;
    if (found != expected) {
        fail_msg("%s: %d, not %d", row->name, (int)found, (int)expected);
    }
}

static void check_why(const struct world *world, size_t index, const char *why)
{
    const char *relation = world->comparison.benchmarks.items[index].relation;
    assert_string_equal(relation, why);
}

/* A stack that passes a changed function relates, in whatever package the
 * benchmark is. */
static void test_by_profile(void **state)
{
    (void)state;
    struct world world;
    begin(&world, join_patch);
    struct recording *cpu = world_profile(&world, world.head, PROFILE_CPU);
    record(cpu, STACK("Join", "4", "BenchmarkJoin"), 5);
    record(cpu, STACK("Other", "8", "BenchmarkOther"), 5);
    add(&world, "Join/n=10-8", "example.com/m/q");
    add(&world, "Other-8", "example.com/m/p");
    run(&world);
    check(&world, 0, RELATED);
    check_why(&world, 0,
              "its CPU profile passes p.Join, which the patch "
              "changes");
    check(&world, 1, UNRELATED);
    check_why(&world, 1,
              "no stack of its CPU profile passes a function of the patch");
    world_release(&world);
}

/* The benchmark's own body is a function of its stacks. */
static void test_benchmark_itself_changed(void **state)
{
    (void)state;
    struct world world;
    begin(&world, "--- a/p/join_test.go\n"
                  "+++ b/p/join_test.go\n"
                  "@@ -2,1 +2,1 @@\n"
                  "-func BenchmarkJoin(b *testing.B) { Join(0) }\n"
                  "+func BenchmarkJoin(b *testing.B) { Join() }\n");
    struct recording *cpu = world_profile(&world, world.head, PROFILE_CPU);
    record(cpu, STACK("Join", "4", "BenchmarkJoin"), 5);
    add(&world, "Join-8", "example.com/m/p");
    run(&world);
    check(&world, 0, RELATED);
    world_release(&world);
}

/* What base ran and the patch took away is a change, too. */
static void test_by_base(void **state)
{
    (void)state;
    struct world world;
    begin(&world, "--- a/p/join.go\n"
                  "+++ b/p/join.go\n"
                  "@@ -10,2 +9,1 @@\n"
                  " }\n"
                  "-func gone() {}\n");
    struct recording *cpu = world_profile(&world, world.base, PROFILE_CPU);
    record(cpu, STACK("gone", "11", "BenchmarkJoin"), 5);
    cpu = world_profile(&world, world.head, PROFILE_CPU);
    record(cpu, STACK("Other", "8", "BenchmarkJoin"), 5);
    add(&world, "Join-8", "example.com/m/p");
    run(&world);
    check(&world, 0, RELATED);
    world_release(&world);
}

/* Without a profile of it, the package's files tell; each package its own. */
static void test_by_package(void **state)
{
    (void)state;
    struct world world;
    begin(&world, join_patch);
    add(&world, "Join-8", "example.com/m/p");
    add(&world, "Join-8", "example.com/m/p/q");
    add(&world, "Join-8", "example.com/m");
    add(&world, "Join-8", "example.com/other");
    add(&world, "Join-8", "");
    run(&world);
    check(&world, 0, RELATED);
    check_why(&world, 0,
              "no CPU profile shows it, and the patch changes its "
              "package, p");
    check(&world, 1, UNRELATED);
    check_why(&world, 1,
              "no CPU profile shows it, and the patch leaves its "
              "package alone, p/q");
    check(&world, 2, UNRELATED);
    check(&world, 3, UNKNOWN);
    check_why(&world, 3, "neither a CPU profile nor its package tells");
    check(&world, 4, UNKNOWN);
    world_release(&world);
}

/* Another version of a library may be anywhere: nothing is known to be
 * unrelated, what is related stays so. */
static void check_requirements(const char *patch)
{
    struct world world;
    begin(&world, patch);
    add(&world, "Join-8", "example.com/m/p");
    add(&world, "Other-8", "example.com/m/q");
    run(&world);
    check(&world, 0, RELATED);
    check(&world, 1, UNKNOWN);
    assert_non_null(strstr(world.comparison.benchmarks.items[1].relation,
                           "and so code anywhere"));
    world_release(&world);
}

#define AND_A_FILE(path) \
    "--- a/" path "\n+++ b/" path "\n@@ -1,1 +1,1 @@\n-a\n+b\n"

static void test_requirements(void **state)
{
    (void)state;
    check_requirements(
        "--- a/p/join.go\n+++ b/p/join.go\n@@ -4,1 +4,1 @@\n-\treturn 0\n"
        "+\treturn 1\n" AND_A_FILE("go.mod"));
    check_requirements(
        "--- a/p/join.go\n+++ b/p/join.go\n@@ -4,1 +4,1 @@\n-\treturn 0\n"
        "+\treturn 1\n" AND_A_FILE("vendor/example.com/x/x.go"));
}

/* Text beside the code is none. */
static void test_other_files(void **state)
{
    (void)state;
    struct world world;
    begin(&world, AND_A_FILE("p/README.md"));
    add(&world, "Join-8", "example.com/m/p");
    run(&world);
    check(&world, 0, UNRELATED);
    world_release(&world);
}

/* Of code that the configuration ignores no function is known. */
static void test_ignored_files(void **state)
{
    (void)state;
    static const struct {
        const char *ignored;
        enum relation wanted;
    } cases[] = { { "gen/", UNKNOWN }, { "other/", UNRELATED } };
    for (size_t i = 0; i < 2; i++) {
        struct world world;
        begin(&world, AND_A_FILE("gen/a.go") AND_A_FILE("gen/a.md"));
        *LIST_PUSH(&world.arena, &world.config.ignored) = cases[i].ignored;
        add(&world, "Join-8", "example.com/m/p");
        run(&world);
        check(&world, 0, cases[i].wanted);
        world_release(&world);
    }
}

static void test_without_a_patch(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    add(&world, "Join-8", "example.com/m/p");
    run(&world);
    check(&world, 0, UNKNOWN);
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_by_profile),
        cmocka_unit_test(test_benchmark_itself_changed),
        cmocka_unit_test(test_by_base),
        cmocka_unit_test(test_by_package),
        cmocka_unit_test(test_requirements),
        cmocka_unit_test(test_other_files),
        cmocka_unit_test(test_ignored_files),
        cmocka_unit_test(test_without_a_patch),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
