#include "files_support.h"

#include "formats/reader.h"

static struct evidence evidence;
static struct strings strings;

static int setup(void **state)
{
    (void)state;
    strings_init(&strings);
    evidence_init(&evidence, &strings);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    evidence_release(&evidence);
    strings_release(&strings);
    return 0;
}

static void read_goenv(const char *text)
{
    struct error error = ERROR_INIT;
    struct input input = { .name = "go-env.txt", .content = span_of(text) };
    struct reader_target target = { .evidence = &evidence,
                                    .side = &evidence.head,
                                    .arena = &evidence.head.arena,
                                    .strings = &strings };
    assert_ptr_equal(reader_for(input.content), &reader_goenv);
    assert_true(reader_goenv.read(&input, &target, &error));
}

static void assert_platform(const char *version, const char *os,
                            const char *architecture)
{
    assert_string_equal(evidence.head.go_version, version);
    assert_string_equal(evidence.head.goos, os);
    assert_string_equal(evidence.head.goarch, architecture);
    assert_string_equal(evidence.base.go_version, "");
}

static void test_go_env(void **state)
{
    (void)state;
    read_goenv("AR='ar'\nGO111MODULE=''\nGOARCH='amd64'\nGOFLAGS='-mod=mod'\n"
               "GOGCCFLAGS='-fPIC -m64 -ffile-prefix-map=/x=/y'\n"
               "GOOS='linux'\nGOVERSION='go1.26.8'\n\n");
    assert_platform("go1.26.8", "linux", "amd64");
}

static void test_go_env_of_windows(void **state)
{
    (void)state;
    read_goenv("set GOARCH=arm64\r\nset GOOS=windows\r\n"
               "set GOVERSION=go1.26.8\r\nset GOFLAGS=\r\n");
    assert_platform("go1.26.8", "windows", "arm64");
}

static void test_go_env_in_double_quotes(void **state)
{
    (void)state;
    read_goenv("GOARCH=\"amd64\"\nGOOS=\"linux\"\nGOVERSION=\"go1.18.10\"\n");
    assert_platform("go1.18.10", "linux", "amd64");
}

static void test_lines_of_a_script(void **state)
{
    (void)state;
    read_goenv("date=2026-11-24\n"
               "go=go version go1.26.8 linux/amd64\ncommit=abc\n");
    assert_platform("go1.26.8", "linux", "amd64");
}

static void test_a_development_version(void **state)
{
    (void)state;
    read_goenv("go=go version devel go1.27-3f4b5c Tue Nov 24 linux/arm64\n");
    assert_platform("go1.27-3f4b5c", "linux", "arm64");
}

/* Two files, or one that says it twice: what was said first stands. */
static void test_the_first_word_counts(void **state)
{
    (void)state;
    read_goenv("GOOS='linux'\nGOOS='darwin'\n");
    read_goenv("GOOS='plan9'\nGOARCH='mips'\n");
    assert_platform("", "linux", "mips");
}

static void test_odd_lines_do_no_harm(void **state)
{
    (void)state;
    read_goenv("GOOS=\n GOARCH='\t\nGOVERSION=''\n");
    assert_string_equal(evidence.head.goos, "");
    assert_string_equal(evidence.head.goarch, "'");
    assert_string_equal(evidence.head.go_version, "");
}

static void test_other_settings_are_not_its_business(void **state)
{
    (void)state;
    assert_null(reader_for(span_of("PATH=/bin\nHOME=/x\n")));
    assert_null(reader_for(span_of("GOOS='linux'\nand more\n")));
    assert_null(reader_for(span_of("go=away\n")));
    assert_null(reader_for(span_of("\n\n")));
}

#define goenv_test(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        goenv_test(test_go_env),
        goenv_test(test_go_env_of_windows),
        goenv_test(test_go_env_in_double_quotes),
        goenv_test(test_lines_of_a_script),
        goenv_test(test_a_development_version),
        goenv_test(test_the_first_word_counts),
        goenv_test(test_odd_lines_do_no_harm),
        goenv_test(test_other_settings_are_not_its_business),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
