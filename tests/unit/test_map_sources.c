#include "core/analysis/sources/map_sources.h"

#include "analysis_support.h"

static const char package_p[] = "package p\n";

/* A head side with the module's sources. */
static void begin(struct world *world)
{
    world_init(world);
    world_source(world, world->head, "go.mod",
                 "module example.com/m\n\ngo 1.26\n");
    world_source(world, world->head, "main.go", "package main\n");
    world_source(world, world->head, "p/join.go", package_p);
    world_source(world, world->head, "p/join_test.go", package_p);
    world_source(world, world->head, "p/q/deep.go", "package q\n");
}

/* Where a line of the side's only profile was found, or NULL. */
static const char *path_of(const struct evidence_side *side, const char *file)
{
    const struct profile *profile = &side->profiles.items[0];
    for (uint32_t i = 0; i < profile->line_count; i++) {
        if (strcmp(profile->lines[i].file, file) == 0) {
            return profile->lines[i].path;
        }
    }
    fail_msg("no line of %s", file);
    return NULL;
}

static void check_path(const struct evidence_side *side, const char *file,
                       const char *expected)
{
    const char *path = path_of(side, file);
    if (expected == NULL ? path != NULL
                         : path == NULL || strcmp(path, expected) != 0) {
        fail_msg("%s: %s, not %s", file, path == NULL ? "nowhere" : path,
                 expected == NULL ? "nowhere" : expected);
    }
}

/* Package main and external tests map by their files, like all others. */
static void test_trimpath(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    struct recording *cpu = world_profile(&world, world.head, PROFILE_CPU);
    record(cpu,
           "runtime.mallocgc runtime/malloc.go:9 < "
           "golang.org/x/net.Do golang.org/x/net@v0.1.0/do.go:1 < "
           "example.com/m/p.Join example.com/m/p/join.go:1 < "
           "example.com/m/p.New example.com/m/p/missing.go:1 < "
           "example.com/mother.X example.com/mother/p/join.go:1 < "
           "main.main example.com/m/main.go:1 < "
           "example.com/m/p_test.BenchmarkJoin example.com/m/p/join_test.go:1",
           1);
    map_sources(&world.analysis);
    check_path(world.head, "example.com/m/p/join.go", "p/join.go");
    check_path(world.head, "example.com/m/main.go", "main.go");
    check_path(world.head, "example.com/m/p/join_test.go", "p/join_test.go");
    check_path(world.head, "runtime/malloc.go", NULL);
    check_path(world.head, "golang.org/x/net@v0.1.0/do.go", NULL);
    check_path(world.head, "example.com/m/p/missing.go", NULL);
    check_path(world.head, "example.com/mother/p/join.go", NULL);
    world_release(&world);
}

/* Of modules in folders of the repository; the evidence names none. */
static void test_modules_in_folders(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world.evidence->module = "";
    world_source(&world, world.head, "a/go.mod", "module example.com/r/a\n");
    world_source(&world, world.head, "a/x/y/deep.go", package_p);
    world_source(&world, world.head, "b/c/go.mod",
                 "module example.com/r/b/c\n");
    world_source(&world, world.head, "b/c/flat.go", package_p);
    struct recording *cpu = world_profile(&world, world.head, PROFILE_CPU);
    record(cpu,
           "y.F example.com/r/a/x/y/deep.go:1 < "
           "c.F example.com/r/b/c/flat.go:1 < d.F example.com/r/d/x.go:1",
           1);
    map_sources(&world.analysis);
    check_path(world.head, "example.com/r/a/x/y/deep.go", "a/x/y/deep.go");
    check_path(world.head, "example.com/r/b/c/flat.go", "b/c/flat.go");
    check_path(world.head, "example.com/r/d/x.go", NULL);
    world_release(&world);
}

