#include "formats/report/waiver_json.h"

#include <math.h>

#include "core/base/calendar.h"
#include "formats/json/json_tree.h"
#include "formats/report/finding_json.h"

static void add_waiver(cJSON *object, const struct waiver *waiver)
{
    json_add_optional(object, "finding_key", waiver->finding_key);
    json_add_optional(object, "rule", waiver->rule);
    json_add_optional(object, "gate", waiver->gate);
    json_add_optional(object, "path", waiver->where.path);
    json_add_optional(object, "function", waiver->where.function);
    json_add_optional(object, "benchmark", waiver->where.benchmark);
    json_add_number(object, "limit", waiver->limit);
    json_add_optional(object, "reason", waiver->reason);
    json_add_optional(object, "text", waiver->text);
    json_add_optional(object, "owner", waiver->owner);
    json_add_optional(object, "approver", waiver->approver);
    json_add_optional(object, "created", waiver->created);
    json_add_optional(object, "expires", waiver->expires);
    json_add_integer(object, "line", waiver->line);
}

static void add_use(cJSON *list, const struct waiver_use *use)
{
    cJSON *object = json_push_object(list);
    add_waiver(object, use->waiver);
    json_add_text(object, "subject", use->subject);
    json_add_text(object, "state", waiver_state_name(use->state));
    json_add_flag(object, "is_used", use->state == WAIVER_USED);
    json_add_text(object, "state_text", use->text);
    json_add_integer(object, "findings", use->findings);
    json_add_integer(object, "gates", use->gates);
}

static void add_waived(cJSON *root, const struct report *report)
{
    struct arena arena = ARENA_INIT;
    cJSON *list = json_add_array(root, "waived");
    for (size_t i = 0; i < report->waived.count; i++) {
        const struct finding *finding = &report->waived.items[i];
        cJSON *object = finding_json(report, finding);
        json_add_text(object, "waiver_text",
                      waiver_words(&arena, finding->waiver));
        cJSON_AddItemToArray(list, object);
    }
    json_add_flag(root, "has_waived", report->waived.count > 0);
    arena_release(&arena);
}

void add_waivers_json(cJSON *root, const struct report *report)
{
    cJSON *list = json_add_array(root, "waivers");
    for (size_t i = 0; i < report->waivers.count; i++) {
        add_use(list, &report->waivers.items[i]);
    }
    json_add_flag(root, "has_waivers", report->waivers.count > 0);
    add_waived(root, report);
}

/* The day that the report is stamped with, else today. */
static int64_t time_of(const struct report *report)
{
    int64_t seconds;
    return calendar_parse(report->created, &seconds)
               ? seconds
               : report->today * SECONDS_A_DAY;
}

/* A little above what it is now, in steps of 5 %: noise shall not end it. */
static void add_limit(cJSON *offer, const struct finding *finding)
{
    const struct change *change = &finding->metric.change;
    bool has_grown =
        finding->state == FINDING_REGRESSION && isfinite(change->ratio);
    double now = has_grown ? change->ratio - 1 : finding->metric.head_share;
    if (has_grown && isfinite(change->high) && change->high - 1 > now) {
        now = change->high - 1;
    }
    if (isfinite(now)) {
        json_add_number(offer, "limit", floor(now * 20 + 1) / 20);
    }
}

void add_waiver_offer_json(cJSON *object, const struct report *report,
                           const struct finding *finding)
{
    if (finding->state == FINDING_IMPROVEMENT ||
        finding_is_of_waiver(finding)) {
        return;
    }
    int64_t now = time_of(report);
    cJSON *offer = cJSON_CreateObject();
    json_add_text(offer, "finding_key", finding->key);
    add_limit(offer, finding);
    json_add_text(offer, "reason", "tracked");
    json_add_text(offer, "text", "");
    json_add_text(offer, "owner",
                  finding->owners.count > 0 ? finding->owners.items[0] : "");
    json_add_text(offer, "approver", "");
    json_add_text(offer, "created", calendar_date(now).text);
    json_add_text(offer, "expires",
                  calendar_date(now + WAIVER_MOST_DAYS * SECONDS_A_DAY).text);
    char *text = cJSON_Print(offer);
    json_add_text(object, "waiver_offer", text);
    cJSON_free(text);
    cJSON_Delete(offer);
}
