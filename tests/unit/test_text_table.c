#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "formats/text/text_table.h"

static void assert_table(const struct text_cell *cells, size_t count,
                         const char *expected)
{
    struct text_table table;
    struct buffer out;
    text_table_init(&table);
    buffer_init(&out);
    for (size_t i = 0; i < count; i++) {
        text_table_add(&table, cells[i]);
    }
    text_table_print(&table, &out);
    assert_string_equal(out.bytes, expected);
    buffer_release(&out);
    text_table_release(&table);
}
#define assert_prints(cells, expected) \
    assert_table(cells, sizeof(cells) / sizeof(*(cells)), expected)

static void test_columns_line_up(void **state)
{
    (void)state;
    const struct text_cell cells[] = {
        { .row = 0, .column = 0, .text = "name" },
        { .row = 0, .column = 1, .text = "9", .align = ALIGN_RIGHT },
        { .row = 1, .column = 0, .text = "n" },
        { .row = 1, .column = 1, .text = "10µ", .align = ALIGN_RIGHT },
    };
    assert_prints(cells, "name   9\n"
                         "n    10µ\n");
}

static void test_empty_cells_leave_no_blanks(void **state)
{
    (void)state;
    const struct text_cell cells[] = {
        { .row = 0, .column = 0, .text = "a" },
        { .row = 0, .column = 1, .text = "long" },
        { .row = 1, .column = 0, .text = "b" },
        { .row = 1, .column = 1, .text = "" },
        { .row = 1, .column = 2, .text = "" },
        { .row = 3, .column = 0, .text = "c" },
    };
    assert_prints(cells, "a long\nb\n\nc\n");
}

static void test_a_span_stretches_its_first_column(void **state)
{
    (void)state;
    const struct text_cell cells[] = {
        { .row = 0,
          .column = 1,
          .span = 2,
          .text = "a wide title",
          .margin = "|",
          .align = ALIGN_CENTER,
          .stretches = true },
        { .row = 1, .column = 0, .text = "x" },
        { .row = 1, .column = 1, .text = "1", .align = ALIGN_RIGHT },
        { .row = 1, .column = 2, .text = "22" },
    };
    assert_prints(cells, " |a wide title\n"
                         "x         1 22\n");
}

static void test_a_narrow_title_is_centered(void **state)
{
    (void)state;
    const struct text_cell cells[] = {
        { .row = 0,
          .column = 0,
          .span = 2,
          .text = "t",
          .align = ALIGN_CENTER,
          .stretches = true },
        { .row = 1, .column = 0, .text = "1111" },
        { .row = 1, .column = 1, .text = "2222" },
    };
    assert_prints(cells, "    t\n"
                         "1111 2222\n");
}

static void test_a_span_that_may_not_stretch_runs_over(void **state)
{
    (void)state;
    const struct text_cell cells[] = {
        { .row = 0, .column = 0, .span = 2, .text = "too long" },
        { .row = 1, .column = 0, .text = "a" },
        { .row = 1, .column = 1, .text = "b" },
    };
    assert_prints(cells, "too long\na b\n");
}

static void test_escape_sequences_become_visible(void **state)
{
    (void)state;
    const struct text_cell cells[] = {
        { .row = 0, .column = 0, .text = "a\033b" },
    };
    assert_prints(cells, "a\\x1bb\n");
}

static void test_no_cells_no_text(void **state)
{
    (void)state;
    assert_table(NULL, 0, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_columns_line_up),
        cmocka_unit_test(test_empty_cells_leave_no_blanks),
        cmocka_unit_test(test_a_span_stretches_its_first_column),
        cmocka_unit_test(test_a_narrow_title_is_centered),
        cmocka_unit_test(test_a_span_that_may_not_stretch_runs_over),
        cmocka_unit_test(test_escape_sequences_become_visible),
        cmocka_unit_test(test_no_cells_no_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
