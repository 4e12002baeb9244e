#include "core/model/go_build.h"

#include <stdint.h>
#include <string.h>

#include "core/base/strings.h"

/* What "&&" and "||" combine: the lesser and the greater. */
enum answer { ANSWER_NO, ANSWER_UNKNOWN, ANSWER_YES };

enum { DEEPEST = 100 }; /* parentheses within parentheses */

static const char *const systems[] = {
    "aix",     "android", "darwin", "dragonfly", "freebsd", "illumos",
    "ios",     "js",      "linux",  "netbsd",    "openbsd", "plan9",
    "solaris", "wasip1",  "zos",    "hurd",      "nacl",    "windows",
};
/* Those for which "unix" stands. */
static const char *const unix_systems[] = {
    "aix",     "android", "darwin", "dragonfly", "freebsd", "hurd",
    "illumos", "ios",     "linux",  "netbsd",    "openbsd", "solaris",
};
static const char *const architectures[] = {
    "386",     "amd64",   "arm",    "arm64",    "loong64",
    "mips",    "mipsle",  "mips64", "mips64le", "ppc64",
    "ppc64le", "riscv64", "s390x",  "sparc64",  "wasm",
};

#define IS_ONE_OF(text, names) \
    is_one_of(text, names, sizeof(names) / sizeof(*(names)))

static bool is_one_of(struct span text, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (span_equals(text, names[i])) {
            return true;
        }
    }
    return false;
}

static enum answer answer_of(bool is_true)
{
    return is_true ? ANSWER_YES : ANSWER_NO;
}

/* A name of the list, of which one is set; unknown without knowing which. */
static enum answer is_set(struct span tag, const char *value)
{
    return value[0] == '\0' ? ANSWER_UNKNOWN
                            : answer_of(span_equals(tag, value));
}

/* "go1.18" holds from that version on. */
static enum answer is_version(const struct go_platform *platform,
                              struct span tag)
{
    static const char prefix[] = "go1.";
    if (!text_starts_with(platform->go_version, prefix)) {
        return ANSWER_UNKNOWN;
    }
    struct span have = span_of(platform->go_version + strlen(prefix));
    struct span want = span_from(tag, strlen(prefix));
    uint64_t minor = 0, wanted = 0;
    have = span_until(have, strspn(have.bytes, "0123456789"));
    if (!span_uint64(have, &minor) || !span_uint64(want, &wanted)) {
        return ANSWER_UNKNOWN;
    }
    return answer_of(minor >= wanted);
}

static enum answer is_system(const struct go_platform *platform,
                             struct span tag)
{
    /* Android is a Linux, and iOS a Darwin, to the constraints. */
    if ((span_equals(tag, "linux") && strcmp(platform->goos, "android") == 0) ||
        (span_equals(tag, "darwin") && strcmp(platform->goos, "ios") == 0)) {
        return ANSWER_YES;
    }
    return is_set(tag, platform->goos);
}

static enum answer answer_to(const struct go_platform *platform,
                             struct span tag)
{
    if (IS_ONE_OF(tag, systems)) {
        return is_system(platform, tag);
    }
    if (IS_ONE_OF(tag, architectures)) {
        return is_set(tag, platform->goarch);
    }
    if (span_equals(tag, "unix")) {
        return platform->goos[0] == '\0'
                   ? ANSWER_UNKNOWN
                   : answer_of(
                         IS_ONE_OF(span_of(platform->goos), unix_systems));
    }
    if (span_starts_with(tag, "go1.")) {
        return is_version(platform, tag);
    }
    /* Nobody sets "ignore": that is what it is for. */
    return span_equals(tag, "ignore") ? ANSWER_NO : ANSWER_UNKNOWN;
}

/* A way through an expression. */
struct expression {
    const struct go_platform *platform;
    struct span rest;
    int depth;
    bool is_bad;
};

