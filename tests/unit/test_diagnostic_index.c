#include "core/analysis/allocations/diagnostic_index.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const char a_go[] = "a.go", b_go[] = "b.go";

static void add(struct arena *arena, struct escapes *escapes, const char *path,
                uint32_t line)
{
    *LIST_PUSH(arena, &escapes->diagnostics) =
        (struct diagnostic){ .path = path, .location = { .line = line } };
}

/* In the order met; what is outside the repository is not there. */
static void test_lines(void **state)
{
    (void)state;
    struct arena arena = ARENA_INIT;
    struct escapes escapes = { .has_flow = false };
    add(&arena, &escapes, a_go, 3);
    add(&arena, &escapes, NULL, 3);
    add(&arena, &escapes, b_go, 3);
    add(&arena, &escapes, a_go, 3);
    add(&arena, &escapes, a_go, 4);
    struct diagnostic_index index;
    diagnostic_index_init(&index, &arena, &escapes);
    const struct diagnostic *items = escapes.diagnostics.items;
    assert_ptr_equal(diagnostic_first(&index, a_go, 3), &items[0]);
    assert_ptr_equal(diagnostic_next(&index, &items[0]), &items[3]);
    assert_null(diagnostic_next(&index, &items[3]));
    assert_ptr_equal(diagnostic_first(&index, b_go, 3), &items[2]);
    assert_ptr_equal(diagnostic_first(&index, a_go, 4), &items[4]);
    assert_null(diagnostic_first(&index, a_go, 5));
    diagnostic_index_release(&index);
    arena_release(&arena);
}

static void test_nothing(void **state)
{
    (void)state;
    struct arena arena = ARENA_INIT;
    struct escapes escapes = { .has_flow = false };
    struct diagnostic_index index;
    diagnostic_index_init(&index, &arena, &escapes);
    assert_null(diagnostic_first(&index, a_go, 1));
    diagnostic_index_release(&index);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
