#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/nearest.h"

/* The best of a few words, or NULL. */
static const char *best_of(const char *wanted)
{
    static const char *const words[] = { "report", "bench", "diff", "escape",
                                         "explain" };
    struct nearest nearest = nearest_to(wanted);
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        nearest_offer(&nearest, words[i]);
    }
    return nearest.best;
}

static void test_mistyped_words(void **state)
{
    (void)state;
    assert_string_equal(best_of("report"), "report");
    assert_string_equal(best_of("reprot"), "report");
    assert_string_equal(best_of("repotr"), "report");
    assert_string_equal(best_of("bnch"), "bench");
    assert_string_equal(best_of("diffs"), "diff");
    assert_string_equal(best_of("explian"), "explain");
}

/* Nothing is suggested for what is another word, or hardly one. */
static void test_words_too_far_away(void **state)
{
    (void)state;
    assert_null(best_of("history"));
    assert_null(best_of("completely"));
    assert_null(best_of(""));
    assert_null(best_of("x"));
    assert_null(best_of("dif\xff\xff\xff\xff"));
}

/* Each edit counts one: to put in, to leave out, to change. */
static void test_distances(void **state)
{
    (void)state;
    static const struct {
        const char *wanted, *word;
        size_t distance;
    } cases[] = {
        { "bench", "bench", 0 },  { "bench", "ench", 1 },
        { "ench", "bench", 1 },   { "bench", "benchs", 1 },
        { "bench", "bentch", 1 }, { "bench", "banch", 1 },
        { "bench", "benhc", 2 },  { "kitten", "sitting", 3 },
        { "bench", "be", 3 },     { "abcd", "xabcdyz", 3 },
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct nearest nearest = nearest_to(cases[i].wanted);
        nearest_offer(&nearest, cases[i].word);
        assert_ptr_equal(nearest.best, cases[i].word);
        assert_int_equal(nearest.distance, cases[i].distance);
    }
}

/* The first of two that are equally near. */
static void test_the_first_of_equals(void **state)
{
    (void)state;
    struct nearest nearest = nearest_to("--bass");
    nearest_offer(&nearest, "--base");
    nearest_offer(&nearest, "--bash");
    assert_string_equal(nearest.best, "--base");
    assert_int_equal(nearest.distance, 1);
}

/* What is given may have any length. */
static void test_long_words(void **state)
{
    (void)state;
    char word[5000];
    memset(word, 'a', sizeof(word));
    word[sizeof(word) - 1] = '\0';
    assert_null(best_of(word));
    word[40] = '\0';
    struct nearest nearest = nearest_to(word);
    nearest_offer(&nearest, word + 1);
    assert_int_equal(nearest.distance, 1);
    word[40] = 'a';
    word[41] = '\0';
    nearest = nearest_to(word);
    nearest_offer(&nearest, word);
    assert_null(nearest.best);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_mistyped_words),
        cmocka_unit_test(test_words_too_far_away),
        cmocka_unit_test(test_distances),
        cmocka_unit_test(test_the_first_of_equals),
        cmocka_unit_test(test_long_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
