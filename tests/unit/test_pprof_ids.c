#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "formats/pprof/pprof_ids.h"

/* Every id is found, and no other. */
static void assert_table(const uint64_t *ids, size_t count)
{
    struct arena arena;
    struct id_table table;
    uint64_t duplicate;
    arena_init(&arena);
    assert_true(id_table_build(&table, &arena, ids, count, &duplicate));
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(id_table_find(&table, ids[i]), i);
    }
    static const uint64_t others[] = {
        0, 3, 5, 77, 99, 1000, UINT32_MAX, UINT64_C(1) << 32, UINT64_MAX
    };
    for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
        assert_int_equal(id_table_find(&table, others[i]), ID_NONE);
    }
    arena_release(&arena);
}

static void test_counted_gapped_and_scattered_ids(void **state)
{
    (void)state;
    static const uint64_t counted[] = { 1, 2 };
    static const uint64_t backwards[] = { 2, 1 };
    static const uint64_t gaps[] = { 2, 100, 7, 1 };
    static const uint64_t scattered[] = { 0x7f04573ce000, 4, 0x400000, 9 };
    static const uint64_t extremes[] = { UINT64_MAX - 1, 1,
                                         (UINT64_C(1) << 32) + 1 };
    assert_table(NULL, 0);
    assert_table(counted, 1);
    assert_table(counted, 2);
    assert_table(backwards, 2);
    assert_table(gaps, 4);
    assert_table(scattered, 4);
    assert_table(extremes, 3);
}

/* Where the table by id ends and the sorted one begins. */
static void test_both_kinds_of_table_agree(void **state)
{
    (void)state;
    for (uint64_t largest = 260; largest < 300; largest++) {
        uint64_t ids[] = { 4, largest };
        assert_table(ids, 2);
    }
}

static void assert_duplicate(const uint64_t *ids, size_t count, uint64_t twice)
{
    struct arena arena;
    struct id_table table;
    uint64_t duplicate = 0;
    arena_init(&arena);
    assert_false(id_table_build(&table, &arena, ids, count, &duplicate));
    assert_true(duplicate == twice);
    arena_release(&arena);
}

static void test_an_id_stands_once(void **state)
{
    (void)state;
    static const uint64_t dense[] = { 1, 2, 2 };
    static const uint64_t sorted[] = { UINT64_MAX, 1, UINT64_MAX };
    assert_duplicate(dense, 3, 2);
    assert_duplicate(sorted, 3, UINT64_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_counted_gapped_and_scattered_ids),
        cmocka_unit_test(test_both_kinds_of_table_agree),
        cmocka_unit_test(test_an_id_stands_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
