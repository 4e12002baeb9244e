/*
 * Diagnostics as `perfscribe escape` prints them: as text by file and line, as
 * CSV and JSON each in the order met.
 */
#include "reading_support.h"

#include <cjson/cJSON.h>

#include "formats/escape/escape_print.h"

static const char build_log[] =
    "# example.com/p\n"
    "./b.go:9:2: can inline f with cost 4 as: func() { }\n"
    "./b.go:7:6: x escapes to heap in g:\n"
    "./b.go:7:6:   flow: {heap} \xE2\x86\x90 &x:\n"
    "./b.go:7:6:     from &x (address-of) at ./b.go:8:9\n"
    "./b.go:7:6: moved to heap: x\n"
    "./b.go:3:8: leaking param: s to result ~r0 level=0\n"
    "./a.go:5: y escapes to heap\n"
    "./a.go:4:1: leaking param content: t\n"
    "./a.go:4:1: u does not escape\n"
    "# example.com/q\n"
    "./a.go:5:3: -1 escapes to heap\n";

static struct escape_listing list_all(struct reading *reading)
{
    struct escape_listing listing = { .has_base = false };
    const struct escapes *escapes = &reading->evidence.head.escapes;
    for (size_t i = 0; i < escapes->diagnostics.count; i++) {
        *LIST_PUSH(&reading->evidence.arena, &listing.rows) =
            (struct escape_row){ .diagnostic = &escapes->diagnostics.items[i],
                                 .escapes = escapes };
    }
    return listing;
}

static struct escape_listing read_log(struct reading *reading)
{
    if (!reading_take(reading, span_of(build_log))) {
        fail_msg("%s", reading->error.message);
    }
    return list_all(reading);
}

static void test_text_by_file_and_line(void **state)
{
    struct buffer out;
    struct escape_listing listing = read_log(*state);
    buffer_init(&out);
    escape_print_text(&listing, &out);
    assert_string_equal(
        out.bytes,
        "./a.go  (example.com/p)\n"
        "     4:1    leaking param content: t\n"
        "     5      y escapes to heap\n"
        "\n"
        "./a.go  (example.com/q)\n"
        "     5:3    -1 escapes to heap\n"
        "\n"
        "./b.go  (example.com/p)\n"
        "     3:8    leaking param: s to result ~r0\n"
        "     7:6    moved to heap: x, in g\n"
        "            flow: {heap} \xE2\x86\x90 &x\n"
        "              from &x (address-of) at ./b.go:8:9\n"
        "\n"
        "2 escapes, 1 variables moved to heap, 0 leaking parameters, "
        "1 leaking in content, 1 leaking to a result\n");
    buffer_release(&out);
}

static void test_text_of_what_changed(void **state)
{
    struct buffer out;
    struct escape_listing listing = read_log(*state);
    listing.has_base = true;
    for (size_t i = 0; i < listing.rows.count; i++) {
        listing.rows.items[i].state = i % 2 == 0 ? "new" : "gone";
    }
    buffer_init(&out);
    escape_print_text(&listing, &out);
    assert_non_null(strstr(out.bytes, "\n  gone     7:6    moved to heap: x"));
    assert_non_null(strstr(out.bytes, "\n  new      3:8    leaking param: s"));
    assert_non_null(strstr(out.bytes, "\nnew: "));
    assert_non_null(strstr(out.bytes, "variables moved to heap\ngone: "));
    assert_null(strstr(out.bytes, "leaking parameters"));
    buffer_release(&out);
}

static void test_text_of_nothing(void **state)
{
    (void)state;
    struct escape_listing listing = { .has_base = true };
    struct buffer out;
    buffer_init(&out);
    escape_print_text(&listing, &out);
    assert_string_equal(out.bytes,
                        "new: 0 escapes, 0 variables moved to heap\n"
                        "gone: 0 escapes, 0 variables moved to heap\n");
    buffer_release(&out);
}

