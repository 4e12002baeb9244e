/*
 * A mail to an SMTP server. The only part of the program that opens a
 * connection.
 */
#ifndef CMD_SEND_MAIL_H
#define CMD_SEND_MAIL_H

#include "core/base/buffer.h"
#include "formats/weekly/mail.h"

struct mail_server {
    const char *url;     /* "smtp://host:587", "smtps://user@host" */
    const char *ca_file; /* certificates to trust; NULL: the system's */
};

/* Of the form that is sent to. ERROR_USAGE says what is wrong. */
WARN_UNUSED bool mail_server_check(const struct mail_server *server,
                                   struct error *error);

/*
 * Sends the message from and to these. The user's name is the URL's, else
 * PERFSCRIBE_SMTP_USER's, else of ~/.netrc; the password
 * PERFSCRIBE_SMTP_PASSWORD's, else of ~/.netrc. Without TLS nothing is sent
 * but to this machine itself. ERROR_OUTPUT says what the server or the network
 * refused.
 */
WARN_UNUSED bool send_mail(const struct mail_server *server,
                           const struct mail *mail,
                           const struct buffer *message, struct error *error);

#endif
