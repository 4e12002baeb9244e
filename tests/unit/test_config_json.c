#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "config_support.h"

#include "core/base/buffer.h"

static void test_nothing_said_is_the_defaults(void **state)
{
    (void)state;
    struct read_config read;
    assert_true(config_of(&read, "{}"));
    assert_true(read.config.gate_related == 0.06);
    assert_int_equal(read.config.overrides.count, 0);
    config_done(&read);
}

static void test_all_kinds_of_values(void **state)
{
    (void)state;
    struct read_config read;
    assert_true(config_of(
        &read,
        "\xEF\xBB\xBF// what we go by\n"
        "{ \"default_branch\": \"trunk\", /* not // main */\n"
        "  \"thresholds\": {\"hot_share\": 0.1, \"growth\": 0.2},\n"
        "  \"rules\": {\"NewHotspot\": {\"level\": \"error\",\n"
        "      \"effort\": \"high\", \"note_share\": 3e-2}},\n"
        "  \"gates\": {\"least_runs\": 20, \"allocations\": {\"limit\": 0,\n"
        "      \"enabled\": false}},\n"
        "  \"critical_functions\": [\"pricing.*\"], \"ignore\": [\"/*.pb.go\"],\n"
        "  \"owners\": {\"a//b\": \"@a \\\"/*\", \"b/\": \"@b\"},\n"
        "  \"links\": {\"repository\": \"https://example.com/r\"}}"));
    const struct config *config = &read.config;
    enum level level = LEVEL_NOTE;
    assert_string_equal(config->default_branch, "trunk");
    assert_true(config->hot_share == 0.1);
    assert_true(config->up_relative == 0.2);
    assert_true(config->new_hotspot_share == 0.03);
    assert_true(config->least_runs == 20);
    assert_true(config->gate_allocations == 0);
    assert_false(config_gate_is_on(config, "allocations", NULL));
    assert_true(
        config_rule_level(config, &config_rule_new_hotspot, NULL, &level));
    assert_int_equal(level, LEVEL_ERROR);
    assert_true(config_is_critical(config, "x/pricing.F"));
    assert_string_equal(config->ignored.items[0], "/*.pb.go");
    assert_string_equal(config->owners.items[0].owner, "@a \"/*");
    assert_string_equal(config_owner(config, "b/c.go"), "@b");
    assert_string_equal(config->repository_url, "https://example.com/r");
    config_done(&read);
}

static void test_overrides(void **state)
{
    (void)state;
    struct read_config read;
    assert_true(config_of(
        &read, "{\"overrides\": [\n"
               "{\"path\": \"legacy/\", \"thresholds\": {\"hot_share\": 0.2},\n"
               " \"rules\": {\"PERF2004\": {\"level\": \"off\"}}},\n"
               "{\"benchmark\": \"BenchmarkJoin\",\n"
               " \"gates\": {\"related-time\": {\"limit\": 0.3}}}]}"));
    const struct config *config = &read.config;
    struct scope legacy = { .path = "legacy/a.go" };
    struct scope join = { .benchmark = "Join/n=1-8" };
    enum level level = LEVEL_WARNING;
    assert_true(config->hot_share == 0.05);
    assert_true(config_number(config, &config->hot_share, &legacy) == 0.2);
    assert_false(
        config_rule_level(config, &config_rule_new_escape, &legacy, &level));
    assert_true(
        config_rule_level(config, &config_rule_new_escape, &join, &level));
    assert_true(config_gate_limit(config, "related-time", &join) == 0.3);
    assert_true(config_gate_limit(config, "related-time", &legacy) == 0.06);
    config_done(&read);
}

static void expect_refusal(const char *text, const char *message)
{
    struct read_config read;
    assert_false(config_of(&read, text));
    assert_int_equal(read.error.kind, ERROR_USAGE);
    if (strstr(read.error.message, message) == NULL ||
        strncmp(read.error.message, "perfscribe.json", 15) != 0) {
        fail_msg("%s gives %s", text, read.error.message);
    }
    config_done(&read);
}

