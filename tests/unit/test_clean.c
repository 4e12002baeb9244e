/*
 * Hostile text against every sink: what a terminal, a CI log, XML, Markdown, a
 * URI would act on must not get through, and nothing else may change.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "formats/text/clean.h"

static void assert_clean(void (*clean)(struct buffer *out, const char *text),
                         const char *text, const char *expected)
{
    struct buffer out;
    buffer_init(&out);
    clean(&out, text);
    assert_string_equal(out.bytes, expected);
    buffer_release(&out);
}

/* A sink's output behind something that is there already. */
static void assert_clean_behind(const char *before, const char *text,
                                const char *expected)
{
    struct buffer out;
    buffer_init(&out);
    buffer_text(&out, before);
    clean_terminal(&out, text);
    assert_string_equal(out.bytes + strlen(before), expected);
    buffer_release(&out);
}

#define BAD "\xEF\xBF\xBD" /* U+FFFD */

/* Each class of bytes that is no UTF-8, byte for byte. */
static void test_invalid_bytes_are_replaced_one_by_one(void **state)
{
    (void)state;
    static const struct {
        const char *text, *expected;
    } cases[] = {
        { "", "" },
        { "plain", "plain" },
        { "\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80", "\xC3\xA4\xE2\x82\xAC"
                                                  "\xF0\x9F\x98\x80" },
        { "a\xFF"
          "b",
          "a" BAD "b" },
        { "\x80", BAD },
        { "\xC3", BAD },                         /* cut off */
        { "\xE2\x82", BAD BAD },                 /* cut off */
        { "\xF0\x9F\x98", BAD BAD BAD },         /* cut off */
        { "\xC3(", BAD "(" },                    /* no continuation */
        { "\xE2\x82(", BAD BAD "(" },            /* no continuation */
        { "\xC0\xAF", BAD BAD },                 /* '/' in two bytes */
        { "\xC1\xBF", BAD BAD },                 /* DEL in two bytes */
        { "\xE0\x9F\xBF", BAD BAD BAD },         /* overlong */
        { "\xF0\x8F\xBF\xBF", BAD BAD BAD BAD }, /* overlong */
        { "\xED\xA0\x80", BAD BAD BAD },         /* surrogate U+D800 */
        { "\xED\xBF\xBF", BAD BAD BAD },         /* surrogate U+DFFF */
        { "\xF4\x90\x80\x80", BAD BAD BAD BAD }, /* U+110000 */
        { "\xF8\x88\x80\x80\x80", BAD BAD BAD BAD BAD },
        { "\xFE\xFF", BAD BAD },
        { "\xED\x9F\xBF\xEE\x80\x80", "\xED\x9F\xBF\xEE\x80\x80" },
        { "\xF4\x8F\xBF\xBF", "\xF4\x8F\xBF\xBF" }, /* U+10FFFF */
        { "a\xC0\x80"
          "b",
          "a\xE2\x90\x80"
          "b" }, /* an interned NUL */
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        assert_clean(clean_utf8, cases[i].text, cases[i].expected);
    }
}

static void test_every_character_survives_a_round_trip(void **state)
{
    (void)state;
    for (uint32_t character = 1; character <= 0x10FFFF; character++) {
        if (character >= 0xD800 && character <= 0xDFFF) {
            continue;
        }
        struct buffer out;
        buffer_init(&out);
        utf8_append(&out, character);
        const char *next = out.bytes;
        assert_int_equal(utf8_next(&next), character);
        assert_int_equal(next - out.bytes, out.length);
        buffer_release(&out);
    }
}

static void test_a_terminal_sees_controls_but_obeys_none(void **state)
{
    (void)state;
    static const struct {
        const char *text, *expected;
    } cases[] = {
        { "\033[31mred\033[0m", "\\x1b[31mred\\x1b[0m" },
        { "\033]52;c;cm0=\007", "\\x1b]52;c;cm0=\\x07" }, /* clipboard */
        { "\xC2\x9B"
          "2J",
          "\\x9b2J" }, /* CSI in C1 */
        { "\x9B"
          "2J",
          BAD "2J" },
        { "a\rb\bc\177", "a\\x0db\\x08c\\x7f" },
        { "a\tb\nc", "a\tb\nc" },
        { "\xE2\x80\xAE"
          "cod.exe",
          "\\u{202e}cod.exe" },
        { "\xE2\x81\xA6\xE2\x81\xA9", "\\u{2066}\\u{2069}" },
        { "\xE2\x80\x8F\xD8\x9C", "\\u{200f}\\u{61c}" },
        { "a\xE2\x80\xA8::error::x", "a\\u{2028}::error::x" },
        { "\xC3\xA4 \xE6\x97\xA5", "\xC3\xA4 \xE6\x97\xA5" },
        { "a\xC0\x80"
          "b",
          "a\xE2\x90\x80"
          "b" },
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        assert_clean(clean_terminal, cases[i].text, cases[i].expected);
    }
}

