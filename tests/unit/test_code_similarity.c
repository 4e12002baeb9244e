#include "core/analysis/sources/code_similarity.h"

#include "stats_support.h"

static double similarity(const char *left, const char *right)
{
    struct arena arena = ARENA_INIT;
    struct code_shingles a = code_shingles_of(&arena, span_of(left));
    struct code_shingles b = code_shingles_of(&arena, span_of(right));
    double alike = code_similarity(&a, &b);
    arena_release(&arena);
    return alike;
}

static void test_similarity(void **state)
{
    (void)state;
    assert_true(similarity("{ a = b + c }", "{a=b /* sum */\n+ c}") == 1);
    assert_true(similarity("{ a = b + c }", "x y z") == 0);
    assert_true(similarity("", "") == 0);
    assert_true(similarity("a b", "a b") == 0); /* no three tokens */
    /* Two of three runs are common, in four and in three. */
    assert_true(fabs(similarity("a b c d e", "b c d e") - 0.8) < 1e-12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_similarity),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
