#include "cmd/send_mail.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/strings.h"
#include "formats/text/clean.h"

static const long connect_seconds = 30, whole_seconds = 300;

/* What of the message is not yet sent. */
struct upload {
    const char *bytes;
    size_t left;
};

static size_t read_upload(char *into, size_t size, size_t count, void *context)
{
    struct upload *upload = context;
    size_t room = size * count;
    size_t length = upload->left < room ? upload->left : room;
    memcpy(into, upload->bytes, length);
    upload->bytes += length;
    upload->left -= length;
    return length;
}

static bool has_scheme(const char *url)
{
    return text_starts_with(url, "smtp://") ||
           text_starts_with(url, "smtps://");
}

static bool fail_url(const char *why, struct error *error)
{
    return error_set(error, ERROR_USAGE,
                     "--send %s; give smtp://host:587 or smtps://host", why);
}

/* A part of the URL, freed by the caller with curl_free(); NULL: none. */
static char *url_part(const char *url, CURLUPart part)
{
    char *text = NULL;
    CURLU *parsed = curl_url();
    if (parsed != NULL &&
        curl_url_set(parsed, CURLUPART_URL, url, CURLU_NON_SUPPORT_SCHEME) ==
            CURLUE_OK &&
        curl_url_get(parsed, part, &text, 0) != CURLUE_OK) {
        text = NULL;
    }
    curl_url_cleanup(parsed);
    return text;
}

bool mail_server_check(const struct mail_server *server, struct error *error)
{
    if (!has_scheme(server->url)) {
        return fail_url("takes smtp:// or smtps:// and a host", error);
    }
    char *host = url_part(server->url, CURLUPART_HOST);
    char *password = url_part(server->url, CURLUPART_PASSWORD);
    bool has_host = host != NULL, has_password = password != NULL;
    curl_free(host);
    curl_free(password);
    if (has_password) {
        return error_set(error, ERROR_USAGE,
                         "--send: a password in the URL is seen by all users "
                         "of this machine; give it in "
                         "PERFSCRIBE_SMTP_PASSWORD or ~/.netrc");
    }
    return has_host || fail_url("names no host", error);
}

/* What leaves to it does not leave the machine. */
static bool is_local(const char *url)
{
    char *host = url_part(url, CURLUPART_HOST);
    bool is_it = host != NULL &&
                 (strcmp(host, "localhost") == 0 ||
                  strcmp(host, "[::1]") == 0 || strcmp(host, "127.0.0.1") == 0);
    curl_free(host);
    return is_it;
}

static void set_protocols(CURL *handle)
{
#if LIBCURL_VERSION_NUM >= 0x075500
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
#else
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS,
                     (long)(CURLPROTO_SMTP | CURLPROTO_SMTPS));
#endif
}

static void set_login(CURL *handle)
{
    const char *user = getenv("PERFSCRIBE_SMTP_USER");
    const char *password = getenv("PERFSCRIBE_SMTP_PASSWORD");
    curl_easy_setopt(handle, CURLOPT_NETRC, (long)CURL_NETRC_OPTIONAL);
    if (user != NULL) {
        curl_easy_setopt(handle, CURLOPT_USERNAME, user);
    }
    if (password != NULL) {
        curl_easy_setopt(handle, CURLOPT_PASSWORD, password);
    }
}

static void set_server(CURL *handle, const struct mail_server *server)
{
    long tls = is_local(server->url) ? CURLUSESSL_TRY : CURLUSESSL_ALL;
    curl_easy_setopt(handle, CURLOPT_URL, server->url);
    set_protocols(handle);
    curl_easy_setopt(handle, CURLOPT_USE_SSL, tls);
    curl_easy_setopt(handle, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    if (server->ca_file != NULL) {
        curl_easy_setopt(handle, CURLOPT_CAINFO, server->ca_file);
    }
    set_login(handle);
    curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, connect_seconds);
    curl_easy_setopt(handle, CURLOPT_TIMEOUT, whole_seconds);
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
}

static const char *advice(CURLcode code)
{
    switch ((int)code) {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT:
    case CURLE_OPERATION_TIMEDOUT:
        return "is the host right, and the port (587 for smtp, 465 for "
               "smtps)?";
    case CURLE_USE_SSL_FAILED:
        return "it offers no STARTTLS, and without it a mail leaves this "
               "machine for nobody; try smtps://";
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
        return "--mail-ca FILE names certificates to trust";
    case CURLE_LOGIN_DENIED:
        return "the user is that of the URL or PERFSCRIBE_SMTP_USER, the "
               "password PERFSCRIBE_SMTP_PASSWORD or that of ~/.netrc";
    default:
        return "nothing was sent";
    }
}

static bool perform(CURL *handle, const struct mail_server *server,
                    struct error *error)
{
    char reason[CURL_ERROR_SIZE] = "";
    curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, reason);
    CURLcode code = curl_easy_perform(handle);
    if (code == CURLE_OK) {
        return true;
    }
    return error_set(
        error, ERROR_OUTPUT, "%s: the mail was not taken: %s; %s", server->url,
        reason[0] != '\0' ? reason : curl_easy_strerror(code), advice(code));
}

static struct curl_slist *recipients_of(const struct mail *mail)
{
    struct curl_slist *list = NULL;
    for (size_t i = 0; i < mail->to.count; i++) {
        list = curl_slist_append(list, mail->to.items[i].mailbox);
    }
    return list;
}

bool send_mail(const struct mail_server *server, const struct mail *mail,
               const struct buffer *message, struct error *error)
{
    struct upload upload = { message->bytes, message->length };
    struct curl_slist *recipients = recipients_of(mail);
    CURL *handle = curl_easy_init();
    if (handle == NULL || recipients == NULL) {
        curl_slist_free_all(recipients);
        curl_easy_cleanup(handle);
        return error_set(error, ERROR_OUTPUT, "%s: libcurl cannot be started",
                         server->url);
    }
    set_server(handle, server);
    curl_easy_setopt(handle, CURLOPT_MAIL_FROM, mail->from.mailbox);
    curl_easy_setopt(handle, CURLOPT_MAIL_RCPT, recipients);
    curl_easy_setopt(handle, CURLOPT_READFUNCTION, read_upload);
    curl_easy_setopt(handle, CURLOPT_READDATA, &upload);
    curl_easy_setopt(handle, CURLOPT_UPLOAD, 1L);
    bool ok = perform(handle, server, error);
    curl_slist_free_all(recipients);
    curl_easy_cleanup(handle);
    return ok;
}