static void test_csv_in_the_order_met(void **state)
{
    struct buffer out;
    struct escape_listing listing = read_log(*state);
    buffer_init(&out);
    escape_print_csv(&listing, &out);
    assert_string_equal(
        out.bytes,
        "package,file,line,column,kind,subject,function,reason,destination\n"
        "example.com/p,./b.go,9,2,can_inline,f,,cost 4,\n"
        "example.com/p,./b.go,7,6,moved,x,g,address-of,{heap}\n"
        "example.com/p,./b.go,3,8,leaks_to_result,s,,,~r0\n"
        "example.com/p,./a.go,5,,escapes,y,,,\n"
        "example.com/p,./a.go,4,1,leaks_content,t,,,\n"
        "example.com/p,./a.go,4,1,no_escape,u,,,\n"
        "example.com/q,./a.go,5,3,escapes,'-1,,,\n");
    buffer_release(&out);
}

static const cJSON *member(const cJSON *object, const char *name)
{
    return cJSON_GetObjectItemCaseSensitive(object, name);
}

static void test_json_has_the_flow(void **state)
{
    struct buffer out;
    struct escape_listing listing = read_log(*state);
    listing.rows.items[1].state = "new";
    buffer_init(&out);
    escape_print_json(&listing, &out);
    cJSON *root = cJSON_Parse(out.bytes);
    assert_non_null(root);
    const cJSON *rows = member(root, "diagnostics");
    assert_int_equal(cJSON_GetArraySize(rows), 7);
    const cJSON *moved = cJSON_GetArrayItem(rows, 1);
    const cJSON *flow = member(moved, "flow");
    assert_string_equal(member(moved, "state")->valuestring, "new");
    assert_string_equal(member(moved, "kind")->valuestring, "moved");
    assert_int_equal(member(moved, "column")->valueint, 6);
    assert_int_equal(cJSON_GetArraySize(flow), 2);
    const cJSON *step = cJSON_GetArrayItem(flow, 0);
    assert_string_equal(member(step, "destination")->valuestring, "{heap}");
    assert_string_equal(member(step, "source")->valuestring, "&x");
    step = cJSON_GetArrayItem(flow, 1);
    assert_string_equal(member(step, "expression")->valuestring, "&x");
    assert_string_equal(member(step, "reason")->valuestring, "address-of");
    assert_int_equal(member(step, "line")->valueint, 8);
    /* What is not known is left out. */
    const cJSON *plain = cJSON_GetArrayItem(rows, 3);
    assert_null(member(plain, "column"));
    assert_null(member(plain, "state"));
    assert_null(member(plain, "flow"));
    assert_null(member(plain, "function"));
    cJSON_Delete(root);
    buffer_release(&out);
}

/* Expressions are the program's own text. */
static void test_hostile_subjects(void **state)
{
    struct reading *reading = *state;
    struct buffer out;
    static const char text[] =
        "# p\n./a.go:1:1: \"\033[2J\xff\" + \"::error::\" escapes to heap\n"
        "::error::x.go:2:2: moved to heap: y\n";
    assert_true(reading_take(reading, span_of(text)));
    struct escape_listing listing = list_all(reading);
    buffer_init(&out);
    escape_print_text(&listing, &out);
    assert_null(strchr(out.bytes, '\033'));
    assert_non_null(strstr(out.bytes, "\"\\x1b[2J\xEF\xBF\xBD\" + "));
    assert_null(strstr(out.bytes, "\n::error"));
    buffer_clear(&out);
    escape_print_csv(&listing, &out);
    assert_null(strchr(out.bytes, '\033'));
    buffer_clear(&out);
    escape_print_json(&listing, &out);
    cJSON *root = cJSON_Parse(out.bytes);
    assert_non_null(root);
    cJSON_Delete(root);
    buffer_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        reading_test(test_text_by_file_and_line),
        reading_test(test_text_of_what_changed),
        cmocka_unit_test(test_text_of_nothing),
        reading_test(test_csv_in_the_order_met),
        reading_test(test_json_has_the_flow),
        reading_test(test_hostile_subjects),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
