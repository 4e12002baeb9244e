/*
 * The template engine against the Mustache specification's own tests
 * (tests/data/mustache), and against damaged templates.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/file.h"
#include "formats/text/template.h"

static const char *find_partial(const void *context, const char *name)
{
    const cJSON *text =
        cJSON_GetObjectItemCaseSensitive((const cJSON *)context, name);
    return cJSON_IsString(text) ? text->valuestring : NULL;
}

static const char *text_of(const cJSON *test, const char *name)
{
    return cJSON_GetObjectItemCaseSensitive(test, name)->valuestring;
}

static void run_spec_test(const cJSON *test)
{
    struct template_source source = {
        .name = text_of(test, "name"),
        .text = text_of(test, "template"),
        .partial = find_partial,
        .context = cJSON_GetObjectItemCaseSensitive(test, "partials"),
    };
    struct error error = ERROR_INIT;
    struct buffer out;
    buffer_init(&out);
    bool ok = template_render(
        &source, cJSON_GetObjectItemCaseSensitive(test, "data"), &out, &error);
    if (!ok || strcmp(out.bytes, text_of(test, "expected")) != 0) {
        fail_msg("%s: %s\nexpected: [%s]\nrendered: [%s] %s", source.name,
                 source.text, text_of(test, "expected"), out.bytes,
                 error.message);
    }
    buffer_release(&out);
}

static void run_spec(const char *name, size_t expected_count)
{
    char path[128];
    snprintf(path, sizeof(path), "tests/data/mustache/%s.json", name);
    struct file_view view;
    struct error error = ERROR_INIT;
    assert_true(file_open_view(path, FILE_LIMIT_BYTES, &view, &error));
    cJSON *spec = cJSON_ParseWithLength(view.bytes, view.length);
    assert_non_null(spec);
    size_t count = 0;
    const cJSON *test;
    cJSON_ArrayForEach(test, cJSON_GetObjectItemCaseSensitive(spec, "tests"))
    {
        run_spec_test(test);
        count++;
    }
    assert_int_equal(count, expected_count);
    cJSON_Delete(spec);
    file_close_view(&view);
}

static void test_comments(void **state)
{
    (void)state;
    run_spec("comments", 12);
}

static void test_delimiters(void **state)
{
    (void)state;
    run_spec("delimiters", 14);
}

static void test_interpolation(void **state)
{
    (void)state;
    run_spec("interpolation", 42);
}

static void test_inverted(void **state)
{
    (void)state;
    run_spec("inverted", 22);
}

static void test_partials(void **state)
{
    (void)state;
    run_spec("partials", 12);
}

static void test_sections(void **state)
{
    (void)state;
    run_spec("sections", 34);
}

/* Gives the error's message; the template must be refused. */
static void assert_refused(const char *text, const char *message)
{
    struct template_source source = { .name = "t", .text = text };
    struct error error = ERROR_INIT;
    struct buffer out;
    buffer_init(&out);
    cJSON *data = cJSON_Parse("{\"a\": [{\"a\": [1]}]}");
    assert_false(template_render(&source, data, &out, &error));
    assert_string_equal(error.message, message);
    cJSON_Delete(data);
    buffer_release(&out);
}

static void test_damage_is_named(void **state)
{
    (void)state;
    assert_refused("x\n{{a", "t:2: a tag is not closed; end it with \"}}\"");
    assert_refused("{{#a}}\nx", "t:1: section \"a\" is not closed");
    assert_refused("x\n\n{{/a}}", "t:3: section \"a\" was never opened");
    assert_refused("{{=<%=}}", "t:1: a tag is not closed; end it with \"}}\"");
}

static const char *itself(const void *context, const char *name)
{
    (void)name;
    return context;
}

static void test_endless_partial_is_refused(void **state)
{
    (void)state;
    struct template_source source = {
        .name = "t", .text = "{{>t}}", .partial = itself, .context = "{{>t}}"
    };
    struct error error = ERROR_INIT;
    struct buffer out;
    buffer_init(&out);
    cJSON *data = cJSON_CreateObject();
    assert_false(template_render(&source, data, &out, &error));
    assert_int_equal(error.kind, ERROR_LIMIT);
    cJSON_Delete(data);
    buffer_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_comments),
        cmocka_unit_test(test_delimiters),
        cmocka_unit_test(test_interpolation),
        cmocka_unit_test(test_inverted),
        cmocka_unit_test(test_partials),
        cmocka_unit_test(test_sections),
        cmocka_unit_test(test_damage_is_named),
        cmocka_unit_test(test_endless_partial_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
