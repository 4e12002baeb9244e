/*
 * bundle.json: everything it may say, and everything that is not JSON or not
 * meant.
 */
#include "evidence_support.h"

#include "formats/bundle/bundle_json.h"

static struct bundle_role_list roles; /* in the arena of the evidence */

static bool load_bytes(struct reading *reading, const char *bytes,
                       size_t length)
{
    const char *path =
        folder_bytes(reading->folder, "bundle.json", bytes, length);
    roles = (struct bundle_role_list){ .items = NULL };
    return bundle_json_read(path, "x/bundle.json", &reading->evidence, &roles,
                            &reading->error);
}

static void load(struct reading *reading, const char *text)
{
    if (!load_bytes(reading, text, strlen(text))) {
        fail_msg("%s", reading->error.message);
    }
}

static void refuse(struct reading *reading, const char *text, const char *part)
{
    if (load_bytes(reading, text, strlen(text))) {
        fail_msg("was taken: %s", text);
    }
    assert_error(reading->error, ERROR_INPUT, part);
    assert_error(reading->error, ERROR_INPUT, "x/bundle.json: ");
}

static void test_all_that_it_may_say(void **state)
{
    struct reading *reading = *state;
    load(
        reading,
        "{\"module\": \"example.com/shop\", \"target\": \"shop\",\n"
        " \"repository\": \"acme/shop\", \"pull_request\": 42,\n"
        " \"branch\": \"main\", \"machine\": \"runner-1\",\n"
        " \"base\": {\"commit\": \"aaa\", \"time\": \"2026-11-24T10:00:00Z\",\n"
        "   \"operations\": {\"cpu.pb.gz\": {\"BenchmarkJoin\": 1.5e3}}},\n"
        " \"head\": {\"commit\": \"bbb\"},\n"
        " \"roles\": {\"counts.txt\": \"profiled\", \"a.txt\": \"timing\",\n"
        "   \"lock.txt\": \"contended\"}}\n");
    const struct evidence *evidence = &reading->evidence;
    assert_string_equal(evidence->module, "example.com/shop");
    assert_string_equal(evidence->target, "shop");
    assert_string_equal(evidence->repository, "acme/shop");
    assert_string_equal(evidence->pull_request, "42");
    assert_string_equal(evidence->branch, "main");
    assert_string_equal(evidence->machine, "runner-1");
    assert_string_equal(evidence->base.commit, "aaa");
    assert_string_equal(evidence->base.time, "2026-11-24T10:00:00Z");
    assert_string_equal(evidence->head.commit, "bbb");
    assert_int_equal(evidence->base.operations.count, 1);
    const struct declared_operations *operations =
        &evidence->base.operations.items[0];
    assert_string_equal(operations->file, "cpu.pb.gz");
    assert_string_equal(operations->benchmark, "BenchmarkJoin");
    assert_true(operations->count == 1500);
    assert_int_equal(roles.count, 3);
    assert_string_equal(roles.items[0].file, "counts.txt");
    assert_int_equal(roles.items[0].role, BENCHMARK_COUNTS_PROFILED);
    assert_int_equal(roles.items[1].role, BENCHMARK_TIMING);
    assert_int_equal(roles.items[2].role, BENCHMARK_COUNTS_CONTENDED);
    assert_int_equal(evidence->head.notices.count, 0);
}

static void test_nothing_need_be_said(void **state)
{
    struct reading *reading = *state;
    load(reading, " \r\n\t{} \n\n");
    assert_string_equal(reading->evidence.target, "");
    load(reading, "{\"pull_request\": \"17\", \"base\": {}, \"roles\": {}}");
    assert_string_equal(reading->evidence.pull_request, "17");
    load(reading, "\xEF\xBB\xBF{\"target\": \"behind a byte order mark\"}");
    assert_string_equal(reading->evidence.target, "behind a byte order mark");
}

static void test_unknown_keys_are_notices(void **state)
{
    struct reading *reading = *state;
    load(reading, "{\"Target\": \"x\", \"base\": {\"sha\": 1, \"Commit\": 2},"
                  " \"colour\": [1, {\"a\": []}]}");
    const struct notice_list *notices = &reading->evidence.head.notices;
    assert_string_equal(reading->evidence.target, "");
    assert_string_equal(reading->evidence.base.commit, "");
    assert_int_equal(notices->count, 4);
    assert_string_equal(notices->items[0].file, "x/bundle.json");
    assert_string_equal(notices->items[0].text,
                        "the key \"Target\" is not known and is ignored");
}

