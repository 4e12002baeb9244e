#include "core/model/benchmark_size.h"

#include "stats_support.h"
#include <string.h>

/* The only size of a name. */
static void check_one(const char *name, const char *text, double value)
{
    struct benchmark_size sizes[4];
    assert_int_equal(benchmark_sizes(name, sizes, 4), 1);
    assert_int_equal(sizes[0].text.length, strlen(text));
    assert_memory_equal(sizes[0].text.bytes, text, strlen(text));
    assert_same(sizes[0].value, value);
}

static void check_none(const char *name)
{
    struct benchmark_size size;
    if (benchmark_sizes(name, &size, 1) != 0) {
        fail_msg("%s has a size", name);
    }
}

static void test_parts(void **state)
{
    (void)state;
    check_one("Join/n=1000-8", "1000", 1000);
    check_one("Join/1000-16", "1000", 1000);
    check_one("Join/1000", "1000", 1000);
    check_one("Join/size-64-2", "64", 64);
    check_one("Join/rows_100", "100", 100);
    check_one("Join/n100/sorted-8", "100", 100);
    check_one("Join/1.5-8", "1.5", 1.5);
}

static void test_base_name(void **state)
{
    (void)state;
    check_one("Join100-8", "100", 100);
    check_one("Hash8Bytes-8", "8Bytes", 8);
    check_one("Hash1K", "1K", 1000);
}

static void test_multipliers(void **state)
{
    (void)state;
    check_one("A/size=1k-8", "1k", 1e3);
    check_one("A/2M", "2M", 2e6);
    check_one("A/1MB", "1MB", 1048576);
    check_one("A/4KiB", "4KiB", 4096);
    check_one("A/512B", "512B", 512);
    check_one("A/3gb", "3gb", 3.0 * 1024 * 1024 * 1024);
    check_one("A/1e6", "1e6", 1e6);
    check_one("A/n=2E3", "2E3", 2000);
}

/* A word behind the number stays in the name. */
static void test_words(void **state)
{
    (void)state;
    check_one("A/100rows", "100", 100);
    check_one("A/10ms", "10", 10);
    check_one("A/size6", "6", 6);
}

static void test_several(void **state)
{
    (void)state;
    struct benchmark_size sizes[8];
    assert_int_equal(benchmark_sizes("Mul3/n=10/m=200-8", sizes, 8), 3);
    assert_same(sizes[0].value, 3);
    assert_same(sizes[1].value, 10);
    assert_same(sizes[2].value, 200);
    assert_int_equal(benchmark_sizes("Mul3/n=10/m=200-8", sizes, 2), 2);
}

static void test_what_is_no_size(void **state)
{
    (void)state;
    check_none("Join-8");
    check_none("Join/sorted-8");
    check_none("Join/n=0-8");
    check_none("Join/v1.2.3-8");
    check_none("Join/1e99");
    check_none("Join/20261124213201123");
    check_none("Join/.");
    check_none("Join//");
    check_none("");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parts),
        cmocka_unit_test(test_base_name),
        cmocka_unit_test(test_multipliers),
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_several),
        cmocka_unit_test(test_what_is_no_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
