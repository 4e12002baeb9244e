#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/analysis/sources/line_hash.h"
#include "core/base/buffer.h"

/* The expected hashes of all lines, in one text. */
static void assert_hashes(struct span content, const char *expected)
{
    struct arena arena = ARENA_INIT;
    struct line_hash_list hashes = { .items = NULL };
    line_hashes(&arena, content, &hashes);
    struct buffer joined;
    buffer_init(&joined);
    for (size_t i = 0; i < hashes.count; i++) {
        buffer_printf(&joined, "%s%s", i == 0 ? "" : " ",
                      line_hash_text(&arena, &hashes.items[i]));
    }
    assert_string_equal(joined.bytes, expected);
    buffer_release(&joined);
    arena_release(&arena);
}

static void assert_text(const char *content, const char *expected)
{
    assert_hashes(span_of(content), expected);
}

/* Vectors of codeql-action's fingerprints.test.ts. */
static void test_agrees_with_github(void **state)
{
    (void)state;
    assert_text("", "c129715d7a2bc9a3:1");
    assert_text(" a\nb\n  \t\tc\n d",
                "271789c17abda88f:1 54703d4cd895b18:1 180aee12dab6264:1 "
                "a23a3dc5e078b07b:1");
    assert_text("Lorem ipsum dolor sit amet.\nLorem ipsum dolor sit amet.\n"
                "Lorem ipsum dolor sit amet.\nLorem ipsum dolor sit amet.\n"
                "Lorem ipsum dolor sit amet.\nLorem ipsum dolor sit amet.\n"
                "Lorem ipsum dolor sit amet.\nLorem ipsum dolor sit amet.\n"
                "Lorem ipsum dolor sit amet.\nLorem ipsum dolor sit amet.\n",
                "a7f2ff13bc495cf2:1 a7f2ff13bc495cf2:2 a7f2ff13bc495cf2:3 "
                "a7f2ff13bc495cf2:4 a7f2ff13bc495cf2:5 a7f2ff13bc495cf2:6 "
                "a7f2ff1481e87703:1 a9cf91f7bbf1862b:1 55ec222b86bcae53:1 "
                "cc97dc7b1d7d8f7b:1 c129715d7a2bc9a3:1");
}

static void test_line_ends_are_one(void **state)
{
    (void)state;
    const char *expected =
        "e9496ae3ebfced30:1 fb7c023a8b9ccb3f:1 ce8ba1a563dcdaca:1 "
        "e20e36e16fcb0cc8:1 b3edc88f2938467e:1 c8e28b0b4002a3a0:1 "
        "c129715d7a2bc9a3:1";
    assert_text(" hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n",
                expected);
    assert_text(" hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n", expected);
    assert_text(" hello; \t\rworld!!!\r\r\r  \t\tGreetings\r End\r", expected);
}

/* Both made with codeql-action's own code: units are UTF-16. */
static void test_counts_in_utf16(void **state)
{
    (void)state;
    assert_text("a\xE2\x82\xAC\xF0\x9F\x98\x80 x\ny\n",
                "b39be45446ec8806:1 c33be7e0cf7c3ca:1 c129715d7a2bc9a3:1");
    assert_text("\xEF\xBB\xBF"
                "a\n",
                "25afd31b599dedcd:1 c129715d7a2bc9a3:1");
}

static void test_bad_bytes_are_one_replacement_each(void **state)
{
    (void)state;
    struct arena arena = ARENA_INIT;
    struct line_hash_list bad = { .items = NULL }, good = { .items = NULL };
    line_hashes(&arena, span_of("\xFF\xE2\x82x\xF0\x9F"), &bad);
    line_hashes(&arena, span_of("\xEF\xBF\xBD\xEF\xBF\xBDx\xEF\xBF\xBD"),
                &good);
    assert_int_equal(bad.items[0].value, good.items[0].value);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_agrees_with_github),
        cmocka_unit_test(test_line_ends_are_one),
        cmocka_unit_test(test_counts_in_utf16),
        cmocka_unit_test(test_bad_bytes_are_one_replacement_each),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
