#include "formats/config/config_print.h"

#include <math.h>
#include <string.h>

#include "core/model/config_keys.h"
#include "formats/json/json_tree.h"

struct schema {
    const struct rule_info *const *rules;
    struct arena arena;
};

static void add_keys(const struct schema *schema, cJSON *properties,
                     const char *section);

/* An object that takes these keys and no others; gives its properties. */
static cJSON *make_object(cJSON *value)
{
    json_add_text(value, "type", "object");
    json_add_flag(value, "additionalProperties", false);
    return json_add_object(value, "properties");
}

static void add_rules(const struct schema *schema, cJSON *value)
{
    cJSON *properties = make_object(value);
    for (size_t i = 0; schema->rules[i] != NULL; i++) {
        const struct rule_info *rule = schema->rules[i];
        const char *names[] = { rule->id, rule->name };
        for (size_t j = 0; j < 2; j++) {
            struct arena arena = ARENA_INIT;
            cJSON *entry = json_add_object(properties, names[j]);
            json_add_text(entry, "description", rule->title);
            cJSON *keys = make_object(entry);
            add_keys(schema, keys, "rules.*");
            add_keys(schema, keys, arena_printf(&arena, "rules.%s", rule->id));
            arena_release(&arena);
        }
    }
}

static void add_gates(const struct schema *schema, cJSON *value)
{
    cJSON *properties = make_object(value);
    add_keys(schema, properties, "gates");
    for (size_t i = 0; config_gate_ids[i] != NULL; i++) {
        struct arena arena = ARENA_INIT;
        cJSON *keys =
            make_object(json_add_object(properties, config_gate_ids[i]));
        add_keys(schema, keys, "gates.*");
        add_keys(schema, keys,
                 arena_printf(&arena, "gates.%s", config_gate_ids[i]));
        arena_release(&arena);
    }
}

static void add_words(cJSON *value, const struct config_key *key)
{
    cJSON *list = json_add_array(value, "enum");
    for (size_t i = 0; key->words[i] != NULL; i++) {
        cJSON_AddItemToArray(list, cJSON_CreateString(key->words[i]));
    }
}

static void add_number(cJSON *value, const struct config_key *key)
{
    json_add_text(value, "type", key->is_whole ? "integer" : "number");
    json_add_number(value, "minimum", key->least);
    json_add_number(value, "maximum", key->most);
    if (!isnan(key->initial)) {
        json_add_number(value, "default", key->initial);
    }
}

static void add_strings(cJSON *value, const char *type, const char *member)
{
    json_add_text(value, "type", type);
    json_add_text(json_add_object(value, member), "type", "string");
}

/* What an array of objects holds. */
static void add_items(const struct schema *schema, cJSON *value,
                      const char *section)
{
    json_add_text(value, "type", "array");
    add_keys(schema, make_object(json_add_object(value, "items")), section);
}

static void add_value(const struct schema *schema, cJSON *value,
                      const struct config_key *key)
{
    switch (key->kind) {
    case CONFIG_NUMBER:
        add_number(value, key);
        break;
    case CONFIG_TEXT:
        json_add_text(value, "type", "string");
        break;
    case CONFIG_TEXTS:
        add_strings(value, "array", "items");
        break;
    case CONFIG_CHOICE:
        add_words(value, key);
        break;
    case CONFIG_FLAG:
        json_add_text(value, "type", "boolean");
        break;
    case CONFIG_DATE:
        json_add_text(value, "type", "string");
        json_add_text(value, "format", "date");
        break;
    case CONFIG_SECTION:
        add_keys(schema, make_object(value), key->name);
        break;
    case CONFIG_RULES:
        add_rules(schema, value);
        break;
    case CONFIG_GATES:
        add_gates(schema, value);
        break;
    case CONFIG_OWNERS:
        add_strings(value, "object", "additionalProperties");
        break;
    case CONFIG_LIST:
        add_items(schema, value, key->name);
        break;
    }
}

static void add_keys(const struct schema *schema, cJSON *properties,
                     const char *section)
{
    for (const struct config_key *key = config_keys; key->name != NULL; key++) {
        if (strcmp(key->section, section) == 0) {
            cJSON *value = json_add_object(properties, key->name);
            json_add_text(value, "description", key->help);
            add_value(schema, value, key);
        }
    }
}

void config_print_schema(struct buffer *out,
                         const struct rule_info *const *rules)
{
    struct schema schema = { .rules = rules };
    cJSON *root = cJSON_CreateObject();
    json_add_text(root, "$schema",
                  "https://json-schema.org/draft/2020-12/schema");
    json_add_text(root, "title", "perfscribe.json");
    json_add_flag(root, "allowComments", true);
    add_keys(&schema, make_object(root), "");
    char *text = cJSON_Print(root);
    buffer_text(out, text);
    buffer_byte(out, '\n');
    cJSON_free(text);
    cJSON_Delete(root);
}
