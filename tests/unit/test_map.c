#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/map.h"

static void test_an_empty_map_finds_nothing(void **state)
{
    (void)state;
    struct map map;
    uint64_t key = 0;
    map_init(&map, sizeof(key));
    assert_int_equal(map_find(&map, &key), MAP_NONE);
    map_release(&map);
    map_release(&map);
}

/* Through several times of growing; the index is the order of insertion. */
static void test_gives_each_key_the_next_index(void **state)
{
    (void)state;
    struct map map;
    map_init(&map, sizeof(uint64_t));
    for (uint64_t i = 0; i < 50000; i++) {
        uint64_t key = i * UINT64_C(0x100000001); /* low and high bits agree */
        bool added;
        assert_int_equal(map_add(&map, &key, &added), i);
        assert_true(added);
    }
    for (uint64_t i = 0; i < 50000; i++) {
        uint64_t key = i * UINT64_C(0x100000001);
        bool added;
        assert_int_equal(map_find(&map, &key), i);
        assert_int_equal(map_add(&map, &key, &added), i);
        assert_false(added);
        assert_memory_equal(map_key(&map, (uint32_t)i), &key, sizeof(key));
    }
    uint64_t absent = 7;
    assert_int_equal(map_find(&map, &absent), MAP_NONE);
    assert_int_equal(map.count, 50000);
    map_release(&map);
    assert_int_equal(map.count, 0);
}

/* Keys of odd sizes, which differ in one byte only: also the last. */
static void test_compares_every_byte_of_a_key(void **state)
{
    (void)state;
    static const size_t sizes[] = { 1, 3, 7, 8, 9, 15, 16, 17, 24 };
    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        unsigned char key[24] = { 0 };
        struct map map;
        map_init(&map, sizes[i]);
        for (size_t j = 0; j < sizes[i]; j++) {
            for (unsigned byte = 1; byte < 256; byte++) {
                key[j] = (unsigned char)byte;
                uint32_t index = map_add(&map, key, NULL);
                assert_int_equal(index, map.count - 1);
            }
            key[j] = 0;
        }
        assert_int_equal(map.count, 255 * sizes[i]);
        map_release(&map);
    }
}

static void test_hashes_by_content_and_length(void **state)
{
    (void)state;
    static const char zeros[32] = { 0 };
    char copy[] = "0123456789abcdef";
    assert_true(hash_bytes(copy, 16) == hash_bytes("0123456789abcdef", 16));
    for (size_t i = 0; i < sizeof(zeros); i++) {
        for (size_t j = 0; j < i; j++) {
            assert_true(hash_bytes(zeros, i) != hash_bytes(zeros, j));
        }
    }
    assert_true(hash_bytes(NULL, 0) == hash_bytes("x", 0));
}

/* Room is made at once; what is there stays where it is. */
static void test_reserve(void **state)
{
    (void)state;
    struct map map;
    map_init(&map, sizeof(uint64_t));
    uint64_t key = 7;
    map_add(&map, &key, NULL);
    map_reserve(&map, 1000);
    const void *keys = map.keys;
    assert_true(map.capacity >= 1000);
    assert_int_equal(map_find(&map, &key), 0);
    for (key = 0; key < 1000; key++) {
        map_add(&map, &key, NULL);
    }
    assert_ptr_equal(map.keys, keys);
    assert_int_equal(map.count, 1000);
    map_reserve(&map, 5);
    assert_ptr_equal(map.keys, keys);
    key = 999;
    assert_int_not_equal(map_find(&map, &key), MAP_NONE);
    map_release(&map);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reserve),
        cmocka_unit_test(test_an_empty_map_finds_nothing),
        cmocka_unit_test(test_gives_each_key_the_next_index),
        cmocka_unit_test(test_compares_every_byte_of_a_key),
        cmocka_unit_test(test_hashes_by_content_and_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
