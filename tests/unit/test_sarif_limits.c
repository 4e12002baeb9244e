/*
 * GitHub refuses a file over its limits as a whole: the writer stays below
 * them and says what it left out.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>
#include <zlib.h>

#include "formats/bytes/gzip_meter.h"
#include "sarif_support.h"

static void assert_notification(cJSON *run, const char *expected)
{
    cJSON *list = find_path(run, "invocations.0.toolExecutionNotifications");
    cJSON *item;
    cJSON_ArrayForEach(item, list)
    {
        if (strcmp(text_at(item, "message.text"), expected) == 0) {
            return;
        }
    }
    fail_msg("no notification: %s", expected);
}

static void test_a_run_has_at_most_25000_results(void **state)
{
    (void)state;
    struct made_report made;
    made_report_init(&made);
    for (uint32_t i = 1; i <= 30000; i++) {
        sarif_add(&made, "PERF2001", "pool.go", i)->level =
            i <= 100 ? LEVEL_ERROR : LEVEL_NOTE;
    }
    cJSON *file = sarif_write(&made);
    cJSON *results = results_of(file);
    assert_int_equal(cJSON_GetArraySize(results), 25000);
    assert_string_equal(text_at(results->child, "level"), "error");
    assert_notification(find_path(file, "runs.0"),
                        "Left out: the 5000 least severe results, as GitHub "
                        "takes no more. report.json has all.");
    assert_notification(find_path(file, "runs.0"),
                        "Of 25000 results GitHub shows the 5000 most severe.");
    cJSON_Delete(file);
    made_report_release(&made);
}

/* Text that gzip can do little about. */
static const char *noise(struct arena *arena, uint64_t *seed)
{
    char text[4000];
    for (size_t i = 0; i < sizeof(text); i++) {
        *seed = *seed * UINT64_C(6364136223846793005) + 1442695040888963407U;
        text[i] = (char)('0' + (*seed >> 40) % 64);
    }
    return arena_copy(arena, text, sizeof(text));
}

static size_t gzip_size(const struct buffer *text)
{
    struct gzip_meter meter;
    gzip_meter_init(&meter);
    size_t size = gzip_meter_size(&meter, text);
    gzip_meter_release(&meter);
    return size;
}

static void test_a_file_stays_below_10_mb_in_gzip(void **state)
{
    (void)state;
    struct made_report made[2];
    uint64_t seed = 1;
    for (size_t i = 0; i < 2; i++) {
        made_report_init(&made[i]);
        for (uint32_t line = 1; line <= 3000; line++) {
            sarif_add(&made[i], "PERF2001", "pool.go", line)->message =
                noise(&made[i].arena, &seed);
        }
    }
    const struct report *const reports[] = { &made[0].report, &made[1].report };
    struct buffer out;
    sarif_bytes(reports, 2, &out);
    size_t size = gzip_size(&out);
    assert_true(size < 10000000);
    assert_true(size > 9000000); /* no more is left out than has to be */
    cJSON *file = cJSON_ParseWithOpts(out.bytes, NULL, true);
    assert_non_null(file);
    for (int i = 0; i < 2; i++) {
        cJSON *run = cJSON_GetArrayItem(find_path(file, "runs"), i);
        int kept = cJSON_GetArraySize(find_path(run, "results"));
        char expected[128];
        snprintf(expected, sizeof(expected),
                 "Left out: the %d least severe results, as GitHub takes no "
                 "more. report.json has all.",
                 3000 - kept);
        assert_notification(run, expected);
        assert_true(kept > 1200); /* neither took the other's room */
    }
    cJSON_Delete(file);
    buffer_release(&out);
    made_report_release(&made[0]);
    made_report_release(&made[1]);
}

static void test_meter_agrees_with_gzip(void **state)
{
    (void)state;
    struct gzip_meter meter;
    struct buffer text;
    struct arena arena = ARENA_INIT;
    uint64_t seed = 1;
    buffer_init(&text);
    gzip_meter_init(&meter);
    size_t size = 0;
    for (int i = 0; i < 100; i++) {
        buffer_text(&text, noise(&arena, &seed));
        buffer_repeat(&text, 'a', 4000);
        size = gzip_meter_size(&meter, &text);
    }
    size_t whole = gzip_size(&text);
    assert_true(size >= whole && size < whole + whole / 50);
    /* What was cut off is not measured again, what replaces it is. */
    buffer_truncate(&text, text.length / 2);
    assert_int_equal(gzip_meter_size(&meter, &text), size);
    buffer_text(&text, noise(&arena, &seed));
    assert_true(gzip_meter_size(&meter, &text) > size + 2000);
    gzip_meter_release(&meter);
    buffer_release(&text);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_run_has_at_most_25000_results),
        cmocka_unit_test(test_a_file_stays_below_10_mb_in_gzip),
        cmocka_unit_test(test_meter_agrees_with_gzip),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
