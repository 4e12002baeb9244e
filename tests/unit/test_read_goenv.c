#include "evidence_support.h"

#include "formats/reader.h"

static void read_goenv(struct reading *reading, const char *text)
{
    struct input input = { .name = "go-env.txt", .content = span_of(text) };
    struct reader_target target = { .evidence = &reading->evidence,
                                    .side = &reading->evidence.head,
                                    .arena = &reading->evidence.head.arena,
                                    .strings = &reading->strings };
    assert_ptr_equal(reader_for(input.content), &reader_goenv);
    assert_true(reader_goenv.read(&input, &target, &reading->error));
}

static void assert_platform(struct reading *reading, const char *version,
                            const char *os, const char *architecture)
{
    const struct evidence_side *head = &reading->evidence.head;
    assert_string_equal(head->go_version, version);
    assert_string_equal(head->goos, os);
    assert_string_equal(head->goarch, architecture);
    assert_string_equal(reading->evidence.base.go_version, "");
}

static void test_go_env(void **state)
{
    read_goenv(*state,
               "AR='ar'\nGO111MODULE=''\nGOARCH='amd64'\nGOFLAGS='-mod=mod'\n"
               "GOGCCFLAGS='-fPIC -m64 -ffile-prefix-map=/x=/y'\n"
               "GOOS='linux'\nGOVERSION='go1.26.8'\n\n");
    assert_platform(*state, "go1.26.8", "linux", "amd64");
}

static void test_go_env_of_windows(void **state)
{
    read_goenv(*state, "set GOARCH=arm64\r\nset GOOS=windows\r\n"
                       "set GOVERSION=go1.26.8\r\nset GOFLAGS=\r\n");
    assert_platform(*state, "go1.26.8", "windows", "arm64");
}

static void test_go_env_in_double_quotes(void **state)
{
    read_goenv(*state,
               "GOARCH=\"amd64\"\nGOOS=\"linux\"\nGOVERSION=\"go1.18.10\"\n");
    assert_platform(*state, "go1.18.10", "linux", "amd64");
}

static void test_lines_of_a_script(void **state)
{
    read_goenv(*state, "date=2026-11-24\n"
                       "go=go version go1.26.8 linux/amd64\ncommit=abc\n");
    assert_platform(*state, "go1.26.8", "linux", "amd64");
}

static void test_a_development_version(void **state)
{
    read_goenv(*state,
               "go=go version devel go1.27-3f4b5c Tue Nov 24 linux/arm64\n");
    assert_platform(*state, "go1.27-3f4b5c", "linux", "arm64");
}

/* Two files, or one that says it twice: what was said first stands. */
static void test_the_first_word_counts(void **state)
{
    read_goenv(*state, "GOOS='linux'\nGOOS='darwin'\n");
    read_goenv(*state, "GOOS='plan9'\nGOARCH='mips'\n");
    assert_platform(*state, "", "linux", "mips");
}

static void test_odd_lines_do_no_harm(void **state)
{
    read_goenv(*state, "GOOS=\n GOARCH='\t\nGOVERSION=''\n");
    assert_platform(*state, "", "", "'");
}

static void test_other_settings_are_not_its_business(void **state)
{
    (void)state;
    assert_null(reader_for(span_of("PATH=/bin\nHOME=/x\n")));
    assert_null(reader_for(span_of("GOOS='linux'\nand more\n")));
    assert_null(reader_for(span_of("go=away\n")));
    assert_null(reader_for(span_of("\n\n")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        reading_test(test_go_env),
        reading_test(test_go_env_of_windows),
        reading_test(test_go_env_in_double_quotes),
        reading_test(test_lines_of_a_script),
        reading_test(test_a_development_version),
        reading_test(test_the_first_word_counts),
        reading_test(test_odd_lines_do_no_harm),
        reading_test(test_other_settings_are_not_its_business),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
