#include "core/analysis/profiles/profile_order.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* Sorts the rows and checks that they come in the order in which they are
 * given, from whichever order they start. */
static void check_order(const struct profile_table_row *rows, size_t count)
{
    for (size_t turn = 0; turn < count; turn++) {
        const struct profile_table_row *sorted[8];
        for (size_t i = 0; i < count; i++) {
            sorted[i] = &rows[(count - 1 - i + turn) % count];
        }
        profile_order_sort(sorted, count);
        for (size_t i = 0; i < count; i++) {
            assert_ptr_equal(sorted[i], &rows[i]);
        }
    }
}

static void test_order(void **state)
{
    (void)state;
    const struct profile_table_row rows[] = {
        { .name = "z", .file = "", .flat_delta = INT64_MIN },
        { .name = "a", .file = "", .flat_delta = -9 },
        { .name = "b", .file = "", .flat_delta = 9 },
        { .name = "c", .file = "", .flat_delta = 3, .cum_delta = -7 },
        { .name = "c", .file = "", .flat_delta = 3, .cum_delta = 5 },
        { .name = "a", .file = "", .flat_delta = 0 },
    };
    check_order(rows, sizeof(rows) / sizeof(*rows));
}

/* By the bytes of the name as it is printed: "f a.go:12" before "f a.go:9",
 * and "f a.go:1" before "f.g". */
static void test_printed_names(void **state)
{
    (void)state;
    const struct profile_table_row rows[] = {
        { .name = "f", .file = "" },
        { .name = "f", .file = "a.go" },
        { .name = "f", .file = "a.go", .line = 12 },
        { .name = "f", .file = "a.go", .line = 9 },
        { .name = "f", .file = "b.go", .line = 1 },
        { .name = "f.g", .file = "a.go", .line = 1 },
        { .name = "f\xc3\xa4", .file = "a.go", .line = 1 },
    };
    check_order(rows, sizeof(rows) / sizeof(*rows));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_printed_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
