#include "core/analysis/allocations/match_escapes.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

struct fixture {
    struct arena arena;
    struct escapes base, head;
    struct patch patch;
    bool has_patch;
    struct escape_differences found;
};

static void begin(struct fixture *fixture)
{
    *fixture = (struct fixture){ .has_patch = false };
    arena_init(&fixture->arena);
}

static struct diagnostic *add(struct fixture *fixture, struct escapes *escapes,
                              uint32_t line, const char *subject)
{
    struct diagnostic *diagnostic =
        LIST_PUSH(&fixture->arena, &escapes->diagnostics);
    *diagnostic = (struct diagnostic){ .kind = DIAGNOSTIC_ESCAPES,
                                       .location = { "./a.go", line, 1 },
                                       .path = "a.go",
                                       .package = "p",
                                       .subject = subject,
                                       .function = "F",
                                       .reason = "",
                                       .destination = "" };
    return diagnostic;
}

static void compare(struct fixture *fixture)
{
    struct escape_sides sides = { .base = &fixture->base,
                                  .head = &fixture->head,
                                  .patch = fixture->has_patch ? &fixture->patch
                                                              : NULL };
    escapes_compare(&fixture->arena, &sides, &fixture->found);
}

static void check_added(const struct fixture *fixture, size_t index,
                        uint32_t line)
{
    assert_true(index < fixture->found.added.count);
    assert_int_equal(fixture->found.added.items[index]->location.line, line);
}

static void test_new_and_vanished(void **state)
{
    (void)state;
    struct fixture fixture;
    begin(&fixture);
    add(&fixture, &fixture.base, 1, "x");
    add(&fixture, &fixture.base, 2, "old");
    add(&fixture, &fixture.head, 1, "x");
    add(&fixture, &fixture.head, 2, "y")->kind = DIAGNOSTIC_MOVED;
    add(&fixture, &fixture.head, 3, "z")->kind = DIAGNOSTIC_NO_ESCAPE;
    compare(&fixture);
    assert_int_equal(fixture.found.added.count, 1);
    check_added(&fixture, 0, 2);
    assert_int_equal(fixture.found.vanished.count, 1);
    assert_string_equal(fixture.found.vanished.items[0]->subject, "old");
    arena_release(&fixture.arena);
}

static void test_moved_code_is_not_new(void **state)
{
    (void)state;
    struct fixture fixture;
    begin(&fixture);
    add(&fixture, &fixture.base, 10, "&T{...}");
    add(&fixture, &fixture.base, 20, "s");
    add(&fixture, &fixture.base, 30, "f")->function = "F.func1";
    /* Other lines, another function, another file. */
    add(&fixture, &fixture.head, 50, "&T{}");
    add(&fixture, &fixture.head, 60, "s")->function = "G";
    struct diagnostic *elsewhere = add(&fixture, &fixture.head, 5, "f");
    elsewhere->function = "F.func2";
    elsewhere->path = "b.go";
    compare(&fixture);
    assert_int_equal(fixture.found.added.count, 0);
    assert_int_equal(fixture.found.vanished.count, 0);
    arena_release(&fixture.arena);
}

/* Of two likes in head one is new: the one that did not stay in its place. */
static void test_one_to_one(void **state)
{
    (void)state;
    struct fixture fixture;
    begin(&fixture);
    add(&fixture, &fixture.base, 30, "x");
    add(&fixture, &fixture.head, 10, "x");
    add(&fixture, &fixture.head, 30, "x");
    add(&fixture, &fixture.head, 40, "x");
    compare(&fixture);
    assert_int_equal(fixture.found.added.count, 2);
    check_added(&fixture, 0, 10);
    check_added(&fixture, 1, 40);
    arena_release(&fixture.arena);
}