static void test_wrong_types(void **state)
{
    static const struct {
        const char *text, *part;
    } cases[] = {
        { "{\"module\": 1}", "\"module\" must be a string" },
        { "{\"target\": null}", "\"target\" must be a string" },
        { "{\"pull_request\": 1.5}", "must be a whole number or a string" },
        { "{\"pull_request\": -1}", "must be a whole number or a string" },
        { "{\"pull_request\": 1e16}", "must be a whole number or a string" },
        { "{\"pull_request\": []}", "\"pull_request\" must be a string" },
        { "{\"base\": []}", "\"base\" must be an object" },
        { "{\"head\": \"abc\"}", "\"head\" must be an object" },
        { "{\"base\": {\"commit\": 1}}", "\"commit\" must be a string" },
        { "{\"base\": {\"operations\": 1}}", "\"operations\" must be an" },
        { "{\"base\": {\"operations\": {\"f\": 1}}}", "\"f\" must be an" },
        { "{\"base\": {\"operations\": {\"f\": {\"B\": 0}}}}",
          "\"B\" must be a positive number" },
        { "{\"base\": {\"operations\": {\"f\": {\"B\": -1}}}}", "positive" },
        { "{\"base\": {\"operations\": {\"f\": {\"B\": 1e400}}}}", "positive" },
        { "{\"base\": {\"operations\": {\"f\": {\"B\": \"1\"}}}}", "positive" },
        { "{\"roles\": {\"f\": \"timings\"}}",
          "\"f\" must be timing, profiled or contended" },
        { "{\"roles\": {\"f\": 1}}", "\"f\" must be timing" },
        { "{\"roles\": []}", "\"roles\" must be an object" },
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        refuse(*state, cases[i].text, cases[i].part);
    }
}

/* The second would hide the first, or the first the second. */
static void test_keys_that_stand_twice(void **state)
{
    refuse(*state, "{\"target\": \"a\", \"target\": \"b\"}",
           "\"target\" must be there only once");
    refuse(*state, "{\"base\": {\"commit\": \"a\", \"commit\": \"b\"}}",
           "\"commit\" must be there only once");
    refuse(*state, "{\"x\": [{\"a\": 1, \"a\": 1}]}",
           "\"a\" must be there only once");
    refuse(*state, "{\"roles\": {\"f\": \"timing\", \"f\": \"profiled\"}}",
           "\"f\" must be there only once");
}

/* What lenient parsers take: RFC 8259 does not. */
static const char *const no_json[] = {
    "",
    " ",
    "{",
    "}",
    "[]",
    "null",
    "\"text\"",
    "{}{}",
    "{} x",
    "{\"target\": \"a\"} {\"target\": \"b\"}",
    "{\"target\": \"a\",}",
    "{target: \"a\"}",
    "{'target': 'a'}",
    "{\"target\" \"a\"}",
    "{\"target\": a}",
    "{\"target\": \"a\"",
    "{\"target\": \"a}",
    "{\"target\": \"\\x41\"}",
    "{\"target\": \"\\uD800\"}",
    "{\"target\": \"\\uDC00\"}",
    "{\"target\": \"\\uD800\\u0041\"}",
    "{\"target\": \"\\uD800\\uD800\"}",
    "{\"target\": \"\\uD800\\uE000\"}",
    "{\"target\": \"\\u00\"}",
    "{\"target\": \"a\nb\"}",
    "{\"target\": \"a\tb\"}",
    "{\"target\": \"a\x01"
    "b\"}",
    "{\"target\": \"a\xFF"
    "b\"}",
    "{\"target\": \"a\xC0\xAF"
    "b\"}",
    "{\"target\": \"a\xED\xA0\x80"
    "b\"}",
    "{\"target\": \"a\\u0000b\"}",
    "{\"targ\\u0000et\": \"a\"}",
    "{\"x\": 01}",
    "{\"x\": -}",
    "{\"x\": +1}",
    "{\"x\": 5.}",
    "{\"x\": .5}",
    "{\"x\": 1e}",
    "{\"x\": 0x1}",
    "{\"x\": NaN}",
    "{\"x\": Infinity}",
    "{\"x\": True}",
    "{\"x\": nul}",
    "{\"x\": [1,]}",
    "{\"x\": [1 2]}",
    "{\"x\":\v1}",
    "{\"x\":\f1}",
    "{\"x\":\xC2\xA0"
    "1}",
    "{/* no */}",
    "\xFF\xFE{}",
};

