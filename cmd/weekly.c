/*
 * The week of a project, out of its history store: for the terminal, a mail,
 * or other tools.
 */
#include <stdint.h>
#include <string.h>

#include "cmd/clock.h"
#include "cmd/command.h"
#include "cmd/options.h"
#include "cmd/send_mail.h"
#include "core/base/calendar.h"
#include "core/base/file.h"
#include "core/history/weekly.h"
#include "formats/json/json_tree.h"
#include "formats/weekly/mail.h"
#include "formats/weekly/weekly_html.h"
#include "formats/weekly/weekly_json.h"
#include "formats/weekly/weekly_text.h"

/* Rows of a table in a mail, of which Gmail shows 100 KB. */
enum { MOST_ROWS = 10 };

/* Nobody's: for a mail that is only written to a file. */
static const char no_address[] = "perfscribe@localhost";

struct weekly_options {
    const char *history, *week, *now;
    const char *html, *text, *eml, *json; /* files; NULL: not wanted */
    const char *from;
    struct argument_list to; /* each with one or more, between commas */
    struct mail_server server;
};

/* What is written, and its bytes. */
struct outputs {
    struct buffer text, html, eml, json;
    struct file_content files[4];
    size_t file_count;
};

static bool check(const struct weekly_options *options, struct error *error)
{
    if (options->history == NULL) {
        return error_set(error, ERROR_USAGE,
                         "weekly needs the store: --history FILE");
    }
    if (options->server.url == NULL) {
        return true;
    }
    if (options->from == NULL || options->to.count == 0) {
        return error_set(error, ERROR_USAGE,
                         "--send needs --mail-from and --mail-to");
    }
    return mail_server_check(&options->server, error);
}

/* Without --week it is the last one that is over. */
static bool choose_week(const struct weekly_options *options, int64_t now,
                        int64_t *from, struct error *error)
{
    if (options->week == NULL) {
        *from = calendar_week_start(now) - SECONDS_A_WEEK;
        return true;
    }
    return calendar_parse_week(options->week, from) ||
           error_set(error, ERROR_USAGE,
                     "--week does not take \"%s\"; give a week of ISO 8601 "
                     "such as 2026-W47",
                     options->week);
}

static bool add_recipients(struct arena *arena, const char *text,
                           struct mail *mail, struct error *error)
{
    for (;;) {
        text += strspn(text, " ");
        size_t length = strcspn(text, ",");
        const char *one = arena_copy(arena, text, length);
        if (!mail_address_parse(arena, one, LIST_PUSH(arena, &mail->to),
                                error)) {
            return error_prefix(error, "--mail-to: ");
        }
        if (text[length] == '\0') {
            return true;
        }
        text += length + 1;
    }
}

static bool address_mail(const struct weekly_options *options,
                         struct arena *arena, struct mail *mail,
                         struct error *error)
{
    const char *from = options->from != NULL ? options->from : no_address;
    if (!mail_address_parse(arena, from, &mail->from, error)) {
        return error_prefix(error, "--mail-from: ");
    }
    for (size_t i = 0; i < options->to.count; i++) {
        if (!add_recipients(arena, options->to.items[i], mail, error)) {
            return false;
        }
    }
    if (mail->to.count == 0) {
        *LIST_PUSH(arena, &mail->to) = mail->from;
    }
    return true;
}

/* The same week of the same project is the same mail. */
static void fill_mail(const struct weekly *weekly, struct arena *arena,
                      const struct outputs *outputs, struct mail *mail)
{
    mail->subject = arena_printf(arena, "%s %s: %s", weekly->name, weekly->week,
                                 weekly->verdict);
    mail->topic =
        arena_printf(arena, "weekly %s %s", weekly->name, weekly->week);
    mail->list = weekly->name;
    mail->text = outputs->text.bytes;
    mail->html = outputs->html.bytes;
}

static void add_file(struct outputs *outputs, const char *path,
                     const struct buffer *content)
{
    if (path != NULL) {
        outputs->files[outputs->file_count++] = (struct file_content){
            .path = path, .bytes = content->bytes, .length = content->length
        };
    }
}

static bool make(const struct weekly_options *options,
                 const struct weekly *weekly, struct arena *arena,
                 struct mail *mail, struct outputs *outputs,
                 struct error *error)
{
    weekly_text_print(weekly, MOST_ROWS, &outputs->text);
    if (!weekly_html_print(weekly, MOST_ROWS, &outputs->html, error)) {
        return false;
    }
    fill_mail(weekly, arena, outputs, mail);
    mail_print(mail, &outputs->eml);
    json_print(&outputs->json, weekly_json(weekly, SIZE_MAX));
    bool is_for_terminal = options->html == NULL && options->eml == NULL &&
                           options->json == NULL && options->text == NULL &&
                           options->server.url == NULL;
    add_file(outputs, options->html, &outputs->html);
    add_file(outputs, options->eml, &outputs->eml);
    add_file(outputs, options->json, &outputs->json);
    add_file(outputs, is_for_terminal ? "-" : options->text, &outputs->text);
    return file_write_all(outputs->files, outputs->file_count, error);
}