/* GitHub's runner trims white space, of Unicode's kinds too, before "::". */
static void test_no_line_begins_with_a_command(void **state)
{
    (void)state;
    static const struct {
        const char *text, *expected;
    } cases[] = {
        { "::error::x", "\\::error::x" },
        { "  \t::set-env name=A::b", "  \t\\::set-env name=A::b" },
        { "a\n::stop-commands::x", "a\n\\::stop-commands::x" },
        { "\n\n ::x", "\n\n \\::x" },
        { "\xC2\xA0::x::", "\xC2\xA0\\::x::" },
        { "\xE3\x80\x80 ::x::", "\xE3\x80\x80 \\::x::" },
        { "\xE2\x80\x85::x::", "\xE2\x80\x85\\::x::" },
        { "std::vector", "std::vector" },
        { "a ::x", "a ::x" },
        { ": :x", ": :x" },
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        assert_clean(clean_terminal, cases[i].text, cases[i].expected);
    }
    assert_clean_behind("", "::x", "\\::x");
    assert_clean_behind("a\n", "::x", "\\::x");
    assert_clean_behind("a\n    ", "::x", "\\::x");
    assert_clean_behind("\t", "::x", "\\::x");
    assert_clean_behind("a: ", "::x", "::x");
    assert_clean_behind("a:", ":x", ":x");
}

/* "##[", "##vso[" and "##teamcity[" are found anywhere in a line. */
static void test_no_command_stands_anywhere(void **state)
{
    (void)state;
    assert_clean(clean_terminal, "##vso[task.complete]",
                 "#\\#vso[task.complete]");
    assert_clean(clean_terminal, "a ##[set-env name=A]b",
                 "a #\\#[set-env name=A]b");
    assert_clean(clean_terminal, "x\n##teamcity[buildStop]",
                 "x\n#\\#teamcity[buildStop]");
    assert_clean(clean_terminal, "###", "#\\#\\#");
    assert_clean(clean_terminal, "a#b", "a#b");
    assert_clean_behind("a #", "#[x]", "\\#[x]");
}

static void test_xml_gets_only_its_characters(void **state)
{
    (void)state;
    static const struct {
        const char *text, *expected;
    } cases[] = {
        { "a\tb\nc\rd", "a\tb\nc\rd" },
        { "\x01\x08\x0B\x0C\x0E\x1F", BAD BAD BAD BAD BAD BAD },
        { "\033[0m", BAD "[0m" },
        { "\xEF\xBF\xBE\xEF\xBF\xBF", BAD BAD }, /* U+FFFE, U+FFFF */
        { "\xEF\xBF\xBD", BAD },
        { "\xED\xA0\x80", BAD BAD BAD },
        { "\xFF", BAD },
        { "<&>\"']]>", "<&>\"']]>" }, /* the writer's business */
        { "\xF0\x9F\x98\x80", "\xF0\x9F\x98\x80" },
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        assert_clean(clean_xml, cases[i].text, cases[i].expected);
    }
}

#define ZWSP "&#8203;" /* breaks a word without a trace */

static void test_html_shows_what_would_act(void **state)
{
    (void)state;
    assert_clean(clean_html, "</script><b a='1' c=\"2\">&amp;",
                 "&lt;/script&gt;&lt;b a=&#39;1&#39; c=&quot;2&quot;&gt;"
                 "&amp;amp;");
    assert_clean(clean_html, "a\n\tb\033\xC2\x9B\xFF", "a\n\tb\\x1b\\x9b" BAD);
    assert_clean(clean_html, "x\xE2\x80\xAEy\xE2\x81\xA6z",
                 "x\\u{202e}y\\u{2066}z");
    assert_clean(clean_html, "\xC3\xA4 \xE2\x82\xAC", "\xC3\xA4 \xE2\x82\xAC");
    assert_clean(clean_xml, "x\xE2\x80\xAEy", "x" BAD "y");
}

static void test_markdown_makes_nothing_of_text(void **state)
{
    (void)state;
    static const struct {
        const char *text, *expected;
    } cases[] = {
        { "pool.New", "pool.New" },
        { "[x](javascript:a)", "\\[x\\](javascript:a)" },
        { "**b** _i_ ~s~ `c`", "\\*\\*b\\*\\* \\_i\\_ \\~s\\~ \\`c\\`" },
        { "<img onerror=x>", "\\<img onerror=x>" },
        { "a|b\\c!", "a\\|b\\\\c!" },
        { "(95 %), 1 -> 2", "(95 %), 1 -> 2" },
        { "alloc_space _x", "alloc_space \\_x" },
        { "$a$", "\\$a\\$" }, /* a formula */
        { "> a", "\\> a" },
        { "- a", "\\- a" },
        { "&lt; &#60;", "\\&lt; \\&#" ZWSP "60;" },
        { "&best, a && b", "&best, a && b" },
        { "a\nb\r\n\tc", "a b   c" },
        { "\033[0m", " \\[0m" },
        { "\xE2\x80\xAE", BAD },
        { "\xFF", BAD },
        /* GitHub looks for these in the finished page. */
        { "@octocat", "@" ZWSP "octocat" },
        { "fixes #12, a/b#3", "fixes #" ZWSP "12, a/b#" ZWSP "3" },
        { "# title", "#" ZWSP " title" },
        /* Bare addresses become links too. */
        { "https://evil.example", "https\\://evil.example" },
        { "see www.evil.example", "see www\\.evil.example" },
        { "a:b ://", "a:b \\://" },
        { "a.go:12", "a.go:12" },
        { "awww.go", "awww\\.go" },
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        assert_clean(clean_markdown, cases[i].text, cases[i].expected);
    }
}

