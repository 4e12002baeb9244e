#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "cmd/report_options.h"
#include "formats/writer.h"

struct parse {
    struct arena arena;
    struct report_options options;
    struct error error;
};

static int setup(void **state)
{
    static struct parse parse;
    parse = (struct parse){ .arena = ARENA_INIT };
    unsetenv("SOURCE_DATE_EPOCH");
    *state = &parse;
    return 0;
}

static int teardown(void **state)
{
    struct parse *parse = *state;
    arena_release(&parse->arena);
    return 0;
}

static bool parse_words(struct parse *parse, const char *const *words)
{
    static const struct command command = { .name = "report" };
    char *arguments[24] = { arena_copy(&parse->arena, "report", 6) };
    int count = 1;
    for (; words[count - 1] != NULL; count++) {
        arguments[count] = arena_copy(&parse->arena, words[count - 1],
                                      strlen(words[count - 1]));
    }
    parse->options = (struct report_options){ .out = NULL };
    return report_options_parse(&command, count, arguments, &parse->arena,
                                &parse->options, &parse->error);
}

#define WORDS(...) ((const char *const[]){ __VA_ARGS__, NULL })

static void refuse(struct parse *parse, const char *const *words,
                   const char *part)
{
    assert_false(parse_words(parse, words));
    assert_int_equal(parse->error.kind, ERROR_USAGE);
    assert_non_null(strstr(parse->error.message, part));
}

static void test_everything_at_once(void **state)
{
    struct parse *parse = *state;
    assert_true(parse_words(
        parse,
        WORDS("--out", "o", "--source-root=s", "--base-source-root", "b",
              "--category", "c", "--fail-on", "warning", "--strict",
              "--strict-junit", "--quiet", "--now", "2026-11-24T10:00:00Z",
              "--patch", "p1", "--patch", "p2", "one", "two")));
    const struct report_options *options = &parse->options;
    assert_string_equal(options->out, "o");
    assert_string_equal(options->source_root, "s");
    assert_string_equal(options->base_source_root, "b");
    assert_string_equal(options->category, "c");
    assert_int_equal(report_fail_on(options), FAIL_WARNING);
    assert_true(options->is_strict && options->is_strict_junit);
    assert_true(options->is_quiet);
    assert_string_equal(options->created, "2026-11-24T10:00:00Z");
    assert_int_equal(options->patches.count, 2);
    assert_int_equal(options->bundles.count, 2);
}

static void test_defaults(void **state)
{
    struct parse *parse = *state;
    assert_true(parse_words(parse, WORDS("one")));
    assert_null(parse->options.out);
    assert_string_equal(parse->options.source_root, ".");
    assert_null(parse->options.base_source_root);
    assert_int_equal(report_fail_on(&parse->options), FAIL_GATE);
    assert_string_equal(parse->options.created, "");
}

static void test_steps_of_fail_on(void **state)
{
    static const struct {
        const char *name;
        enum fail_on level;
    } steps[] = { { "gate", FAIL_GATE },
                  { "inconclusive", FAIL_INCONCLUSIVE },
                  { "error", FAIL_ERROR },
                  { "warning", FAIL_WARNING },
                  { "never", FAIL_NEVER } };
    struct parse *parse = *state;
    for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
        assert_true(parse_words(parse, WORDS("--fail-on", steps[i].name, "b")));
        assert_int_equal(report_fail_on(&parse->options), steps[i].level);
    }
    refuse(parse, WORDS("--fail-on", "note", "b"),
           "gate, inconclusive, error, warning, never");
}

/* Each writer of writers.def has an option of its name. */
static void test_a_file_for_each_writer(void **state)
{
    struct parse *parse = *state;
    for (size_t i = 0; writers[i] != NULL; i++) {
        const char *name =
            arena_printf(&parse->arena, "--%s", writers[i]->name);
        assert_true(parse_words(parse, WORDS(name, "file", "bundle")));
        for (size_t j = 0; j < REPORT_WRITER_MOST; j++) {
            const char *path = parse->options.writer_paths[j];
            assert_int_equal(path != NULL, i == j);
        }
        assert_true(i < REPORT_WRITER_MOST);
    }
}