static bool take(struct expression *expression, const char *word)
{
    struct span rest = span_trim(expression->rest);
    if (!span_starts_with(rest, word)) {
        return false;
    }
    expression->rest = span_from(rest, strlen(word));
    return true;
}

static enum answer read_tag(struct expression *expression)
{
    struct span rest = span_trim(expression->rest);
    size_t length = 0;
    while (length < rest.length &&
           strchr(" \t&|!()", rest.bytes[length]) == NULL) {
        length++;
    }
    expression->is_bad |= length == 0;
    expression->rest = span_from(rest, length);
    return answer_to(expression->platform, span_until(rest, length));
}

static enum answer read_or(struct expression *expression);

static enum answer read_not(struct expression *expression)
{
    bool is_negated = false;
    while (take(expression, "!")) {
        is_negated = !is_negated;
    }
    enum answer answer = ANSWER_UNKNOWN;
    if (!take(expression, "(")) {
        answer = read_tag(expression);
    } else if (++expression->depth > DEEPEST) {
        expression->is_bad = true;
    } else {
        answer = read_or(expression);
        expression->is_bad |= !take(expression, ")");
        expression->depth--;
    }
    return is_negated ? (enum answer)(ANSWER_YES - answer) : answer;
}

static enum answer read_and(struct expression *expression)
{
    enum answer answer = read_not(expression);
    while (!expression->is_bad && take(expression, "&&")) {
        enum answer other = read_not(expression);
        answer = other < answer ? other : answer;
    }
    return answer;
}

static enum answer read_or(struct expression *expression)
{
    enum answer answer = read_and(expression);
    while (!expression->is_bad && take(expression, "||")) {
        enum answer other = read_and(expression);
        answer = other > answer ? other : answer;
    }
    return answer;
}

static enum answer evaluate(const struct go_platform *platform,
                            struct span text)
{
    struct expression expression = { .platform = platform, .rest = text };
    enum answer answer = read_or(&expression);
    bool is_whole = span_trim(expression.rest).length == 0;
    return expression.is_bad || !is_whole ? ANSWER_UNKNOWN : answer;
}

/* The line stands before the package clause, among comments. */
static enum answer by_text(const struct go_platform *platform, struct span text)
{
    static const char prefix[] = "//go:build ";
    struct cursor cursor = cursor_over(text.bytes, text.length);
    for (struct span line; cursor_line(&cursor, &line);) {
        line = span_trim(line);
        if (span_starts_with(line, prefix)) {
            return evaluate(platform, span_from(line, strlen(prefix)));
        }
        if (span_starts_with(line, "package ")) {
            break;
        }
    }
    return ANSWER_YES;
}

/* The last part of a name, "arm64" of "x_linux_arm64"; the rest is left. False:
 * it is all the name has. */
static bool take_part(struct span *name, struct span *part)
{
    for (size_t i = name->length; i-- > 0;) {
        if (name->bytes[i] == '_') {
            *part = span_from(*name, i + 1);
            *name = span_until(*name, i);
            return true;
        }
    }
    return false;
}

static enum answer by_name(const struct go_platform *platform, const char *path)
{
    const char *slash = strrchr(path, '/');
    struct span name = span_of(slash != NULL ? slash + 1 : path), part;
    enum answer answer = ANSWER_YES;
    name = span_until(name, span_find(name, "."));
    if (!take_part(&name, &part)) {
        return ANSWER_YES;
    }
    if (span_equals(part, "test") && !take_part(&name, &part)) {
        return ANSWER_YES;
    }
    if (IS_ONE_OF(part, architectures)) {
        answer = is_set(part, platform->goarch);
        if (!take_part(&name, &part)) {
            return answer;
        }
    }
    enum answer system =
        IS_ONE_OF(part, systems) ? is_system(platform, part) : ANSWER_YES;
    return system < answer ? system : answer;
}

bool go_file_is_built(const struct go_platform *platform, const char *path,
                      struct span text)
{
    return by_name(platform, path) != ANSWER_NO &&
           by_text(platform, text) != ANSWER_NO;
}
