#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/buffer.h"
#include "core/model/owners.h"

struct pair {
    const char *pattern, *path;
};

static void check(const struct pair *pairs, size_t count, bool matches)
{
    for (size_t i = 0; i < count; i++) {
        if (owner_pattern_matches(pairs[i].pattern, pairs[i].path) != matches) {
            fail_msg("%s %s %s", pairs[i].pattern,
                     matches ? "does not match" : "matches", pairs[i].path);
        }
    }
}

/* The examples of GitHub's page first. */
static void test_matches(void **state)
{
    (void)state;
    static const struct pair pairs[] = {
        { "*", "a.go" },
        { "*", "deep/down/a.go" },
        { "*.js", "a.js" },
        { "*.js", "src/a.js" },
        { "/build/logs/", "build/logs/a" },
        { "/build/logs/", "build/logs/b/a" },
        { "docs/*", "docs/getting-started.md" },
        { "apps/", "apps/a" },
        { "apps/", "x/y/apps/z/a" },
        { "/docs/", "docs/a/b" },
        { "/scripts/", "scripts/a" },
        { "**/logs", "build/logs" },
        { "**/logs", "logs/a" },
        { "**/logs", "a/b/logs/c" },
        { "/apps/github", "apps/github" },
        { "/apps/github", "apps/github/a" },
        { "apps/github", "apps/github/a" },
        { "a/**/b", "a/b" },
        { "a/**/b", "a/x/y/b" },
        { "a/**", "a/b/c" },
        { "**", "a/b" },
        { "**/", "a/b" },
        { "a?c", "x/abc" },
        { "*_test.go", "p/join_test.go" },
        { "/p/*/q", "p/x/q/r" },
        { "**/a/**/b", "a/a/c/b" },
        { "go.mod", "tools/go.mod" },
        { "with blank", "a/with blank/b" },
    };
    check(pairs, sizeof(pairs) / sizeof(pairs[0]), true);
}

static void test_does_not_match(void **state)
{
    (void)state;
    static const struct pair pairs[] = {
        { "*.js", "a.jsx" },
        { "/build/logs/", "x/build/logs/a" },
        { "/build/logs/", "build/logs" },
        { "docs/*", "docs/build-app/troubleshooting.md" },
        { "docs/*", "x/docs/a.md" },
        { "apps/", "apps" },
        { "apps/github", "x/apps/github" },
        { "a/**", "a" },
        { "a/**/b", "a/xb" },
        { "a?c", "ac" },
        { "/", "a" },
        { "", "a" },
        { "Docs/", "docs/a" },
        { "a//b", "a/b" },
        { "/*", "a/b" },
        { "**/x/*", "x/y/z" },
    };
    check(pairs, sizeof(pairs) / sizeof(pairs[0]), false);
}

/* What makes a matcher that tries all ways run for ever. */
static void test_hostile_patterns_end(void **state)
{
    (void)state;
    struct buffer pattern, path;
    buffer_init(&pattern);
    buffer_init(&path);
    for (int i = 0; i < 2000; i++) {
        buffer_text(&pattern, i % 2 == 0 ? "**/a*a*a*" : "/");
        buffer_text(&path, "aaaa/");
    }
    buffer_text(&pattern, "b");
    buffer_text(&path, "aaaa");
    assert_false(owner_pattern_matches(pattern.bytes, path.bytes));
    buffer_release(&pattern);
    buffer_release(&path);
}

static void test_the_last_rule_counts(void **state)
{
    (void)state;
    struct owner_rule rules[] = {
        { .pattern = "*", .owner_count = 1, .line = 1 },
        { .pattern = "/docs/", .owner_count = 1, .line = 2 },
        { .pattern = "/docs/api/", .owner_count = 0, .line = 3 },
    };
    struct owners owners = { .rules = { .items = rules, .count = 3 } };
    assert_int_equal(owners_find(&owners, "a.go")->line, 1);
    assert_int_equal(owners_find(&owners, "docs/a.md")->line, 2);
    const struct owner_rule *nobodys = owners_find(&owners, "docs/api/b.md");
    assert_int_equal(nobodys->line, 3);
    assert_int_equal(nobodys->owner_count, 0);
    owners.rules.count = 0;
    assert_null(owners_find(&owners, "a.go"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_matches),
        cmocka_unit_test(test_does_not_match),
        cmocka_unit_test(test_hostile_patterns_end),
        cmocka_unit_test(test_the_last_rule_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