static void test_times_that_are_taken(void **state)
{
    static const char *const good[] = {
        "2026-11-24T10:00:00Z",      "1999-12-31T23:59:60Z",
        "2026-01-01T00:00:00+00:00", "2026-11-24T10:00:00-08:00",
        "2026-11-24T10:00:00+05:45",
    };
    struct parse *parse = *state;
    for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
        assert_true(parse_words(parse, WORDS("--now", good[i], "b")));
        assert_string_equal(parse->options.created, good[i]);
    }
}

static void test_times_that_are_none(void **state)
{
    static const char *const bad[] = {
        "",
        "now",
        "2026-11-24",
        "2026-11-24 10:00:00Z",
        "2026-11-24T10:00:00",
        "2026-11-24T10:00:00z",
        "2026-11-24T10:00:00Zx",
        "2026-11-24T10:00:00+",
        "2026-11-24T10:00:00+1:00",
        "2026-11-24T10:00:00+01:00<b>",
        "2026-21-24T10:00:00Z",
        "2026-11-44T10:00:00Z",
        "2026-11-24T30:00:00Z",
        "2026-11-24T10:60:00Z",
        "2026-11-24T10:00:70Z",
        "2026-11-24T10:00:0\xD9\xA1Z",
    };
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        refuse(*state, WORDS("--now", bad[i], "b"), "--now does not take");
    }
}

static void assert_epoch(struct parse *parse, const char *epoch,
                         const char *created)
{
    setenv("SOURCE_DATE_EPOCH", epoch, 1);
    assert_true(parse_words(parse, WORDS("b")));
    assert_string_equal(parse->options.created, created);
}

/* Of reproducible builds; --now is the nearer word. */
static void test_source_date_epoch(void **state)
{
    struct parse *parse = *state;
    assert_epoch(parse, "0", "1970-01-01T00:00:00Z");
    assert_epoch(parse, "1795000000", "2026-11-18T11:06:40Z");
    assert_epoch(parse, "", "");
    assert_epoch(parse, "-1", "");
    assert_epoch(parse, "1e9", "");
    assert_epoch(parse, "99999999999999999999", "");
    setenv("SOURCE_DATE_EPOCH", "0", 1);
    assert_true(
        parse_words(parse, WORDS("--now", "2026-11-24T10:00:00Z", "b")));
    assert_string_equal(parse->options.created, "2026-11-24T10:00:00Z");
}

static void test_something_must_be_given(void **state)
{
    struct parse *parse = *state;
    refuse(parse, WORDS("--quiet"), "report needs a BUNDLE");
    refuse(parse, WORDS("--patch", "p"), "report needs a BUNDLE");
    assert_true(parse_words(parse, WORDS("--head", "h")));
    assert_true(parse_words(parse, WORDS("--base", "b", "--head", "h")));
    assert_true(parse_words(parse, WORDS("--head", "h", "bundle")));
}

/* They would belong to none of them, and no input is left out in silence. */
static void test_files_beside_several_bundles(void **state)
{
    refuse(*state, WORDS("--head", "h", "one", "two"),
           "go with one BUNDLE or none");
    refuse(*state, WORDS("--base", "h", "one", "two"),
           "go with one BUNDLE or none");
}

#define parse_test(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        parse_test(test_everything_at_once),
        parse_test(test_defaults),
        parse_test(test_steps_of_fail_on),
        parse_test(test_a_file_for_each_writer),
        parse_test(test_times_that_are_taken),
        parse_test(test_times_that_are_none),
        parse_test(test_source_date_epoch),
        parse_test(test_something_must_be_given),
        parse_test(test_files_beside_several_bundles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
