/*
 * A mail as the bytes that are sent (RFC 5322, 2045 to 2047): two versions of
 * one text in a multipart/alternative. Lines end with CRLF and none is longer
 * than 78 octets, whatever the texts hold; nothing of a header's value can
 * begin another header.
 */
#ifndef FORMATS_MAIL_H
#define FORMATS_MAIL_H

#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/buffer.h"
#include "core/base/error.h"

/* "user@example.com", and with a name before it: "Perf <user@example.com>". */
struct mail_address {
    const char *text;
    const char *mailbox; /* "user@example.com" */
};
struct mail_address_list LIST_STRUCT(struct mail_address);

struct mail {
    struct mail_address from;
    struct mail_address_list to;
    const char *subject;
    int64_t time;      /* seconds since 1970 */
    const char *topic; /* what Message-ID is made of: the same, the same id */
    const char *list;  /* of List-Id: letters, digits and '-' are kept */
    const char *text;  /* UTF-8 */
    const char *html;  /* likewise */
};

/* One address, ASCII, into *address. ERROR_USAGE says what is wrong. */
WARN_UNUSED bool mail_address_parse(struct arena *arena, const char *text,
                                    struct mail_address *address,
                                    struct error *error);

/* Appends the mail. The same mail gives the same bytes. */
void mail_print(const struct mail *mail, struct buffer *out);

#endif
