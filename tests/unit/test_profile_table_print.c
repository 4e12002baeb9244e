/*
 * Tables of two profiles as text, CSV and JSON: the text to the letter as
 * `go tool pprof` prints it (tests/data/pprof/diff-*.txt), exact numbers, and
 * names that are hostile.
 */
#include <math.h>

#include "evidence_support.h"

#include <cjson/cJSON.h>

#include "core/analysis/profiles/profile_table.h"
#include "formats/bytes/input.h"
#include "formats/pprof/pprof_tags.h"
#include "formats/pprof/profile_table_print.h"

static const struct profile *read_file(struct reading *reading,
                                       struct evidence_side *side,
                                       const char *name)
{
    const char *path = arena_printf(&reading->folder->arena,
                                    "tests/data/pprof/%s.pb.gz", name);
    struct input_request request = { .path = path,
                                     .name = path,
                                     .label = path };
    if (!input_read_side(&request, &reading->evidence, side, &reading->error)) {
        fail_msg("%s", reading->error.message);
    }
    return &side->profiles.items[0];
}

static void assert_text(struct reading *reading,
                        struct profile_table_request request,
                        const char *expected)
{
    struct profile_table table;
    struct buffer out;
    request.with_calls = true;
    if (!profile_table_build(&request, &reading->evidence.arena, &table,
                             &reading->error)) {
        fail_msg("%s", reading->error.message);
    }
    buffer_init(&out);
    profile_table_text(&table, &out);
    assert_file(
        arena_printf(&reading->folder->arena, "tests/data/pprof/%s", expected),
        out.bytes);
    buffer_release(&out);
}

static void test_text_is_pprofs(void **state)
{
    struct reading *reading = *state;
    struct evidence *evidence = &reading->evidence;
    struct profile_table_request request = {
        .base = read_file(reading, &evidence->base, "cpu"),
        .head = read_file(reading, &evidence->head, "labels"),
    };
    assert_text(reading, request, "diff-cpu-labels.txt");
    request.by_line = true;
    assert_text(reading, request, "diff-cpu-labels-lines.txt");
}

static void keep(struct evidence *evidence, const char *filter)
{
    struct error error = ERROR_INIT;
    struct tag_filters tags = { &filter, 1 };
    struct evidence_side *sides[] = { &evidence->base, &evidence->head };
    for (size_t i = 0; i < 2; i++) {
        assert_true(pprof_keep_tagged(&sides[i]->profiles.items[0], &tags,
                                      &sides[i]->arena, &error));
    }
}

static void test_text_of_tagged(void **state)
{
    struct reading *reading = *state;
    struct evidence *evidence = &reading->evidence;
    struct profile_table_request request = {
        .base = read_file(reading, &evidence->base, "labels"),
        .head = read_file(reading, &evidence->head, "cpu"),
    };
    keep(evidence, "kind=fib");
    assert_text(reading, request, "diff-labels-cpu-kind.txt");
}

static void test_text_of_tagged_blocks(void **state)
{
    struct reading *reading = *state;
    struct evidence *evidence = &reading->evidence;
    struct profile_table_request request = {
        .base = read_file(reading, &evidence->base, "heap"),
        .head = read_file(reading, &evidence->head, "allocs"),
        .sample_index = "alloc_space",
    };
    keep(evidence, "bytes=24");
    assert_text(reading, request, "diff-heap-allocs-bytes.txt");
}

static void test_text_of_delays(void **state)
{
    struct reading *reading = *state;
    struct evidence *evidence = &reading->evidence;
    struct profile_table_request request = {
        .base = read_file(reading, &evidence->base, "block"),
        .head = read_file(reading, &evidence->head, "mutex"),
    };
    assert_text(reading, request, "diff-block-mutex.txt");
}

static void test_text_of_bytes(void **state)
{
    struct reading *reading = *state;
    struct evidence *evidence = &reading->evidence;
    struct profile_table_request request = {
        .base = read_file(reading, &evidence->base, "heap"),
        .head = read_file(reading, &evidence->head, "allocs"),
        .sample_index = "alloc_space",
    };
    assert_text(reading, request, "diff-heap-allocs.txt");
}

/* Numbers at their limits, and a name that a terminal, a spreadsheet or a CI
 * system would act on. */