static void test_absolute_paths(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    struct recording *cpu = world_profile(&world, world.head, PROFILE_CPU);
    record(cpu,
           "runtime.main /usr/local/go/src/runtime/proc.go:1 < "
           "sort.Slice /usr/local/go/src/p/join.go:1 < "
           "x.X /ci/go/pkg/mod/example.com/x@v1.0.0/p/join.go:1 < "
           "m.Join /builds/m/p/join.go:1 < m.deep /builds/m/p/q/deep.go:1 < "
           "other.F /elsewhere/p/join.go:1 < m.main /builds/m/./main.go:1 < "
           "a.b _cgo_gotypes.go:1",
           1);
    map_sources(&world.analysis);
    check_path(world.head, "/builds/m/p/join.go", "p/join.go");
    check_path(world.head, "/builds/m/p/q/deep.go", "p/q/deep.go");
    check_path(world.head, "/builds/m/./main.go", "main.go");
    check_path(world.head, "/elsewhere/p/join.go", NULL);
    check_path(world.head, "/usr/local/go/src/runtime/proc.go", NULL);
    check_path(world.head, "/usr/local/go/src/p/join.go", NULL);
    check_path(world.head, "/ci/go/pkg/mod/example.com/x@v1.0.0/p/join.go",
               NULL);
    check_path(world.head, "_cgo_gotypes.go", NULL);
    world_release(&world);
}

/* Windows writes its own separators. */
static void test_backslashes(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    struct recording *cpu = world_profile(&world, world.head, PROFILE_CPU);
    record(cpu,
           "m.Join D:\\ci\\m\\p\\join.go:1 < m.d D:\\ci\\m\\p\\q\\deep.go:1",
           1);
    recorded_profile(cpu);
    map_sources(&world.analysis);
    check_path(world.head, "D:\\ci\\m\\p\\join.go", "p/join.go");
    check_path(world.head, "D:\\ci\\m\\p\\q\\deep.go", "p/q/deep.go");
    world_release(&world);
}

static void test_vendored_and_generated(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    world_source(&world, world.head, "vendor/example.com/x/x.go",
                 "package x\n");
    world_source(&world, world.head, "p/api.pb.go",
                 "// Licence\n\n// Code generated by protoc. DO NOT EDIT.\n"
                 "package p\n");
    world_source(&world, world.head, "p/words.go",
                 "package p\n// Code generated by hand. DO NOT EDIT.\n");
    struct recording *cpu = world_profile(&world, world.head, PROFILE_CPU);
    record(cpu,
           "x.X /b/vendor/example.com/x/x.go:1 < m.A /b/p/api.pb.go:4 < "
           "m.W /b/p/words.go:1 < m.Join /b/p/join.go:1",
           1);
    map_sources(&world.analysis);
    check_path(world.head, "/b/vendor/example.com/x/x.go", NULL);
    check_path(world.head, "/b/p/api.pb.go", NULL);
    check_path(world.head, "/b/p/words.go", "p/words.go");
    check_path(world.head, "/b/p/join.go", "p/join.go");
    world_release(&world);
}

/* Without a tree of its own, base has what head has and the patch took. */
static void test_base_without_a_tree(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    world_source(&world, world.head, "p/new.go", package_p);
    world_patch(&world, "--- /dev/null\n"
                        "+++ b/p/new.go\n"
                        "@@ -0,0 +1,1 @@\n"
                        "+package p\n"
                        "--- a/p/gone.go\n"
                        "+++ /dev/null\n"
                        "@@ -1,1 +0,0 @@\n"
                        "-package p\n");
    struct recording *cpu = world_profile(&world, world.base, PROFILE_CPU);
    record(cpu,
           "m.a example.com/m/p/join.go:1 < m.b example.com/m/p/gone.go:1 < "
           "m.c example.com/m/p/new.go:1",
           1);
    map_sources(&world.analysis);
    check_path(world.base, "example.com/m/p/join.go", "p/join.go");
    check_path(world.base, "example.com/m/p/gone.go", "p/gone.go");
    check_path(world.base, "example.com/m/p/new.go", NULL);
    world_release(&world);
}

static void test_base_with_a_tree(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    world_source(&world, world.base, "p/old.go", package_p);
    struct recording *cpu = world_profile(&world, world.base, PROFILE_CPU);
    record(cpu, "m.a example.com/m/p/old.go:1 < m.b example.com/m/p/join.go:1",
           1);
    map_sources(&world.analysis);
    check_path(world.base, "example.com/m/p/old.go", "p/old.go");
    check_path(world.base, "example.com/m/p/join.go", NULL);
    world_release(&world);
}