static const struct {
    const char *text, *message;
} refused[] = {
    { "", ":1: is not JSON here" },
    { "[]", ":1: is not JSON here" },
    { "{\n\"gates\": {}\n\"rules\": {}}", ":3: is not JSON here" },
    { "{\"gates\": {}},", ":1: is not JSON here" },
    { "{} {}", ":1: is not JSON here" },
    { "{}\n/* no end", ":2: is not JSON here" },
    { "{\"gates\": {\n\"alpha\": NaN}}", ":2: is not JSON here" },
    { "{\"gates\": {\n\"alpha\": 1e999}}", ":2: \"alpha\" must be from" },
    { "{\"gates\": {\"alpha\": 01}}", "is not JSON here" },
    { "{'gates': {}}", "is not JSON here" },
    { "{\"gate\": {}}", "\"gate\" is not known; did you mean \"gates\"?" },
    { "{\"Gates\": {}}", "did you mean \"gates\"?" },
    { "{\"zzzzzzzzz\": {}}", "known here: $schema, default_branch" },
    { "{\"gates\": {},\n\"gates\": {}}",
      ":2: \"gates\" must be there only once; it is on line 1 already" },
    { "{\"gates\": {\"x\": {}, \"\\u0078\": {}}}", "only once" },
    { "{\"gates\": []}", "\"gates\" must be an object { }" },
    { "{\"gates\": {\"related_time\": {}}}", "did you mean \"related-time\"?" },
    { "{\"gates\": {\"related-time\": {\"limits\": 1}}}",
      "did you mean \"limit\"?" },
    { "{\"gates\": {\"related-time\": 0.1}}",
      "\"related-time\" must be an object { }" },
    { "{\"gates\": {\"related-time\": {\"limit\": \"6 %\"}}}",
      "\"limit\" must be a number" },
    { "{\"gates\": {\"related-time\": {\"limit\": -1}}}",
      "\"limit\" must be from 0 to 100" },
    { "{\"gates\": {\"related-time\": {\"enabled\": 0}}}",
      "\"enabled\" must be true or false" },
    { "{\"gates\": {\"least_runs\": 2.5}}", "must be a whole number" },
    { "{\"thresholds\": {\"hot_share\": 5}}",
      "must be from 0 to 1, a fraction: 0.05 is 5 %" },
    { "{\"rules\": {\"PERF9999\": {}}}", "there is no rule \"PERF9999\"" },
    { "{\"rules\": {\"NewEscap\": {}}}", "did you mean \"NewEscape\"?" },
    { "{\"rules\": {\"PERF2004\": {\"level\": \"of\"}}}",
      "\"of\" is not known; did you mean \"off\"?" },
    { "{\"rules\": {\"PERF2004\": {\"note_share\": 0.1}}}",
      "\"note_share\" is not known" },
    { "{\"rules\": {\"PERF2004\": {}, \"NewEscape\": {}}}",
      "PERF2004 must be there only once, by id or by name" },
    { "{\"rules\": {\"PERF2004\": {\"level\": 1}}}",
      "\"level\" must be a string" },
    { "{\"ignore\": \"gen/\"}", "\"ignore\" must be an array of strings" },
    { "{\"ignore\": [1]}", "each of these must be a string" },
    { "{\"ignore\": [\"\"]}", "a pattern must not be empty" },
    { "{\"owners\": {\"a\": [\"@a\"]}}", "\"a\" must be a string" },
    { "{\"overrides\": {}}", "\"overrides\" must be an array of objects" },
    { "{\"overrides\": [1]}", "each of these must be an object { }" },
    { "{\"overrides\": [{}]}", "an override must name a path" },
    { "{\"overrides\": [{\"path\": \"\"}]}", "must not be empty" },
    { "{\"overrides\": [{\"path\": \"a\", \"gates\": {\"alpha\": 0.1}}]}",
      "\"alpha\" is the same everywhere" },
    { "{\"overrides\": [{\"path\": \"a\", \"waivers\": []}]}",
      "\"waivers\" is not known" },
    { "{\"waivers\": [{\"reason\": \"worthit\"}]}",
      "did you mean \"worth_it\"?" },
    { "{\"waivers\": [{\"rule\": \"NewEscap\"}]}",
      "did you mean \"NewEscape\"?" },
    { "{\"waivers\": [{\"limit\": \"10 %\"}]}", "\"limit\" must be a number" },
    { "{\"links\": {\"dashboard\": \"javascript:alert(1)\"}}",
      "\"dashboard\" must begin with https://" },
    { "{\"links\": {\"repository\": null}}",
      "\"repository\" must be a string" },
    { "{\"a\\u0000b\": 1}", "is not JSON here" },
    { "{\"a\xFF\": 1}", "is not JSON here" },
};

static void test_what_is_wrong_is_named_with_its_line(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++) {
        expect_refusal(refused[i].text, refused[i].message);
    }
}

/* Each would read more than a person wrote. */
static void test_hostile_files(void **state)
{
    (void)state;
    struct read_config read;
    struct buffer text;
    buffer_init(&text);
    buffer_text(&text, "{}");
    buffer_repeat(&text, ' ', (size_t)10 << 20);
    assert_false(
        config_of_span(&read, (struct span){ text.bytes, text.length }));
    assert_int_equal(read.error.kind, ERROR_LIMIT);
    config_done(&read);
    buffer_clear(&text);
    for (int i = 0; i < 100000; i++) {
        buffer_text(&text, "{\"gates\":");
    }
    assert_false(config_of(&read, text.bytes));
    assert_int_equal(read.error.kind, ERROR_LIMIT);
    config_done(&read);
    buffer_clear(&text);
    buffer_text(&text, "{\"");
    buffer_repeat(&text, 'k', 1 << 20);
    buffer_text(&text, "\": 1}");
    assert_false(config_of(&read, text.bytes));
    assert_non_null(strstr(read.error.message, "kkk\" is not known; known"));
    config_done(&read);
    struct span nul = { "{}\0{\"waivers\": []}", 18 };
    assert_false(config_of_span(&read, nul));
    assert_non_null(strstr(read.error.message, "NUL byte"));
    config_done(&read);
    buffer_release(&text);
}

