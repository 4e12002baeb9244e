#include <setjmp.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/arena.h"

static int arena_setup(void **state)
{
    static struct arena arena;
    arena_init(&arena);
    *state = &arena;
    return 0;
}

static int arena_teardown(void **state)
{
    arena_release(*state);
    return 0;
}

/* A block on the edges of what a chunk, or a share of it, holds. */
static void test_blocks_are_zeroed_aligned_and_apart(void **state)
{
    static const size_t sizes[] = { 0,     1,     7,      16,   16383, 16384,
                                    16385, 65535, 200000, 4096, 65536, 3 };
    enum { COUNT = sizeof(sizes) / sizeof(sizes[0]) };
    unsigned char *blocks[COUNT];
    for (size_t i = 0; i < COUNT; i++) {
        blocks[i] = arena_allocate(*state, sizes[i]);
        assert_non_null(blocks[i]);
        assert_int_equal((uintptr_t)blocks[i] % alignof(max_align_t), 0);
        for (size_t j = 0; j < sizes[i]; j++) {
            assert_int_equal(blocks[i][j], 0);
        }
        memset(blocks[i], (int)i + 1, sizes[i]);
    }
    for (size_t i = 0; i < COUNT; i++) {
        for (size_t j = 0; j < sizes[i]; j++) {
            assert_int_equal(blocks[i][j], i + 1);
        }
    }
}

/* A large block must not waste what is left of the newest chunk. */
static void test_small_blocks_go_on_behind_a_large_one(void **state)
{
#ifdef DEBUG_ARENA
    skip(); /* each block stands alone */
#endif
    char *first = arena_allocate(*state, 16);
    arena_allocate(*state, 1 << 20);
    char *second = arena_allocate(*state, 16);
    assert_ptr_equal(second, first + 16);
}

static void test_a_large_block_may_come_first(void **state)
{
    memset(arena_allocate(*state, 1 << 20), 0xff, 1 << 20);
    memset(arena_allocate(*state, 16), 0xff, 16);
}

static void test_copies_bytes_and_ends_them(void **state)
{
    const char *copy = arena_copy(*state, "a\0b+", 3);
    assert_memory_equal(copy, "a\0b\0", 4);
    assert_string_equal(arena_copy(*state, NULL, 0), "");
}

static void test_prints_text_of_any_length(void **state)
{
    assert_string_equal(arena_printf(*state, "%s-%d", "x", -7), "x--7");
    assert_string_equal(arena_printf(*state, "%s", ""), "");
    const char *wide = arena_printf(*state, "%100000d", 1);
    assert_int_equal(strlen(wide), 100000);
    assert_int_equal(wide[99999], '1');
}

struct number_list LIST_STRUCT(int);

static void test_a_list_keeps_its_items_as_it_grows(void **state)
{
    struct number_list list = { .items = NULL };
    for (int i = 0; i < 100000; i++) {
        int *item = LIST_PUSH((struct arena *)*state, &list);
        assert_int_equal(*item, 0);
        *item = i;
    }
    assert_int_equal(list.count, 100000);
    for (int i = 0; i < 100000; i++) {
        assert_int_equal(list.items[i], i);
    }
}

static void test_counts_what_it_handed_out(void **state)
{
    struct arena *arena = *state;
    arena_allocate(arena, 100);
    arena_allocate(arena, 1 << 20);
    assert_in_range(arena->total_bytes, (1 << 20) + 100, (1 << 20) + 200);
    arena_release(arena);
    assert_int_equal(arena->total_bytes, 0);
    assert_string_equal(arena_copy(arena, "again", 5), "again");
}

#define arena_test(test) \
    cmocka_unit_test_setup_teardown(test, arena_setup, arena_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        arena_test(test_blocks_are_zeroed_aligned_and_apart),
        arena_test(test_small_blocks_go_on_behind_a_large_one),
        arena_test(test_a_large_block_may_come_first),
        arena_test(test_copies_bytes_and_ends_them),
        arena_test(test_prints_text_of_any_length),
        arena_test(test_a_list_keeps_its_items_as_it_grows),
        arena_test(test_counts_what_it_handed_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