static struct diagnostic *print(struct world *world, const char *package,
                                const char *file)
{
    struct diagnostic *diagnostic =
        world_escape(world, world->head, file, 1, "x");
    diagnostic->package = world_text(world, package);
    diagnostic->path = NULL;
    return diagnostic;
}

/* Paths of a cached build start where that build ran: the header decides. */
static void test_compiler_paths(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    print(&world, "example.com/m/p", "./join.go");
    print(&world, "example.com/m/p/q", "../p/q/deep.go");
    print(&world, "example.com/m", "./main.go");
    print(&world, "example.com/m/p_test", "p/join_test.go");
    print(&world, "strings", "./builder.go");
    print(&world, "example.com/m/p", "example.com/m/p/join.go");
    print(&world, "example.com/m/p", "<autogenerated>");
    world_flow(&world, world.head, "x", "return",
               (struct location){ .file = "./join.go", .line = 1 });
    world.head->escapes.flow.items[0].path = NULL;
    world.head->escapes.diagnostics.items[6].location.file = "./join.go";
    map_sources(&world.analysis);
    static const char *const expected[] = { "p/join.go", "p/q/deep.go",
                                            "main.go",   "p/join_test.go",
                                            NULL,        "p/join.go",
                                            "p/join.go" };
    for (size_t i = 0; i < 7; i++) {
        const char *path = world.head->escapes.diagnostics.items[i].path;
        if (expected[i] == NULL) {
            assert_null(path);
        } else {
            assert_string_equal(path, expected[i]);
        }
    }
    assert_string_equal(world.head->escapes.flow.items[0].path, "p/join.go");
    world_release(&world);
}

/* Instances of generic functions stand in other packages' files. */
static void test_generic_instances(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    print(&world, "example.com/m/p", "../q/../p/join.go");
    print(&world, "example.com/m/p", "../p/q/deep.go");
    print(&world, "example.com/m/p", "../nowhere.go");
    map_sources(&world.analysis);
    const struct diagnostic *items = world.head->escapes.diagnostics.items;
    assert_string_equal(items[0].path, "p/join.go");
    assert_string_equal(items[1].path, "p/q/deep.go");
    assert_null(items[2].path);
    world_release(&world);
}

/* Where the build machine's checkout stood is learned from the frames. */
static void test_goroutines(void **state)
{
    (void)state;
    static const char text[] =
        "goroutine 1 [select]:\n"
        "runtime.gopark()\n\t/usr/local/go/src/runtime/proc.go:1 +0x1\n"
        "example.com/m/p.Join()\n\t/build/m/p/join.go:1 +0x1\n"
        "created by example.com/m/p/q.Start in goroutine 1\n"
        "\t/build/m/p/q/deep.go:1 +0x1\n";
    struct world world;
    begin(&world);
    struct input input = { .name = "g", .content = span_of(text) };
    struct reader_target target = { .evidence = world.evidence,
                                    .side = world.head,
                                    .arena = &world.head->arena,
                                    .strings = &world.bench.strings };
    struct error error = ERROR_INIT;
    assert_true(reader_goroutines.read(&input, &target, &error));
    map_sources(&world.analysis);
    const struct goroutine_dump *dump = &world.head->goroutines.items[0];
    assert_int_equal(dump->frames.count, 2);
    assert_null(dump->frames.items[0].path);
    assert_int_equal(text_compare(dump->frames.items[1].path, "p/join.go"), 0);
    assert_int_equal(
        text_compare(dump->stacks.items[0].creator.path, "p/q/deep.go"), 0);
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_trimpath),
        cmocka_unit_test(test_modules_in_folders),
        cmocka_unit_test(test_absolute_paths),
        cmocka_unit_test(test_backslashes),
        cmocka_unit_test(test_vendored_and_generated),
        cmocka_unit_test(test_base_without_a_tree),
        cmocka_unit_test(test_base_with_a_tree),
        cmocka_unit_test(test_compiler_paths),
        cmocka_unit_test(test_generic_instances),
        cmocka_unit_test(test_goroutines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