static const char good_waiver[] =
    "\"reason\": \"tracked\", \"text\": \"#1\", \"owner\": \"@o\", "
    "\"approver\": \"@a\", \"created\": \"2026-11-01\", "
    "\"expires\": \"2026-12-01\"";

static void test_a_waiver(void **state)
{
    (void)state;
    struct read_config read;
    char text[600];
    snprintf(text, sizeof(text),
             "{\"waivers\": [\n{\"rule\": \"NewEscape\", \"path\": \"a/\",\n"
             "\"limit\": 0.5, %s},\n"
             "{\"finding_key\": \"0123456789abcdef\", %s}]}",
             good_waiver, good_waiver);
    assert_true(config_of(&read, text));
    const struct waiver *waiver = &read.config.waivers.items[0];
    assert_null(waiver->problem);
    assert_string_equal(waiver->rule, "PERF2004");
    assert_string_equal(waiver->where.path, "a/");
    assert_string_equal(waiver->reason, "tracked");
    assert_true(waiver->limit == 0.5);
    assert_int_equal(waiver->line, 2);
    assert_int_equal(waiver->expires_day - waiver->created_day, 30);
    assert_string_equal(waiver_subject(&read.arena, waiver), "PERF2004 at a/");
    assert_null(waiver[1].problem);
    assert_true(isnan(waiver[1].limit));
    assert_int_equal(waiver[1].line, 4);
    config_done(&read);
}

static void test_waivers_that_count_for_nothing(void **state)
{
    (void)state;
    static const struct {
        const char *subject, *instead_of, *with, *problem;
    } cases[] = {
        { "", "", "", "it must name one of finding_key, rule and gate" },
        { "\"rule\": \"PERF2004\", \"gate\": \"allocations\", ", "", "",
          "it must name one of finding_key, rule and gate" },
        { "\"gate\": \"allocations\", ", "", "",
          "it must name a function, a path or a benchmark" },
        { "\"finding_key\": \"0123\", ", "", "",
          "a finding_key has 16 hex digits" },
        { "\"gate\": \"allocations\", \"benchmark\": \"Join\", ",
          "\"approver\": \"@a\", ", "", "its approver is missing" },
        { "\"gate\": \"allocations\", \"benchmark\": \"Join\", ",
          "\"text\": \"#1\"", "\"text\": \" \"", "its text is missing" },
        { "\"gate\": \"allocations\", \"benchmark\": \"Join\", ", "2026-11-01",
          "soon", "created must be a day such as 2026-11-24" },
        { "\"gate\": \"allocations\", \"benchmark\": \"Join\", ", "2026-12-01",
          "2026-12-32", "expires must be a day such as 2026-11-24" },
        { "\"gate\": \"allocations\", \"benchmark\": \"Join\", ", "2026-12-01",
          "2026-10-31", "it expires before it was created" },
        { "\"gate\": \"allocations\", \"benchmark\": \"Join\", ", "2026-12-01",
          "2027-01-31", "it must expire at most 90 days after it was created" },
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct read_config read;
        char text[600];
        const char *at = strstr(good_waiver, cases[i].instead_of);
        snprintf(text, sizeof(text), "{\"waivers\": [{%s%.*s%s%s}]}",
                 cases[i].subject, (int)(at - good_waiver), good_waiver,
                 cases[i].with, at + strlen(cases[i].instead_of));
        assert_true(config_of(&read, text));
        assert_non_null(read.config.waivers.items[0].problem);
        assert_string_equal(read.config.waivers.items[0].problem,
                            cases[i].problem);
        config_done(&read);
    }
}

/* 90 days are the most, and are allowed. */
static void test_the_longest_life(void **state)
{
    (void)state;
    struct read_config read;
    assert_true(config_of(
        &read, "{\"waivers\": [{\"gate\": \"allocations\", \"path\": \"a\", "
               "\"reason\": \"infra\", \"text\": \"t\", \"owner\": \"o\", "
               "\"approver\": \"a\", \"created\": \"2026-11-01\", "
               "\"expires\": \"2027-01-30\"}]}"));
    assert_null(read.config.waivers.items[0].problem);
    config_done(&read);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_said_is_the_defaults),
        cmocka_unit_test(test_all_kinds_of_values),
        cmocka_unit_test(test_overrides),
        cmocka_unit_test(test_what_is_wrong_is_named_with_its_line),
        cmocka_unit_test(test_hostile_files),
        cmocka_unit_test(test_a_waiver),
        cmocka_unit_test(test_waivers_that_count_for_nothing),
        cmocka_unit_test(test_the_longest_life),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
