#include "core/analysis/sources/declared_function.h"

#include "analysis_support.h"

static void test_same_declaration(void **state)
{
    (void)state;
    assert_true(is_same_declaration("x/p.Join", "x/p.Join.func1"));
    assert_true(is_same_declaration("x/p.(*T).Join.func1", "x/p.(*T).Join"));
    /* Where Join was inlined, its literals are named after the caller, too. */
    assert_true(is_same_declaration("x/p.Serve.Join.func2", "x/p.Join"));
    assert_true(is_same_declaration("x/p.Join", "x/p.Serve.Join.func2"));
    assert_false(is_same_declaration("x/p.Join", "x/p.find"));
    assert_false(is_same_declaration("x/p.Join", "x/q.Join"));
    assert_false(is_same_declaration("x/p.T.Join", "x/p.Join"));
    assert_false(is_same_declaration("x/p.Serve.Join.func2", "x/p.Serve"));
    assert_false(is_same_declaration("x/p.(*T).Join", "x/p.(*U).Join"));
    assert_false(is_same_declaration("cgocall", "memmove"));
    assert_true(is_same_declaration("cgocall", "cgocall"));
}

static const char patch_text[] = "--- a/p/join.go\n"
                                 "+++ b/p/join.go\n"
                                 "@@ -1,5 +1,6 @@\n"
                                 " package p\n"
                                 "-func (t *Table) find(id int) int {\n"
                                 "-func Edited(a int) {\n"
                                 "-func old[T any](a T) {\n"
                                 "+func Edited(a, b int) {\n"
                                 "+func (e Engine) Quote() {\n"
                                 "+func Map[T any](a T) {\n"
                                 "+// func Commented() is none\n"
                                 " func kept() {\n";

static void check(const struct world *world, const char *symbol,
                  const char *path, enum declaration expected)
{
    enum declaration found =
        declaration_of(&world->evidence->patch, symbol, path);
    if (found != expected) {
        fail_msg("%s: %d, not %d", symbol, (int)found, (int)expected);
    }
}

static void test_declarations(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world_patch(&world, patch_text);
    check(&world, "m/p.(*Table).find", "p/join.go", DECLARATION_GONE);
    check(&world, "m/p.old[...]", "p/join.go", DECLARATION_GONE);
    check(&world, "m/p.Edited", "p/join.go", DECLARATION_KEPT);
    check(&world, "m/p.Engine.Quote.func1", "p/other.go", DECLARATION_NEW);
    check(&world, "m/p.Map[go.shape.int]", "p/join.go", DECLARATION_NEW);
    check(&world, "m/p.Ma", "p/join.go", DECLARATION_KEPT);
    check(&world, "m/p.kept", "p/join.go", DECLARATION_KEPT);
    check(&world, "m/p.Commented", "p/join.go", DECLARATION_KEPT);
    /* Another package's function of the name is another function. */
    check(&world, "m/q.Map", "q/map.go", DECLARATION_KEPT);
    check(&world, "m.Map", "map.go", DECLARATION_KEPT);
    world_release(&world);
}

/* Moved to another file of the package it is the same, to another package it
 * is new there. */
static void test_moved_declaration(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world_patch(&world, "--- a/p/a.go\n"
                        "+++ b/p/a.go\n"
                        "@@ -1,3 +1,1 @@\n"
                        " package p\n"
                        "-func F() {}\n"
                        "-func G() {}\n"
                        "--- a/p/b.go\n"
                        "+++ b/p/b.go\n"
                        "@@ -1,1 +1,2 @@\n"
                        " package p\n"
                        "+func F() {}\n"
                        "--- a/q/c.go\n"
                        "+++ b/q/c.go\n"
                        "@@ -1,1 +1,2 @@\n"
                        " package q\n"
                        "+func G() {}\n");
    check(&world, "m/p.F", "p/b.go", DECLARATION_KEPT);
    check(&world, "m/p.G", "p/a.go", DECLARATION_GONE);
    check(&world, "m/q.G", "q/c.go", DECLARATION_NEW);
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_same_declaration),
        cmocka_unit_test(test_declarations),
        cmocka_unit_test(test_moved_declaration),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