static void test_what_is_no_json(void **state)
{
    for (size_t i = 0; i < sizeof(no_json) / sizeof(no_json[0]); i++) {
        refuse(*state, no_json[i], "bundle.json: ");
        struct reading *reading = *state;
        assert_string_equal(reading->evidence.target, "");
    }
}

static void test_what_is_json(void **state)
{
    struct reading *reading = *state;
    load(
        reading,
        "{\"target\": \"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e4\\uD83D\\uDE00"
        "\xC3\xA4\xE0\xA0\x80\xF0\x9F\x98\x80\x7f\",\"x\":[-0,0.5,1E+2,1e-2,10,"
        "true,false,null,[],{},\"\\\\u0000\"]}");
    assert_string_equal(reading->evidence.target,
                        "\"\\/\b\f\n\r\t\xC3\xA4\xF0\x9F\x98\x80\xC3\xA4"
                        "\xE0\xA0\x80\xF0\x9F\x98\x80\x7f");
}

static void test_a_nul_hides_nothing(void **state)
{
    struct reading *reading = *state;
    static const char text[] = "{\"target\": \"a\"}\0{\"target\": \"b\"}";
    assert_false(load_bytes(reading, text, sizeof(text) - 1));
    assert_error(reading->error, ERROR_INPUT, "NUL");
    assert_false(load_bytes(reading, "{}\0", 3));
    assert_false(load_bytes(reading, "\0{}", 3));
}

static void nest(struct buffer *text, size_t depth)
{
    buffer_clear(text);
    buffer_text(text, "{\"x\":");
    buffer_repeat(text, '[', depth - 1);
    buffer_repeat(text, ']', depth - 1);
    buffer_byte(text, '}');
}

static void test_depth_has_a_limit(void **state)
{
    struct reading *reading = *state;
    struct buffer text;
    buffer_init(&text);
    nest(&text, 64);
    load(reading, text.bytes);
    nest(&text, 65);
    assert_false(load_bytes(reading, text.bytes, text.length));
    assert_error(reading->error, ERROR_LIMIT, "deeper than 64");
    nest(&text, 1000000);
    assert_false(load_bytes(reading, text.bytes, text.length));
    buffer_release(&text);
}

static void test_size_has_a_limit(void **state)
{
    struct reading *reading = *state;
    struct buffer text;
    buffer_init(&text);
    buffer_text(&text, "{}");
    buffer_repeat(&text, ' ', 4 << 20);
    assert_false(load_bytes(reading, text.bytes, text.length));
    assert_error(reading->error, ERROR_LIMIT, "exceed the limit");
    buffer_release(&text);
}

/* Four megabytes of keys must not cost the square of their number. */
static void test_many_keys(void **state)
{
    struct reading *reading = *state;
    struct buffer text;
    buffer_init(&text);
    buffer_byte(&text, '{');
    for (int i = 0; i < 300000; i++) {
        buffer_printf(&text, "\"%d\":1,", i);
    }
    buffer_text(&text, "\"target\":\"x\"}");
    load(reading, text.bytes);
    assert_string_equal(reading->evidence.target, "x");
    buffer_truncate(&text, text.length - 1);
    buffer_text(&text, ",\"0\":1}");
    refuse(reading, text.bytes, "\"0\" must be there only once");
    buffer_release(&text);
}

static void test_what_is_no_file(void **state)
{
    struct reading *reading = *state;
    assert_false(bundle_json_read(folder_path(reading->folder, "missing"), "m",
                                  &reading->evidence, &roles, &reading->error));
    assert_error(reading->error, ERROR_INPUT, "cannot be opened");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        reading_test(test_all_that_it_may_say),
        reading_test(test_nothing_need_be_said),
        reading_test(test_unknown_keys_are_notices),
        reading_test(test_wrong_types),
        reading_test(test_keys_that_stand_twice),
        reading_test(test_what_is_no_json),
        reading_test(test_what_is_json),
        reading_test(test_a_nul_hides_nothing),
        reading_test(test_depth_has_a_limit),
        reading_test(test_size_has_a_limit),
        reading_test(test_many_keys),
        reading_test(test_what_is_no_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
