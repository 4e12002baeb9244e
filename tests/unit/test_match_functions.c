#include "core/analysis/profiles/diff_profiles.h"
#include "core/analysis/sources/match_functions.h"

#include "analysis_support.h"

#define BENCH " < m/p.BenchmarkJoin p/join_test.go:5"

/* Code of some length that only `name` tells from others like it. */
#define BODY(name)                            \
    "\tsum := 0\n"                            \
    "\tfor i, " name " := range list {\n"     \
    "\t\tif " name ".ID > i && ok(i) {\n"     \
    "\t\t\tsum += " name ".Price * rate[i]\n" \
    "\t\t}\n"                                 \
    "\t}\n"                                   \
    "\treturn sum\n"                          \
    "}\n"

static const char *const removed_body = "-\tsum := 0\n"
                                        "-\tfor i, o := range list {\n"
                                        "-\t\tif o.ID > i && ok(i) {\n"
                                        "-\t\t\tsum += o.Price * rate[i]\n"
                                        "-\t\t}\n"
                                        "-\t}\n"
                                        "-\treturn sum\n"
                                        "-}\n";

static struct profile_function *function_of(struct evidence_side *side,
                                            size_t profile, const char *name)
{
    struct profile *at = &side->profiles.items[profile];
    for (uint32_t i = 0; i < at->function_count; i++) {
        if (strcmp(at->functions[i].name, name) == 0) {
            return &at->functions[i];
        }
    }
    fail_msg("no %s", name);
    return NULL;
}

/* Samples of a function that begins on a line. */
static void add(struct world *world, struct evidence_side *side,
                const char *stack, const char *function, int64_t start_line)
{
    record(side->profiles.count > 0 ? world_recording(side, 0)
                                    : world_profile(world, side, PROFILE_CPU),
           stack, 100);
    function_of(side, 0, function)->start_line = start_line;
}

static const char *name_at(const struct evidence_side *side, size_t function)
{
    return side->profiles.items[0].functions[function].name;
}

static void test_instances_are_one(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    struct recording *base = world_profile(&world, world.base, PROFILE_CPU);
    struct recording *head = world_profile(&world, world.head, PROFILE_CPU);
    record(base, "m/p.Map[go.shape.int] p/map.go:3" BENCH, 600);
    record(base, "m/p.Map[go.shape.string] p/map.go:3" BENCH, 400);
    record(head, "m/p.Map[go.shape.[]uint8] p/map.go:3" BENCH, 1000);
    world_operations(world.base, "BenchmarkJoin", 10);
    world_operations(world.head, "BenchmarkJoin", 10);
    match_functions(&world.analysis);
    diff_profiles(&world.analysis);
    const struct profile_row *row =
        world_function(&world, PROFILE_CPU, "cpu", "m/p.Map[...]");
    assert_true(fabs(row->own.ratio - 1) < 1e-9);
    assert_true(fabs(row->cum.ratio - 1) < 1e-9);
    world_release(&world);
}

/* A literal was added before the one on line 4, which is on line 5 now. */
static void patch_literal(struct world *world)
{
    world_source(world, world->head, "p/a.go",
                 "package p\n\nfunc F() {\n\tx := func() {}\n"
                 "\ty := func() {}\n\tuse(x, y)\n}\n");
    world_patch(world, "--- a/p/a.go\n+++ b/p/a.go\n@@ -3,3 +3,4 @@\n"
                       " func F() {\n+\tx := func() {}\n"
                       " \ty := func() {}\n \tuse(x, y)\n");
}

static void test_literal_keeps_its_identity(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    patch_literal(&world);
    add(&world, world.base, "m/p.F.func1 p/a.go:4" BENCH, "m/p.F.func1", 4);
    add(&world, world.head, "m/p.F.func1 p/a.go:4" BENCH, "m/p.F.func1", 4);
    add(&world, world.head, "m/p.F.func2 p/a.go:5" BENCH, "m/p.F.func2", 5);
    match_functions(&world.analysis);
    assert_string_equal(name_at(world.base, 0), "m/p.F.func2");
    assert_string_equal(name_at(world.head, 0), "m/p.F.func1");
    world_release(&world);
}

/* Head's profile has only the new literal: it is not base's. */
static void test_literal_of_the_same_number(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    patch_literal(&world);
    add(&world, world.base, "m/p.F.func1 p/a.go:4" BENCH, "m/p.F.func1", 4);
    add(&world, world.head, "m/p.F.func1 p/a.go:4" BENCH, "m/p.F.func1", 4);
    match_functions(&world.analysis);
    assert_string_equal(name_at(world.base, 0), "m/p.F.func1 (base)");
    world_release(&world);
}

