#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "config_support.h"

#include "core/model/config_keys.h"
#include "core/rules/rule.h"
#include "formats/config/config_print.h"
#include "formats/json/json_strict.h"

/* What init writes is read, and changes nothing. */
static void test_the_file_has_the_defaults(void **state)
{
    (void)state;
    struct arena arena = ARENA_INIT;
    struct buffer file;
    struct config read, defaults;
    struct error error = ERROR_INIT;
    buffer_init(&file);
    config_print_file(&file, rule_infos());
    struct config_text text = { .name = "perfscribe.json",
                                .text = { file.bytes, file.length },
                                .rules = rule_infos() };
    config_init(&read);
    config_init(&defaults);
    if (!config_json_read(&text, &arena, &read, &error)) {
        fail_msg("%s", error.message);
    }
    size_t numbers = 0;
    for (const struct config_key *key = config_keys; key->name != NULL; key++) {
        if (key->kind == CONFIG_NUMBER && key->home == CONFIG_OF_CONFIG) {
            assert_memory_equal((const char *)&read + key->offset,
                                (const char *)&defaults + key->offset,
                                sizeof(double));
            numbers += strstr(file.bytes, key->name) != NULL;
        }
    }
    assert_true(numbers > 15);
    for (const struct rule_info *const *info = rule_infos(); *info != NULL;
         info++) {
        enum level level = (*info)->level;
        assert_true(config_rule_level(&read, *info, NULL, &level));
        assert_int_equal(level, (*info)->level);
    }
    for (size_t i = 0; config_gate_ids[i] != NULL; i++) {
        assert_true(config_gate_is_on(&read, config_gate_ids[i], NULL));
    }
    assert_int_equal(read.overrides.count + read.waivers.count, 0);
    buffer_release(&file);
    arena_release(&arena);
}

/* Every line fits a screen. */
static void test_the_file_is_readable(void **state)
{
    (void)state;
    struct buffer file;
    buffer_init(&file);
    config_print_file(&file, rule_infos());
    struct cursor cursor = cursor_over(file.bytes, file.length);
    for (struct span line; cursor_line(&cursor, &line);) {
        assert_true(line.length <= 80);
        assert_false(span_ends_with(line, " "));
    }
    buffer_release(&file);
}

static void test_the_schema_knows_every_key(void **state)
{
    (void)state;
    struct buffer schema;
    struct error error = ERROR_INIT;
    buffer_init(&schema);
    config_print_schema(&schema, rule_infos());
    struct span text = { schema.bytes, schema.length };
    cJSON *root = json_parse_strict(text, "schema", &error);
    assert_non_null(root);
    const cJSON *keys = cJSON_GetObjectItemCaseSensitive(root, "properties");
    const cJSON *named = cJSON_GetObjectItemCaseSensitive(keys, "rules");
    const cJSON *all = cJSON_GetObjectItemCaseSensitive(named, "properties");
    for (const struct rule_info *const *info = rule_infos(); *info != NULL;
         info++) {
        assert_non_null(cJSON_GetObjectItemCaseSensitive(all, (*info)->id));
        assert_non_null(cJSON_GetObjectItemCaseSensitive(all, (*info)->name));
    }
    for (const struct config_key *key = config_keys; key->name != NULL; key++) {
        char quoted[80];
        snprintf(quoted, sizeof(quoted), "\"%s\":", key->name);
        if (strstr(schema.bytes, quoted) == NULL) {
            fail_msg("the schema has no %s", key->name);
        }
    }
    cJSON_Delete(root);
    buffer_release(&schema);
}

static void test_the_documentation_knows_every_key(void **state)
{
    (void)state;
    struct buffer text;
    buffer_init(&text);
    config_print_keys(&text);
    for (const struct config_key *key = config_keys; key->name != NULL; key++) {
        char line[80];
        snprintf(line, sizeof(line), "- `%s`: ", key->name);
        if (strstr(text.bytes, line) == NULL) {
            fail_msg("there is no word about %s", key->name);
        }
    }
    buffer_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_file_has_the_defaults),
        cmocka_unit_test(test_the_file_is_readable),
        cmocka_unit_test(test_the_schema_knows_every_key),
        cmocka_unit_test(test_the_documentation_knows_every_key),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
