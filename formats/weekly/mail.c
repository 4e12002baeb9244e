#include "formats/weekly/mail.h"

#include <ctype.h>
#include <string.h>

#include "core/base/calendar.h"
#include "core/base/sha256.h"
#include "formats/weekly/mail_encoding.h"

enum { MOST_ADDRESS = 254 };

/* What may stand in an address without quotes (RFC 5322, 3.2.3). */
static bool is_atom(char byte)
{
    return isalnum((unsigned char)byte) ||
           (byte != '\0' && strchr("!#$%&'*+-/=?^_`{|}~.", byte) != NULL);
}

static bool is_mailbox(const char *text, size_t length)
{
    const char *at = memchr(text, '@', length);
    if (at == NULL || at == text || at + 1 == text + length ||
        length > MOST_ADDRESS) {
        return false;
    }
    for (size_t i = 0; i < length; i++) {
        if (text + i != at && !is_atom(text[i])) {
            return false;
        }
    }
    return true;
}

/* A name before "<": words that need no quotes. */
static bool is_display_name(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (text[i] != ' ' && (!is_atom(text[i]) || text[i] == '@')) {
            return false;
        }
    }
    return true;
}

bool mail_address_parse(struct arena *arena, const char *text,
                        struct mail_address *address, struct error *error)
{
    const char *open = strchr(text, '<');
    const char *start = open != NULL ? open + 1 : text;
    size_t length = strcspn(start, ">");
    bool is_closed = open == NULL || strcmp(start + length, ">") == 0;
    size_t name = open != NULL ? (size_t)(open - text) : 0;
    if (!is_closed || !is_mailbox(start, length) || name > MOST_ADDRESS ||
        !is_display_name(text, name)) {
        return error_set(error, ERROR_USAGE,
                         "\"%s\" is no mail address; give one such as "
                         "perf@example.com or \"Perf <perf@example.com>\"",
                         text);
    }
    address->text = text;
    address->mailbox = arena_copy(arena, start, length);
    return true;
}

static void add_date(struct buffer *out, int64_t time)
{
    static const char *const days[] = { "Mon", "Tue", "Wed", "Thu",
                                        "Fri", "Sat", "Sun" };
    static const char *const months[] = { "Jan", "Feb", "Mar", "Apr",
                                          "May", "Jun", "Jul", "Aug",
                                          "Sep", "Oct", "Nov", "Dec" };
    int64_t week = calendar_week_start(time);
    struct calendar_text text = calendar_time(time);
    /* "2026-11-24T10:00:00Z" */
    int month = (text.text[5] - '0') * 10 + text.text[6] - '0';
    buffer_printf(out, "Date: %s, %.2s %s %.4s %.8s +0000\r\n",
                  days[(time - week) / SECONDS_A_DAY], text.text + 8,
                  months[month - 1], text.text, text.text + 11);
}

static const char *domain_of(const struct mail *mail)
{
    return strchr(mail->from.mailbox, '@') + 1;
}

static struct sha256_text hash_of(const char *text)
{
    return sha256_text(text, strlen(text));
}

static void add_list(struct buffer *out, const struct mail *mail)
{
    enum { MOST = 60 };
    buffer_text(out, "List-Id: <perfscribe");
    size_t used = 0;
    for (const char *byte = mail->list; *byte != '\0' && used < MOST; byte++) {
        bool is_plain = isalnum((unsigned char)*byte);
        if (used++ == 0) {
            buffer_byte(out, '-');
        }
        buffer_byte(out, is_plain ? *byte : '-');
    }
    buffer_printf(out, ".%s>\r\n", domain_of(mail));
}

static void add_recipients(struct buffer *out, const struct mail *mail)
{
    for (size_t i = 0; i < mail->to.count; i++) {
        buffer_printf(out, "%s%s", i == 0 ? "To: " : ",\r\n ",
                      mail->to.items[i].text);
    }
    buffer_text(out, "\r\n");
}

static void add_headers(struct buffer *out, const struct mail *mail)
{
    buffer_printf(out, "From: %s\r\n", mail->from.text);
    add_recipients(out, mail);
    mail_add_header(out, "Subject", mail->subject);
    add_date(out, mail->time);
    buffer_printf(out, "Message-ID: <perfscribe.%.32s@%s>\r\n",
                  hash_of(mail->topic).text, domain_of(mail));
    add_list(out, mail);
    buffer_text(out, "Auto-Submitted: auto-generated\r\n"
                     "MIME-Version: 1.0\r\n");
}

static void add_part(struct buffer *out, const char *boundary, const char *type,
                     const char *text)
{
    buffer_printf(out,
                  "--%s\r\nContent-Type: %s; charset=utf-8\r\n"
                  "Content-Transfer-Encoding: quoted-printable\r\n\r\n",
                  boundary, type);
    mail_add_quoted_printable(out, text);
    buffer_text(out, "\r\n");
}

void mail_print(const struct mail *mail, struct buffer *out)
{
    /* "=_" stands in no quoted-printable text. */
    char boundary[32];
    memcpy(boundary, "=_", 2);
    memcpy(boundary + 2, hash_of(mail->topic).text, 24);
    boundary[26] = '\0';
    add_headers(out, mail);
    buffer_printf(out,
                  "Content-Type: multipart/alternative;\r\n"
                  " boundary=\"%s\"\r\n\r\n",
                  boundary);
    add_part(out, boundary, "text/plain", mail->text);
    add_part(out, boundary, "text/html", mail->html);
    buffer_printf(out, "--%s--\r\n", boundary);
}