static struct profile_table_row hostile_rows[] = {
    { .name = "=cmd(\"a\",1)\033[2J",
      .file = "@evil.go",
      .line = INT64_MAX,
      .base_flat = INT64_MIN,
      .head_flat = INT64_MAX,
      .flat_delta = -1,
      .base_cum = 9007199254740993,
      .head_cum = 0,
      .cum_delta = INT64_MIN,
      .p = 0.25 },
    { .name = "::error::x", .file = "a,b.go", .line = 7, .cum_delta = 3 },
};

static struct profile_table hostile_table(bool by_line)
{
    hostile_rows[1].p = (double)NAN;
    return (struct profile_table){
        .value = { "cpu\n", "nanoseconds" },
        .by_line = by_line,
        .rows = hostile_rows,
        .row_count = 2,
        .binary = "x\"y",
        .build_id = "",
        .time_nanos = INT64_C(1795000000) * 1000000000,
        .duration_nanos = 5,
        .base_total = INT64_MAX,
        .head_total = -1,
        .base_magnitude = INT64_MAX,
    };
}

static const char header[] = "name,file,line,base_flat,head_flat,flat_delta,"
                             "base_cum,head_cum,cum_delta,p\n";

static void assert_csv(const struct profile_table *table, const char *rows)
{
    struct buffer out;
    buffer_init(&out);
    profile_table_csv(table, &out);
    assert_memory_equal(out.bytes, header, sizeof(header) - 1);
    assert_string_equal(out.bytes + sizeof(header) - 1, rows);
    buffer_release(&out);
}

static void test_csv_of_functions(void **state)
{
    (void)state;
    struct profile_table table = hostile_table(false);
    assert_csv(&table, "\"'=cmd(\"\"a\"\",1)\xef\xbf\xbd[2J\",,,"
                       "-9223372036854775808,9223372036854775807,-1,"
                       "9007199254740993,0,-9223372036854775808,0.25\n"
                       "\"::error::x\",,,0,0,0,0,0,3,\n");
    table.row_count = 0;
    assert_csv(&table, "");
}

static void test_csv_of_lines(void **state)
{
    (void)state;
    struct profile_table table = hostile_table(true);
    assert_csv(&table, "\"'=cmd(\"\"a\"\",1)\xef\xbf\xbd[2J\",'@evil.go,"
                       "9223372036854775807,"
                       "-9223372036854775808,9223372036854775807,-1,"
                       "9007199254740993,0,-9223372036854775808,0.25\n"
                       "\"::error::x\",\"a,b.go\",7,0,0,0,0,0,3,\n");
}

static const cJSON *member(const cJSON *object, const char *name)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, name);
    assert_non_null(item);
    return item;
}

static void test_json_is_valid_and_exact(void **state)
{
    (void)state;
    struct profile_table table = hostile_table(true);
    struct buffer out;
    buffer_init(&out);
    profile_table_json(&table, &out);
    assert_non_null(strstr(out.bytes, ":9007199254740993,"));
    assert_non_null(strstr(out.bytes, ":-9223372036854775808,"));
    cJSON *root = cJSON_Parse(out.bytes);
    assert_non_null(root);
    const cJSON *comparison = member(root, "comparison");
    const cJSON *rows = member(root, "rows");
    const cJSON *first = cJSON_GetArrayItem(rows, 0);
    assert_string_equal(member(comparison, "time")->valuestring,
                        "2026-11-18T11:06:40Z");
    assert_string_equal(member(comparison, "sample_type")->valuestring,
                        "cpu\n");
    assert_string_equal(member(comparison, "granularity")->valuestring,
                        "lines");
    assert_int_equal(cJSON_GetArraySize(rows), 2);
    assert_string_equal(member(first, "name")->valuestring,
                        hostile_rows[0].name);
    assert_string_equal(member(first, "file")->valuestring, "@evil.go");
    assert_true(member(first, "p")->valuedouble == 0.25);
    assert_true(cJSON_IsNull(member(cJSON_GetArrayItem(rows, 1), "p")));
    cJSON_Delete(root);
    buffer_release(&out);
}

