/*
 * The encodings of a mail: headers as RFC 2047 has them, bodies
 * quoted-printable (RFC 2045, 6.7).
 */
#ifndef FORMATS_MAIL_ENCODING_H
#define FORMATS_MAIL_ENCODING_H

#include "core/base/buffer.h"

/* "Name: value" and CRLF, folded. A value that is not plain ASCII, or has a
 * word too long for a line, becomes encoded words; control characters become
 * blanks. Invalid UTF-8 becomes U+FFFD. */
void mail_add_header(struct buffer *out, const char *name, const char *value);

/* Lines of at most 76 characters, their ends CRLF. */
void mail_add_quoted_printable(struct buffer *out, const char *text);

#endif
