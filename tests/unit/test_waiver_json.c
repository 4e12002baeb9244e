#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "config_support.h"
#include "report_support.h"

#include "formats/report/waiver_json.h"

static const struct rule_info grew = { .id = "PERF2001",
                                       .name = "AllocationGrew",
                                       .level = LEVEL_WARNING };

static const char *offer_of(cJSON *object, struct made_report *made,
                            const struct finding *finding)
{
    add_waiver_offer_json(object, &made->report, finding);
    const cJSON *offer =
        cJSON_GetObjectItemCaseSensitive(object, "waiver_offer");
    return offer != NULL ? offer->valuestring : "";
}

/* Every "" of the offer filled in, as somebody would. */
static void complete(struct buffer *out, const char *offer)
{
    buffer_text(out, "{ \"waivers\": [ ");
    for (; *offer != '\0'; offer++) {
        buffer_byte(out, *offer);
        if (offer[0] == '"' && offer[1] == '"') {
            buffer_text(out, "@x");
        }
    }
    buffer_text(out, " ] }");
}

/* What is offered is a waiver once it is completed, and none before. */
static void test_an_offer_can_be_pasted(void **state)
{
    (void)state;
    struct made_report made;
    struct read_config read;
    made_report_init(&made);
    made.report.today = 20781;
    struct finding *finding = made_report_finding(&made, &grew);
    cJSON *object = cJSON_CreateObject();
    const char *offer = offer_of(object, &made, finding);
    struct buffer file;
    buffer_init(&file);
    complete(&file, offer);
    assert_true(config_of(&read, file.bytes));
    const struct waiver *waiver = &read.config.waivers.items[0];
    assert_null(waiver->problem);
    assert_string_equal(waiver->finding_key, finding->key);
    assert_string_equal(waiver->created, "2026-11-24");
    assert_string_equal(waiver->expires, "2027-02-22");
    assert_int_equal(waiver->expires_day - waiver->created_day, 90);
    assert_true(waiver->limit > 1.2 - 1e-9); /* above its interval */
    config_done(&read);
    buffer_clear(&file);
    buffer_printf(&file, "{ \"waivers\": [ %s ] }", offer);
    assert_true(config_of(&read, file.bytes));
    assert_string_equal(read.config.waivers.items[0].problem,
                        "its text is missing");
    config_done(&read);
    buffer_release(&file);
    cJSON_Delete(object);
    made_report_release(&made);
}

/* The same input gives the same bytes where a time was given. */
static void test_the_day_of_the_stamp(void **state)
{
    (void)state;
    struct made_report made;
    made_report_init(&made);
    made.report.today = 20781;
    made.report.created = "2026-01-02T03:04:05Z";
    cJSON *object = cJSON_CreateObject();
    const char *offer =
        offer_of(object, &made, made_report_finding(&made, &grew));
    assert_non_null(strstr(offer, "2026-01-02"));
    assert_non_null(strstr(offer, "2026-04-02"));
    cJSON_Delete(object);
    made_report_release(&made);
}

static void test_where_there_is_nothing_to_waive(void **state)
{
    (void)state;
    struct made_report made;
    made_report_init(&made);
    struct finding *finding = made_report_finding(&made, &grew);
    cJSON *object = cJSON_CreateObject();
    finding->state = FINDING_IMPROVEMENT;
    assert_string_equal(offer_of(object, &made, finding), "");
    finding->state = FINDING_FACT;
    finding->metric.name = "waiver";
    assert_string_equal(offer_of(object, &made, finding), "");
    cJSON_Delete(object);
    made_report_release(&made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_offer_can_be_pasted),
        cmocka_unit_test(test_the_day_of_the_stamp),
        cmocka_unit_test(test_where_there_is_nothing_to_waive),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
