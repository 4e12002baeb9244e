/*
 * Which files the go command leaves out, by their names and constraints.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/buffer.h"
#include "core/model/go_build.h"

static const struct go_platform linux_amd64 = { .goos = "linux",
                                                .goarch = "amd64",
                                                .go_version = "go1.26.8" };

static bool is_built(const char *path, const char *text)
{
    return go_file_is_built(&linux_amd64, path, span_of(text));
}

static void test_names(void **state)
{
    (void)state;
    static const char *const built[] = { "a.go",
                                         "p/a_linux.go",
                                         "a_amd64.go",
                                         "a_linux_amd64.go",
                                         "a_linux_test.go",
                                         "windows.go",
                                         "arm64.go",
                                         "a_unix.go",
                                         "a_windows_x.go",
                                         "p_windows/a.go",
                                         "a_linux.pb.go",
                                         "test.go",
                                         "" };
    static const char *const left_out[] = {
        "a_windows.go",      "p/a_arm64.go",      "a_linux_arm64.go",
        "a_darwin_amd64.go", "a_windows_test.go", "a_windows_amd64_test.go",
        "a_arm64.s.go"
    };
    for (size_t i = 0; i < sizeof(built) / sizeof(*built); i++) {
        if (!is_built(built[i], "package p\n")) {
            fail_msg("%s is built", built[i]);
        }
    }
    for (size_t i = 0; i < sizeof(left_out) / sizeof(*left_out); i++) {
        if (is_built(left_out[i], "package p\n")) {
            fail_msg("%s is left out", left_out[i]);
        }
    }
}

static bool satisfies(const char *constraint)
{
    struct buffer text;
    buffer_init(&text);
    buffer_printf(&text, "// Of somebody.\n\n//go:build %s\n\npackage p\n",
                  constraint);
    bool built = is_built("a.go", text.bytes);
    buffer_release(&text);
    return built;
}

static void test_constraints(void **state)
{
    (void)state;
    static const char *const built[] = {
        "linux",
        "unix",
        "go1.18",
        "go1.26",
        "!windows",
        "!go1.27",
        "windows || amd64",
        "linux && (arm64 || amd64) && !go1.30",
        "!(windows || darwin)",
        "!!linux",
        "cgo", /* may be */
        "!cgo",
        "purego && linux",
        "appengine || windows",
        "go1.x", /* what it says is not known */
        "linux &&",
        "windows)",
        "",
        "&& windows",
        "windows |",
    };
    static const char *const left_out[] = {
        "windows",          "!linux",
        "!go1.18",          "go1.27",
        "ignore",           "linux && arm64",
        "windows&&linux",   "purego && windows",
        "!unix || (arm64)", "windows||arm64||ignore",
        "((windows))",
    };
    for (size_t i = 0; i < sizeof(built) / sizeof(*built); i++) {
        if (!satisfies(built[i])) {
            fail_msg("\"%s\" holds", built[i]);
        }
    }
    for (size_t i = 0; i < sizeof(left_out) / sizeof(*left_out); i++) {
        if (satisfies(left_out[i])) {
            fail_msg("\"%s\" does not hold", left_out[i]);
        }
    }
}

/* It counts before the package clause alone, and the first one does. */
static void test_place_of_the_constraint(void **state)
{
    (void)state;
    assert_true(is_built("a.go", "package p\n\n//go:build windows\n"));
    assert_true(is_built("a.go", "//go:build linux\n//go:build windows\n"));
    assert_false(is_built("a.go", "//go:build windows\r\npackage p\r\n"));
    assert_true(is_built("a.go", "// //go:build windows\npackage p\n"));
    assert_false(is_built("a_linux.go", "//go:build !linux\npackage p\n"));
    assert_true(is_built("a.go", ""));
}

/* What is not known leaves nothing out. */
static void test_unknown_platform(void **state)
{
    (void)state;
    static const struct go_platform unknown = { "", "", "" };
    static const struct go_platform devel = { "linux", "amd64",
                                              "devel go1.27-abc" };
    static const char old[] = "//go:build !go1.18 && !unix && !arm64\n";
    assert_true(go_file_is_built(&unknown, "a_windows.go", span_of(old)));
    assert_true(
        go_file_is_built(&devel, "a.go", span_of("//go:build !go1.18\n")));
}

/* As deep as it likes. */
static void test_deep_parentheses(void **state)
{
    (void)state;
    char constraint[4096];
    memset(constraint, '(', sizeof(constraint) - 1);
    constraint[sizeof(constraint) - 1] = '\0';
    assert_true(satisfies(constraint));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_constraints),
        cmocka_unit_test(test_place_of_the_constraint),
        cmocka_unit_test(test_unknown_platform),
        cmocka_unit_test(test_deep_parentheses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
