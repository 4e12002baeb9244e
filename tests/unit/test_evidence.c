#include "files_support.h"

#include "core/base/memory.h"
#include "core/model/evidence.h"

static void test_nothing_is_known_at_first(void **state)
{
    (void)state;
    struct strings strings;
    struct evidence evidence;
    strings_init(&strings);
    evidence_init(&evidence, &strings);
    assert_string_equal(evidence.target, "");
    assert_string_equal(evidence.head.go_version, "");
    assert_string_equal(evidence.base.label, "base");
    assert_string_equal(evidence.head.label, "head");
    assert_false(evidence.base.is_present);
    assert_false(evidence.patch.is_present);
    assert_false(tree_has_file(&evidence.head.tree, "go.mod"));
    evidence_release(&evidence);
    strings_release(&strings);
}

static void test_equal_notices_are_one(void **state)
{
    (void)state;
    struct strings strings;
    struct evidence evidence;
    strings_init(&strings);
    evidence_init(&evidence, &strings);
    struct evidence_side *side = &evidence.head;
    evidence_notice(side, "bench.txt", 7, "missing units");
    evidence_notice(side, "bench.txt", 9, "missing units");
    evidence_notice(side, "bench.txt", 9, "no iterations");
    evidence_notice(side, "other.txt", 9, "missing units");
    assert_int_equal(side->notices.count, 3);
    assert_int_equal(side->notices.items[0].line, 7);
    assert_int_equal(side->notices.items[0].count, 2);
    assert_int_equal(side->notices.items[1].count, 1);
    assert_int_equal(evidence.base.notices.count, 0);
    evidence_release(&evidence);
    strings_release(&strings);
}

/* A file of nothing but damage must not cost the square of its size. */
static void test_different_notices_have_a_limit(void **state)
{
    (void)state;
    struct strings strings;
    struct evidence evidence;
    strings_init(&strings);
    evidence_init(&evidence, &strings);
    struct evidence_side *side = &evidence.head;
    for (int i = 0; i < 500000; i++) {
        evidence_notice(side, "a", 0, arena_printf(&side->arena, "%d", i));
    }
    const struct notice *last = &side->notices.items[side->notices.count - 1];
    assert_int_equal(side->notices.count, EVIDENCE_NOTICE_LIMIT + 1);
    assert_string_equal(last->text, "further notices are only counted");
    assert_int_equal(last->count, 500000 - EVIDENCE_NOTICE_LIMIT);
    evidence_release(&evidence);
    strings_release(&strings);
}

/* Views, inflated bytes and trees; a leak is what the sanitizer sees. */
static void test_releases_what_it_holds(void **state)
{
    struct strings strings;
    struct evidence evidence;
    struct error error = ERROR_INIT;
    const char *path = folder_text(*state, "file", "x");
    strings_init(&strings);
    evidence_init(&evidence, &strings);
    struct evidence_side *side = &evidence.base;
    struct held_input *held = LIST_PUSH(&side->arena, &side->held);
    held->inflated = memory_allocate(10);
    held = LIST_PUSH(&side->arena, &side->held);
    assert_true(file_open_view(path, 1, &held->view, &error));
    const char *folder = ((struct folder *)*state)->path;
    assert_true(tree_open(&side->tree, folder, &error));
    int descriptor = side->tree.descriptor;
    evidence_release(&evidence);
    assert_int_equal(close(descriptor), -1);
    strings_release(&strings);
}

static void test_settings_of_a_configuration(void **state)
{
    (void)state;
    struct benchmark_setting settings[] = { { "goos", "linux" },
                                            { "cpu", "x" } };
    struct benchmark_config configs[] = { { { NULL, 0, 0 } },
                                          { { settings, 2, 2 } } };
    struct benchmark_file file = { .configs = { configs, 2, 2 } };
    assert_string_equal(benchmark_setting(&file, 1, "cpu"), "x");
    assert_string_equal(benchmark_setting(&file, 1, "pkg"), "");
    assert_string_equal(benchmark_setting(&file, 0, "cpu"), "");
    assert_string_equal(benchmark_setting(&file, 2, "cpu"), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_is_known_at_first),
        cmocka_unit_test(test_equal_notices_are_one),
        cmocka_unit_test(test_different_notices_have_a_limit),
        folder_test(test_releases_what_it_holds),
        cmocka_unit_test(test_settings_of_a_configuration),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