static void test_literal_that_stayed(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world_source(&world, world.head, "p/a.go",
                 "package p\n\n\nfunc F() {\n\ty := func() {}\n}\n");
    world_patch(&world, "--- a/p/a.go\n+++ b/p/a.go\n@@ -2,2 +2,3 @@\n"
                        " \n+\n func F() {\n");
    add(&world, world.base, "m/p.F.func1 p/a.go:4" BENCH, "m/p.F.func1", 4);
    add(&world, world.head, "m/p.F.func1 p/a.go:5" BENCH, "m/p.F.func1", 5);
    match_functions(&world.analysis);
    assert_string_equal(name_at(world.base, 0), "m/p.F.func1");
    world_release(&world);
}

/* Its line was edited along with another: the number has to do. */
static void test_literal_on_an_edited_line(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world_source(
        &world, world.head, "p/a.go",
        "package p\n\nfunc F() {\n\ta()\n\tb()\n\ty := g(func() {})\n");
    world_patch(&world, "--- a/p/a.go\n+++ b/p/a.go\n@@ -3,2 +3,4 @@\n"
                        " func F() {\n-\ty := func() {}\n+\ta()\n+\tb()\n"
                        "+\ty := g(func() {})\n");
    add(&world, world.base, "m/p.F.func1 p/a.go:4" BENCH, "m/p.F.func1", 4);
    add(&world, world.head, "m/p.F.func1 p/a.go:6" BENCH, "m/p.F.func1", 6);
    match_functions(&world.analysis);
    assert_string_equal(name_at(world.base, 0), "m/p.F.func1");
    world_release(&world);
}

/* The first literal is gone: the second has its number. */
static void test_literal_that_is_gone(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world_source(&world, world.head, "p/a.go",
                 "package p\n\nfunc F() {\n\ty := func() {}\n}\n");
    world_patch(&world, "--- a/p/a.go\n+++ b/p/a.go\n@@ -3,3 +3,2 @@\n"
                        " func F() {\n-\tx := func() {}\n \ty := func() {}\n");
    add(&world, world.base, "m/p.F.func1 p/a.go:4" BENCH, "m/p.F.func1", 4);
    add(&world, world.base, "m/p.F.func2 p/a.go:5" BENCH, "m/p.F.func2", 5);
    add(&world, world.head, "m/p.F.func1 p/a.go:4" BENCH, "m/p.F.func1", 4);
    match_functions(&world.analysis);
    assert_string_equal(name_at(world.base, 0), "m/p.F.func1 (base)");
    assert_string_equal(function_of(world.base, 0, "m/p.F.func1")->name,
                        "m/p.F.func1");
    world_release(&world);
}

/* Base's find is head's `name` in a file of head. */
static void begin_rename(struct world *world, const char *name)
{
    world_init(world);
    world_source(world, world->head, "p/a.go",
                 arena_printf(&world->arena,
                              "package p\n\nfunc %s(list []T) int {\n%s", name,
                              BODY("o")));
    world_patch(world,
                arena_printf(&world->arena,
                             "--- a/p/a.go\n+++ b/p/a.go\n@@ -3,1 +3,1 @@\n"
                             "-func find(list []T) int {\n"
                             "+func %s(list []T) int {\n",
                             name));
}

static void test_renamed(void **state)
{
    (void)state;
    struct world world;
    begin_rename(&world, "search");
    add(&world, world.base, "m/p.find p/a.go:5" BENCH, "m/p.find", 3);
    add(&world, world.head, "m/p.search p/a.go:5" BENCH, "m/p.search", 3);
    world_operations(world.base, "BenchmarkJoin", 10);
    world_operations(world.head, "BenchmarkJoin", 10);
    match_functions(&world.analysis);
    diff_profiles(&world.analysis);
    const struct profile_row *row =
        world_function(&world, PROFILE_CPU, "cpu", "m/p.search");
    assert_true(fabs(row->own.ratio - 1) < 1e-9);
    const struct profile_diff *diff = &world.comparison.profiles.items[0];
    for (size_t i = 0; i < diff->functions.count; i++) {
        assert_string_not_equal(diff->functions.items[i].function, "m/p.find");
    }
    world_release(&world);
}

/* Literals go with their function. */
static void test_literal_of_a_renamed_function(void **state)
{
    (void)state;
    struct world world;
    begin_rename(&world, "search");
    add(&world, world.base, "m/p.find.func1 p/a.go:6" BENCH, "m/p.find.func1",
        6);
    add(&world, world.head, "m/p.search.func2 p/a.go:6" BENCH,
        "m/p.search.func2", 6);
    match_functions(&world.analysis);
    assert_string_equal(name_at(world.base, 0), "m/p.search.func2");
    world_release(&world);
}