static void test_a_code_span_cannot_be_closed(void **state)
{
    (void)state;
    static const struct {
        const char *text, *expected;
    } cases[] = {
        { "pool.(*T).New[go.shape.int]", "`pool.(*T).New[go.shape.int]`" },
        { "a`b", "`` a`b ``" },
        { "`", "`` ` ``" },
        { "a``b`c", "``` a``b`c ```" },
        { "a\nb", "`a" BAD "b`" },
        { "a\xE2\x80\xAE", "`a" BAD "`" },
        { "\xFF", "`" BAD "`" },
        { "@octocat <b>", "`@octocat <b>`" },
        { "", "` `" }, /* two ticks would begin a span of their own */
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        assert_clean(clean_markdown_code, cases[i].text, cases[i].expected);
    }
}

static void test_a_message_of_sarif_has_no_links(void **state)
{
    (void)state;
    assert_clean(clean_sarif_message, "[x](1) a\\b {0}",
                 "\\[x\\](1) a\\\\b {0}");
    assert_clean(clean_sarif_message, "a\nb\rc\td", "a b c d");
    assert_clean(clean_sarif_message, "a\033\177\xC2\x9B", "a" BAD BAD BAD);
    assert_clean(clean_sarif_message, "\xE2\x80\xAE\xFF", BAD BAD);
    assert_clean(clean_sarif_message, "\xC3\xA4 <b> `c` *d*",
                 "\xC3\xA4 <b> `c` *d*");
}

/* Within a word it is just that: most names have one. */
static void test_underscores_of_names_stay(void **state)
{
    (void)state;
    static const char *const names[] = {
        "a_b", "Z_z", "0_9", "A_a", "z_Z", "9_0", "\xC3\xA4_\xC3\xB6"
    };
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        assert_clean(clean_markdown, names[i], names[i]);
    }
    assert_clean(clean_markdown, "_a b_ (_", "\\_a b\\_ (\\_");
    assert_clean(clean_markdown, "a_", "a\\_");
    assert_clean(clean_markdown, "&& &x &#35; &lt; &;",
                 "&& &x \\&#" ZWSP "35; \\&lt; &;");
}

static void test_every_byte_of_a_path(void **state)
{
    (void)state;
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "abcdefghijklmnopqrstuvwxyz0123456789-._~/";
    for (int byte = 1; byte < 256; byte++) {
        char text[2] = { (char)byte, '\0' };
        char encoded[8];
        snprintf(encoded, sizeof(encoded), "%%%02X", (unsigned)byte);
        assert_clean(clean_uri_path, text,
                     strchr(plain, byte) != NULL ? text : encoded);
    }
}

static void test_a_path_is_a_relative_reference(void **state)
{
    (void)state;
    static const struct {
        const char *text, *expected;
    } cases[] = {
        { "pkg/a.go", "pkg/a.go" },
        { "a-b_c~d/E9.go", "a-b_c~d/E9.go" },
        { "my file.go", "my%20file.go" },
        { "a:b", "a%3Ab" }, /* no scheme */
        { "a?b#c%d", "a%3Fb%23c%25d" },
        { "\xC3\xA4.go", "%C3%A4.go" },
        { "a\\b\"<>^`{|}", "a%5Cb%22%3C%3E%5E%60%7B%7C%7D" },
        { "a\nb\033", "a%0Ab%1B" },
        { "\xFF", "%FF" },
        { "", "" },
        { "//evil.example/x", "%2F/evil.example/x" }, /* no authority */
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        assert_clean(clean_uri_path, cases[i].text, cases[i].expected);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_invalid_bytes_are_replaced_one_by_one),
        cmocka_unit_test(test_every_character_survives_a_round_trip),
        cmocka_unit_test(test_a_terminal_sees_controls_but_obeys_none),
        cmocka_unit_test(test_no_line_begins_with_a_command),
        cmocka_unit_test(test_no_command_stands_anywhere),
        cmocka_unit_test(test_xml_gets_only_its_characters),
        cmocka_unit_test(test_html_shows_what_would_act),
        cmocka_unit_test(test_markdown_makes_nothing_of_text),
        cmocka_unit_test(test_a_code_span_cannot_be_closed),
        cmocka_unit_test(test_a_message_of_sarif_has_no_links),
        cmocka_unit_test(test_underscores_of_names_stay),
        cmocka_unit_test(test_every_byte_of_a_path),
        cmocka_unit_test(test_a_path_is_a_relative_reference),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