static void test_json_of_functions_has_no_lines(void **state)
{
    (void)state;
    struct profile_table table = hostile_table(false);
    struct buffer out;
    table.time_nanos = 0;
    buffer_init(&out);
    profile_table_json(&table, &out);
    cJSON *root = cJSON_Parse(out.bytes);
    const cJSON *first = cJSON_GetArrayItem(member(root, "rows"), 0);
    assert_null(cJSON_GetObjectItemCaseSensitive(first, "file"));
    assert_null(cJSON_GetObjectItemCaseSensitive(first, "line"));
    assert_string_equal(member(member(root, "comparison"), "time")->valuestring,
                        "");
    cJSON_Delete(root);
    buffer_release(&out);
}

static void test_text_is_clean(void **state)
{
    (void)state;
    struct profile_table table = hostile_table(true);
    struct buffer out;
    buffer_init(&out);
    profile_table_text(&table, &out);
    assert_null(strchr(out.bytes, '\033'));
    assert_non_null(strstr(out.bytes, "File: x\"y\nType: cpu\n"));
    assert_non_null(strstr(out.bytes, "=cmd(\"a\",1)\\x1b[2J @evil.go:"
                                      "9223372036854775807\n"));
    buffer_release(&out);
}

/* The unit of the smallest value, unless a hundred of it make a larger one.
 * Both texts are pprof's own. */
static void assert_smallest(int64_t smallest, const char *expected)
{
    struct profile_table_row rows[] = {
        { .name = "main.b",
          .file = "",
          .flat_delta = 300000,
          .cum_delta = 300000 },
        { .name = "main.a",
          .file = "",
          .flat_delta = smallest,
          .cum_delta = smallest },
    };
    struct profile_table table = { .value = { "alloc_space", "bytes" },
                                   .rows = rows,
                                   .row_count = 2,
                                   .binary = "",
                                   .build_id = "",
                                   .base_magnitude = 1000000 };
    struct buffer out;
    buffer_init(&out);
    profile_table_text(&table, &out);
    assert_string_equal(out.bytes, expected);
    buffer_release(&out);
}

static void test_units_of_text(void **state)
{
    (void)state;
    assert_smallest(50, "Type: alloc_space\n"
                        "Showing nodes accounting for 293.02kB, 30.00% of "
                        "976.56kB total\n"
                        "      flat  flat%   sum%        cum   cum%\n"
                        "  292.97kB 30.00% 30.00%   292.97kB 30.00%  main.b\n"
                        "    0.05kB 0.005% 30.00%     0.05kB 0.005%  main.a\n");
    assert_smallest(5, "Type: alloc_space\n"
                       "Showing nodes accounting for 300005B, 30.00% of "
                       "1000000B total\n"
                       "      flat  flat%   sum%        cum   cum%\n"
                       "   300000B 30.00% 30.00%    300000B 30.00%  main.b\n"
                       "        5B 0.0005% 30.00%         5B 0.0005%  "
                       "main.a\n");
}

/* Nothing changed: there is a header, and no row. */
static void test_text_of_no_difference(void **state)
{
    (void)state;
    struct profile_table_row row = {
        .name = "main.a", .file = "", .base_flat = 5, .head_flat = 5
    };
    struct profile_table table = { .value = { "samples", "count" },
                                   .rows = &row,
                                   .row_count = 1,
                                   .binary = "",
                                   .build_id = "",
                                   .base_magnitude = 5 };
    struct buffer out;
    buffer_init(&out);
    profile_table_text(&table, &out);
    assert_string_equal(out.bytes,
                        "Type: samples\n"
                        "Showing nodes accounting for 0, 0% of 5 total\n"
                        "      flat  flat%   sum%        cum   cum%\n");
    buffer_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        reading_test(test_text_is_pprofs),
        reading_test(test_text_of_tagged),
        reading_test(test_text_of_tagged_blocks),
        reading_test(test_text_of_delays),
        reading_test(test_text_of_bytes),
        cmocka_unit_test(test_csv_of_functions),
        cmocka_unit_test(test_csv_of_lines),
        cmocka_unit_test(test_json_is_valid_and_exact),
        cmocka_unit_test(test_json_of_functions_has_no_lines),
        cmocka_unit_test(test_text_is_clean),
        cmocka_unit_test(test_units_of_text),
        cmocka_unit_test(test_text_of_no_difference),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