/* Head's profiles have no search: there is nothing to compare with. */
static void test_renamed_and_not_seen(void **state)
{
    (void)state;
    struct world world;
    begin_rename(&world, "search");
    add(&world, world.base, "m/p.find p/a.go:5" BENCH, "m/p.find", 3);
    add(&world, world.head, "m/p.other p/a.go:50" BENCH, "m/p.other", 50);
    match_functions(&world.analysis);
    assert_string_equal(name_at(world.base, 0), "m/p.find");
    world_release(&world);
}

/* To another package, as a method, with its code. */
static void begin_move(struct world *world, const char *body)
{
    world_init(world);
    world_source(world, world->head, "p/a.go", "package p\n");
    world_source(world, world->head, "q/b.go",
                 arena_printf(&world->arena,
                              "package q\n\nfunc (t *Tree[K]) Sum() int {\n%s",
                              body));
    struct buffer added;
    buffer_init(&added);
    buffer_printf(&added,
                  "--- a/p/a.go\n+++ b/p/a.go\n@@ -1,11 +1,1 @@\n package p\n"
                  "-\n-func sum(list []T) int {\n%s"
                  "--- /dev/null\n+++ b/q/b.go\n@@ -0,0 +1,11 @@\n"
                  "+package q\n+\n+func (t *Tree[K]) Sum() int {\n",
                  removed_body);
    for (const char *line = body; *line != '\0';) {
        size_t length = strcspn(line, "\n") + 1;
        buffer_printf(&added, "+%.*s", (int)length, line);
        line += length;
    }
    world_patch(world, added.bytes);
    buffer_release(&added);
    add(world, world->base, "m/p.sum p/a.go:5" BENCH, "m/p.sum", 3);
    add(world, world->head, "m/q.(*Tree[go.shape.int]).Sum q/b.go:5" BENCH,
        "m/q.(*Tree[go.shape.int]).Sum", 3);
    match_functions(&world->analysis);
}

static void test_moved(void **state)
{
    (void)state;
    struct world world;
    begin_move(&world, BODY("o"));
    assert_string_equal(name_at(world.base, 0), "m/q.(*Tree[...]).Sum");
    assert_string_equal(name_at(world.head, 0), "m/q.(*Tree[...]).Sum");
    world_release(&world);
}

/* Other code is another function. */
static void test_gone_and_new(void **state)
{
    (void)state;
    struct world world;
    begin_move(&world, "\tfirst := t.root\n\tfor first.left != nil {\n"
                       "\t\tfirst = first.left\n\t\tt.depth++\n\t}\n"
                       "\tt.cache.Store(first)\n\treturn t.depth\n}\n");
    assert_string_equal(name_at(world.base, 0), "m/p.sum");
    world_release(&world);
}

/* What follows needs no more of the patch than that it has the file. */
static void begin_form(struct world *world)
{
    world_init(world);
    world_source(world, world->head, "p/a.go", "package p\n");
    world_patch(world, "--- a/p/a.go\n+++ b/p/a.go\n@@ -1,1 +1,1 @@\n"
                       "-package p // old\n+package p\n");
}

/* The same method, whose receiver was none: it declares what it did. */
static void test_receiver_that_is_a_pointer_now(void **state)
{
    (void)state;
    struct world world;
    begin_form(&world);
    add(&world, world.base, "m/p.T.Get p/a.go:5" BENCH, "m/p.T.Get", 4);
    add(&world, world.base, "m/p.T.Get.func1 p/a.go:6" BENCH, "m/p.T.Get.func1",
        6);
    add(&world, world.head, "m/p.(*T).Get p/a.go:5" BENCH, "m/p.(*T).Get", 4);
    add(&world, world.head, "m/p.(*U).Get p/a.go:9" BENCH, "m/p.(*U).Get", 8);
    match_functions(&world.analysis);
    assert_string_equal(name_at(world.base, 0), "m/p.(*T).Get");
    assert_string_equal(function_of(world.base, 0, "m/p.(*T).Get.func1")->name,
                        "m/p.(*T).Get.func1");
    world_release(&world);
}

/* Rewritten for any type, in a file of its own: line 7 of the old file is
 * still there, and means nothing. */
