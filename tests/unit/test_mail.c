#include "formats/weekly/mail.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "formats/weekly/mail_encoding.h"

static char *header_of(const char *value)
{
    static char text[4096];
    struct buffer out;
    buffer_init(&out);
    mail_add_header(&out, "Subject", value);
    snprintf(text, sizeof(text), "%s", out.bytes);
    buffer_release(&out);
    return text;
}

static char *body_of(const char *value)
{
    static char text[4096];
    struct buffer out;
    buffer_init(&out);
    mail_add_quoted_printable(&out, value);
    snprintf(text, sizeof(text), "%s", out.bytes);
    buffer_release(&out);
    return text;
}

static void headers_are_folded(void **state)
{
    (void)state;
    assert_string_equal(header_of("short"), "Subject: short\r\n");
    assert_string_equal(
        header_of("one two three four five six seven eight nine ten eleven "
                  "twelve thirteen"),
        "Subject: one two three four five six seven eight nine ten eleven "
        "twelve\r\n thirteen\r\n");
}

/* What would begin a header of its own. */
static void nothing_gets_out_of_a_header(void **state)
{
    (void)state;
    assert_string_equal(header_of("a\r\nBcc: eve@example.com"),
                        "Subject: a Bcc: eve@example.com\r\n");
    assert_string_equal(header_of("a\nb\rc\x7f"), "Subject: a b c\r\n");
    /* NEL and the line separator of Unicode are blanks too. */
    assert_string_equal(header_of("a\xc2\x85"
                                  "b\xe2\x80\xa8"
                                  "c"),
                        "Subject: a b c\r\n");
    assert_string_equal(header_of("=?utf-8?Q?x?="),
                        "Subject: =?utf-8?Q?=3D=3Futf-8=3FQ=3Fx=3F=3D?=\r\n");
}

static void other_characters_are_encoded(void **state)
{
    (void)state;
    assert_string_equal(header_of("+9 % \xe2\x86\x92 \xff"),
                        "Subject: =?utf-8?Q?+9_=25_=E2=86=92_=EF=BF=BD?=\r\n");
}

/* No line beyond 76 octets, no word that ends within a character. */
static void long_values_are_cut_between_characters(void **state)
{
    (void)state;
    struct buffer value;
    buffer_init(&value);
    for (size_t i = 0; i < 100; i++) {
        buffer_text(&value, "\xe2\x96\x88");
    }
    const char *text = header_of(value.bytes);
    buffer_release(&value);
    size_t blocks = 0;
    for (const char *at = text; (at = strstr(at, "=E2=96=88")) != NULL; at++) {
        blocks++;
    }
    assert_int_equal(blocks, 100);
    while (*text != '\0') {
        size_t length = strcspn(text, "\r");
        assert_true(length <= 76);
        assert_memory_equal(text + length - 2, "?=", 2);
        text += length + 2;
    }
}

static void bodies_survive(void **state)
{
    (void)state;
    assert_string_equal(body_of("a=b\nc \n\xc3\xa9\r"),
                        "a=3Db\r\nc=20\r\n=C3=A9=0D");
    char line[200];
    memset(line, 'x', 150);
    line[150] = '\0';
    const char *text = body_of(line);
    assert_int_equal(strcspn(text, "\r"), 76);
    assert_memory_equal(text + 75, "=\r\n", 3);
    assert_int_equal(strlen(text), 150 + 3);
}

static bool parse(const char *text, struct mail_address *address)
{
    static struct arena arena;
    struct error error = ERROR_INIT;
    return mail_address_parse(&arena, text, address, &error);
}

static void addresses(void **state)
{
    (void)state;
    struct mail_address address;
    assert_true(parse("perf@example.com", &address));
    assert_string_equal(address.mailbox, "perf@example.com");
    assert_true(parse("Perf team <perf+go@example.com>", &address));
    assert_string_equal(address.mailbox, "perf+go@example.com");
    assert_string_equal(address.text, "Perf team <perf+go@example.com>");
    static const char *const bad[] = {
        "",         "perf",        "@example.com", "perf@",     "a@b\r\nBcc: c",
        "a@b, c@d", "a@b <c@d>",   "x <a@b",       "x <a@b> y", "x\ny <a@b>",
        "a b@c",    "\"x\" <a@b>",
    };
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        if (parse(bad[i], &address)) {
            fail_msg("%s is no address", bad[i]);
        }
    }
}

static struct mail example(void)
{
    static struct mail_address to[] = {
        { "ana@example.com", "ana@example.com" },
        { "Bo <bo@example.com>", "bo@example.com" },
    };
    return (struct mail){
        .from = { "Perf <perf@example.com>", "perf@example.com" },
        .to = { to, 2, 2 },
        .subject = "x\r\nTo: eve@example.com",
        .time = INT64_C(1795413600), /* 2026-11-23T06:00:00Z */
        .topic = "weekly example/orders 2026-W47",
        .list = "example/orders>\r\n",
        .text = "plain\n.\nFrom here\n",
        .html = "<p>html</p>\n",
    };
}

static void a_mail_has_what_it_needs(void **state)
{
    (void)state;
    struct mail mail = example();
    struct buffer out, again;
    buffer_init(&out);
    buffer_init(&again);
    mail_print(&mail, &out);
    mail.subject = "another";
    mail.time += 60;
    mail_print(&mail, &again);
    assert_non_null(strstr(out.bytes, "From: Perf <perf@example.com>\r\n"
                                      "To: ana@example.com,\r\n"
                                      " Bo <bo@example.com>\r\n"
                                      "Subject: x To: eve@example.com\r\n"
                                      "Date: Mon, 23 Nov 2026 06:00:00 +0000"
                                      "\r\nMessage-ID: <perfscribe."));
    assert_non_null(strstr(out.bytes,
                           "\r\nList-Id: <perfscribe-example-orders---."
                           "example.com>\r\n"));
    /* The same topic, the same id. */
    const char *id = strstr(out.bytes, "Message-ID: ");
    const char *id_again = strstr(again.bytes, "Message-ID: ");
    assert_memory_equal(id, id_again, 60);
    /* Plain text comes first. */
    const char *plain = strstr(out.bytes, "text/plain");
    const char *html = strstr(out.bytes, "text/html");
    assert_true(plain != NULL && html != NULL && plain < html);
    buffer_release(&out);
    buffer_release(&again);
}

static void no_line_is_bare_or_long(void **state)
{
    (void)state;
    struct mail mail = example();
    struct buffer long_text, out;
    buffer_init(&long_text);
    buffer_init(&out);
    buffer_repeat(&long_text, 'x', 5000);
    mail.text = mail.subject = mail.list = mail.topic = long_text.bytes;
    mail_print(&mail, &out);
    size_t column = 0;
    for (size_t i = 0; i < out.length; i++) {
        if (out.bytes[i] == '\n') {
            assert_true(i > 0 && out.bytes[i - 1] == '\r');
            column = 0;
        } else {
            assert_true(++column <= 100);
            assert_true(out.bytes[i] != '\r' || out.bytes[i + 1] == '\n');
        }
    }
    buffer_release(&long_text);
    buffer_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headers_are_folded),
        cmocka_unit_test(nothing_gets_out_of_a_header),
        cmocka_unit_test(other_characters_are_encoded),
        cmocka_unit_test(long_values_are_cut_between_characters),
        cmocka_unit_test(bodies_survive),
        cmocka_unit_test(addresses),
        cmocka_unit_test(a_mail_has_what_it_needs),
        cmocka_unit_test(no_line_is_bare_or_long),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
