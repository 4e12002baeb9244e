#include "formats/sarif/sarif.h"

#include <inttypes.h>
#include <string.h>

#include "core/base/strings.h"

enum { MOST_NOTICES = 100 };

static void add_notification(cJSON *list, const char *level, const char *text)
{
    cJSON *notification = json_push_object(list);
    json_add_text(notification, "level", level);
    sarif_add_message(notification, text);
}

static void add_notice(cJSON *list, const struct notice *notice)
{
    struct buffer text;
    buffer_init(&text);
    buffer_text(&text, notice->file);
    if (notice->line != 0) {
        buffer_printf(&text, ":%" PRIu32, notice->line);
    }
    buffer_printf(&text, ": %s", notice->text);
    if (notice->count > 1) {
        buffer_printf(&text, " (%" PRIu64 " times)", notice->count);
    }
    buffer_byte(&text, '.');
    add_notification(list, "note", text.bytes);
    buffer_release(&text);
}

static void add_notices(cJSON *list, const struct notice_list *notices)
{
    for (size_t i = 0; i < notices->count && i < MOST_NOTICES; i++) {
        add_notice(list, &notices->items[i]);
    }
    if (notices->count > MOST_NOTICES) {
        struct buffer text;
        buffer_init(&text);
        buffer_printf(&text, "%zu more notices are in report.json.",
                      notices->count - MOST_NOTICES);
        add_notification(list, "note", text.bytes);
        buffer_release(&text);
    }
}

static void add_left_out(cJSON *list, const struct sarif_left_out *left_out)
{
    struct buffer text;
    buffer_init(&text);
    if (left_out->over > 0) {
        buffer_printf(&text,
                      "Left out: the %zu least severe results, as GitHub takes "
                      "no more. report.json has all.",
                      left_out->over);
        add_notification(list, "warning", text.bytes);
        buffer_clear(&text);
    }
    if (left_out->results > SARIF_MOST_SHOWN) {
        buffer_printf(&text, "Of %zu results GitHub shows the %d most severe.",
                      left_out->results, SARIF_MOST_SHOWN);
        add_notification(list, "warning", text.bytes);
        buffer_clear(&text);
    }
    if (left_out->unplaced > 0) {
        buffer_printf(&text,
                      "Left out: %zu findings without a line in the "
                      "repository. report.json has them.",
                      left_out->unplaced);
        add_notification(list, "note", text.bytes);
    }
    buffer_release(&text);
}

cJSON *sarif_invocation(const struct report *report,
                        const struct sarif_left_out *left_out)
{
    cJSON *invocation = cJSON_CreateObject();
    json_add_flag(invocation, "executionSuccessful", true);
    if (text_ends_with(report->created, "Z")) {
        json_add_text(invocation, "endTimeUtc", report->created);
    }
    cJSON *list = json_add_array(invocation, "toolExecutionNotifications");
    add_left_out(list, left_out);
    for (size_t i = 0; i < report->banners.count; i++) {
        add_notification(list, "warning", report->banners.items[i]);
    }
    add_notices(list, &report->notices);
    return invocation;
}