static void test_type_parameters_in_another_file(void **state)
{
    (void)state;
    struct world world;
    begin_form(&world);
    world_source(&world, world.head, "p/generic.go", "package p\n");
    add(&world, world.base, "m/p.(*T).Get p/a.go:5" BENCH, "m/p.(*T).Get", 4);
    add(&world, world.base, "m/p.(*T).Get.func1 p/a.go:7" BENCH,
        "m/p.(*T).Get.func1", 7);
    add(&world, world.head, "m/p.(*T[go.shape.int]).Get p/generic.go:5" BENCH,
        "m/p.(*T[go.shape.int]).Get", 4);
    add(&world, world.head,
        "m/p.(*T[go.shape.int]).Get.func1 p/generic.go:9" BENCH,
        "m/p.(*T[go.shape.int]).Get.func1", 9);
    match_functions(&world.analysis);
    assert_string_equal(name_at(world.base, 0), "m/p.(*T[...]).Get");
    assert_string_equal(
        function_of(world.base, 0, "m/p.(*T[...]).Get.func1")->name,
        "m/p.(*T[...]).Get.func1");
    world_release(&world);
}

/* Head has the function as it was: another of its name is another. */
static void test_form_that_stayed(void **state)
{
    (void)state;
    struct world world;
    begin_form(&world);
    add(&world, world.base, "m/p.Map p/a.go:5" BENCH, "m/p.Map", 4);
    add(&world, world.head, "m/p.Map[go.shape.int] p/a.go:9" BENCH,
        "m/p.Map[go.shape.int]", 8);
    add(&world, world.head, "m/p.Map p/a.go:5" BENCH, "m/p.Map", 4);
    match_functions(&world.analysis);
    assert_string_equal(name_at(world.base, 0), "m/p.Map");
    world_release(&world);
}

/* In another package it is another function. */
static void test_form_of_another_package(void **state)
{
    (void)state;
    struct world world;
    begin_form(&world);
    add(&world, world.base, "m/p.T.Get p/a.go:5" BENCH, "m/p.T.Get", 4);
    add(&world, world.head, "m/q.(*T).Get p/a.go:5" BENCH, "m/q.(*T).Get", 4);
    match_functions(&world.analysis);
    assert_string_equal(name_at(world.base, 0), "m/p.T.Get");
    world_release(&world);
}

/* The code of one release in a file that newer toolchains leave out. */
static void begin_left_out(struct world *world, const char *constraint)
{
    world_init(world);
    world->head->go_version = "go1.26.8";
    world_source(world, world->head, "p/list.go",
                 arena_printf(&world->arena,
                              "%s\npackage p\n\nfunc (l *List) sum() int {\n%s",
                              constraint, BODY("o")));
    world_source(world, world->head, "p/generic.go",
                 "package p\n\nfunc (l *ListG[T]) sum() int {\n" BODY("o"));
    world_patch(world, "--- a/p/list.go\n+++ b/p/list.go\n@@ -1,1 +1,1 @@\n"
                       "-// Lists.\n+//go:build\n"
                       "--- /dev/null\n+++ b/p/generic.go\n@@ -0,0 +1,2 @@\n"
                       "+package p\n+\n");
    add(world, world->base, "m/p.(*List).sum p/list.go:6" BENCH,
        "m/p.(*List).sum", 4);
    add(world, world->head,
        "m/p.(*ListG[go.shape.int]).sum p/generic.go:5" BENCH,
        "m/p.(*ListG[go.shape.int]).sum", 3);
    match_functions(&world->analysis);
}

static void test_file_that_is_not_built(void **state)
{
    (void)state;
    struct world world;
    begin_left_out(&world, "//go:build !go1.18");
    assert_string_equal(name_at(world.base, 0), "m/p.(*ListG[...]).sum");
    world_release(&world);
    begin_left_out(&world, "//go:build go1.18");
    assert_string_equal(name_at(world.base, 0), "m/p.(*List).sum");
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_instances_are_one),
        cmocka_unit_test(test_literal_keeps_its_identity),
        cmocka_unit_test(test_literal_of_the_same_number),
        cmocka_unit_test(test_literal_that_stayed),
        cmocka_unit_test(test_literal_on_an_edited_line),
        cmocka_unit_test(test_literal_that_is_gone),
        cmocka_unit_test(test_renamed),
        cmocka_unit_test(test_literal_of_a_renamed_function),
        cmocka_unit_test(test_renamed_and_not_seen),
        cmocka_unit_test(test_moved),
        cmocka_unit_test(test_gone_and_new),
        cmocka_unit_test(test_receiver_that_is_a_pointer_now),
        cmocka_unit_test(test_type_parameters_in_another_file),
        cmocka_unit_test(test_form_that_stayed),
        cmocka_unit_test(test_form_of_another_package),
        cmocka_unit_test(test_file_that_is_not_built),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