static bool read_weekly(const struct weekly_options *options, int64_t from,
                        struct arena *arena, struct weekly *weekly,
                        struct error *error)
{
    struct store *store = NULL;
    bool ok = store_open(&store, options->history, STORE_READ, error) &&
              store_weekly(store, from, arena, weekly, error);
    store_close(store);
    return ok;
}

static bool deliver(const struct weekly_options *options,
                    const struct weekly *weekly, int64_t now,
                    struct arena *arena, struct error *error)
{
    struct outputs outputs = { .file_count = 0 };
    /* A mail that is only written has the same bytes whenever that is. */
    bool is_timed = options->now != NULL || options->server.url != NULL;
    struct mail mail = { .time = is_timed ? now : weekly->until };
    buffer_init(&outputs.text);
    buffer_init(&outputs.html);
    buffer_init(&outputs.eml);
    buffer_init(&outputs.json);
    bool ok = address_mail(options, arena, &mail, error) &&
              make(options, weekly, arena, &mail, &outputs, error) &&
              (options->server.url == NULL ||
               send_mail(&options->server, &mail, &outputs.eml, error));
    buffer_release(&outputs.text);
    buffer_release(&outputs.html);
    buffer_release(&outputs.eml);
    buffer_release(&outputs.json);
    return ok;
}

static int report_week(const struct weekly_options *options,
                       struct arena *arena)
{
    struct error error = ERROR_INIT;
    struct weekly weekly = { .name = "" };
    int64_t now, from;
    bool ok = check(options, &error) &&
              clock_read(options->now, &now, &error) &&
              choose_week(options, now, &from, &error) &&
              read_weekly(options, from, arena, &weekly, &error) &&
              deliver(options, &weekly, now, arena, &error);
    return ok ? EXIT_OK : command_fail(&error);
}

static int run_weekly(const struct command *command, int argc, char **argv)
{
    struct weekly_options options = { .history = NULL };
    const struct option_spec specs[] = {
        { "--history", "FILE", "the store, which report --history fills",
          OPTION_TEXT, &options.history, NULL },
        { "--week", "WEEK", "2026-W47 (default: the last that is over)",
          OPTION_TEXT, &options.week, NULL },
        { "--text", "FILE", "plain text (- is stdout, the default)",
          OPTION_TEXT, &options.text, NULL },
        { "--html", "FILE", "the HTML of a mail", OPTION_TEXT, &options.html,
          NULL },
        { "--eml", "FILE", "both as a mail", OPTION_TEXT, &options.eml, NULL },
        { "--json", "FILE", "everything, for other tools", OPTION_TEXT,
          &options.json, NULL },
        { "--send", "URL", "smtp://host:587 or smtps://host", OPTION_TEXT,
          &options.server.url, NULL },
        { "--mail-from", "ADDRESS", "of the mail", OPTION_TEXT, &options.from,
          NULL },
        { "--mail-to", "ADDRESS", "repeatable, or several between commas",
          OPTION_LIST, &options.to, NULL },
        { "--mail-ca", "FILE", "certificates to trust instead of the system's",
          OPTION_TEXT, &options.server.ca_file, NULL },
        { "--now", "TIME", "RFC 3339, instead of the clock", OPTION_TEXT,
          &options.now, NULL },
        { .name = NULL },
    };
    struct arena arena = ARENA_INIT;
    struct option_context context = { command, specs, &arena };
    struct parsed_options parsed = { .wants_help = false };
    struct error error = ERROR_INIT;
    int code = EXIT_OK;
    bool ok = options_parse(&context, argc, argv, &parsed, &error) &&
              (parsed.arguments.count == 0 ||
               error_set(&error, ERROR_USAGE,
                         "weekly takes no arguments, only options; the store "
                         "is --history FILE"));
    if (!ok) {
        code = command_fail(&error);
    } else if (!parsed.wants_help) {
        code = report_week(&options, &arena);
    }
    arena_release(&arena);
    return code;
}

const struct command command_weekly = {
    .name = "weekly",
    .arguments = "--history FILE [options]",
    .summary = "The week of a project out of its history, as a mail.",
    .details = "Hotspots, allocations, drifts, gate failures, KPIs and "
               "escalations; perfscribe explain weekly says what they mean.",
    .example = "perfscribe weekly --history perfscribe.db --eml week.eml",
    .run = run_weekly,
};