static void test_function_decides(void **state)
{
    (void)state;
    struct fixture fixture;
    begin(&fixture);
    add(&fixture, &fixture.base, 30, "x")->function = "G";
    add(&fixture, &fixture.head, 10, "x")->function = "F";
    add(&fixture, &fixture.head, 40, "x")->function = "G";
    compare(&fixture);
    assert_int_equal(fixture.found.added.count, 1);
    check_added(&fixture, 0, 10);
    arena_release(&fixture.arena);
}

static void test_other_package_or_kind_is_new(void **state)
{
    (void)state;
    struct fixture fixture;
    begin(&fixture);
    add(&fixture, &fixture.base, 1, "x");
    add(&fixture, &fixture.base, 2, "y");
    struct diagnostic *other = add(&fixture, &fixture.head, 1, "x");
    other->package = "q";
    other->path = "q/a.go";
    add(&fixture, &fixture.head, 2, "y")->kind = DIAGNOSTIC_MOVED;
    compare(&fixture);
    assert_int_equal(fixture.found.added.count, 2);
    assert_int_equal(fixture.found.vanished.count, 2);
    arena_release(&fixture.arena);
}

static void test_side_without_diagnostics(void **state)
{
    (void)state;
    struct fixture fixture;
    begin(&fixture);
    add(&fixture, &fixture.head, 1, "x");
    compare(&fixture);
    assert_int_equal(fixture.found.added.count, 0);
    /* The base was compiled with -m, and nothing escaped. */
    add(&fixture, &fixture.base, 9, "F")->kind = DIAGNOSTIC_CAN_INLINE;
    compare(&fixture);
    assert_int_equal(fixture.found.added.count, 1);
    arena_release(&fixture.arena);
}

/* A line is put in before line 1: base's 1 is head's 2. The new line has the
 * same text as the old one. */
static void test_patch_moves_lines(void **state)
{
    (void)state;
    struct fixture fixture;
    begin(&fixture);
    struct patch_file *file = LIST_PUSH(&fixture.arena, &fixture.patch.files);
    file->base_path = "a.go";
    file->head_path = "renamed.go";
    *LIST_PUSH(&fixture.arena, &file->lines) =
        (struct patch_line){ .sign = '+', .head_line = 1, .text = "x" };
    *LIST_PUSH(&fixture.arena, &file->lines) = (struct patch_line){
        .sign = ' ', .base_line = 1, .head_line = 2, .text = "x"
    };
    fixture.patch.is_present = true;
    fixture.has_patch = true;
    add(&fixture, &fixture.base, 1, "x");
    add(&fixture, &fixture.head, 1, "x")->path = "renamed.go";
    add(&fixture, &fixture.head, 2, "x")->path = "renamed.go";
    compare(&fixture);
    assert_int_equal(fixture.found.added.count, 1);
    check_added(&fixture, 0, 1);
    arena_release(&fixture.arena);
}

static void test_pass(void **state)
{
    (void)state;
    struct fixture fixture;
    begin(&fixture);
    struct evidence evidence = { .target = "t" };
    add(&fixture, &evidence.base.escapes, 1, "x");
    add(&fixture, &evidence.head.escapes, 1, "x");
    add(&fixture, &evidence.head.escapes, 2, "y")->path = NULL;
    struct comparison comparison = { .platform_note = "" };
    struct analysis analysis = { .arena = &fixture.arena,
                                 .evidence = &evidence,
                                 .comparison = &comparison };
    match_escapes(&analysis);
    assert_int_equal(comparison.new_escapes.count, 1);
    assert_ptr_equal(comparison.new_escapes.items[0],
                     &evidence.head.escapes.diagnostics.items[1]);
    arena_release(&fixture.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_new_and_vanished),
        cmocka_unit_test(test_moved_code_is_not_new),
        cmocka_unit_test(test_one_to_one),
        cmocka_unit_test(test_function_decides),
        cmocka_unit_test(test_other_package_or_kind_is_new),
        cmocka_unit_test(test_side_without_diagnostics),
        cmocka_unit_test(test_patch_moves_lines),
        cmocka_unit_test(test_pass),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
