#include "formats/history/run_json.h"

#include <math.h>
#include <string.h>

#include "formats/json/json_strict.h"
#include "formats/json/json_tree.h"

static const char schema[] = "perfscribe-run";
enum { VERSION = 1 };

void record_json(cJSON *object, const struct record_field *fields,
                 const void *row)
{
    for (; fields->name != NULL; fields++) {
        switch (fields->kind) {
        case FIELD_NAME:
        case FIELD_TEXT:
            json_add_text(object, fields->name, record_text(fields, row));
            break;
        case FIELD_INTEGER:
            json_add_integer(object, fields->name, record_integer(fields, row));
            break;
        case FIELD_NUMBER:
            json_add_number(object, fields->name, record_number(fields, row));
            break;
        case FIELD_FLAG:
            json_add_flag(object, fields->name, record_flag(fields, row));
            break;
        }
    }
}

static void add_part(cJSON *object, const struct run_record *run,
                     enum record_part part)
{
    const struct record_part_info *info = &record_parts[part];
    cJSON *list = json_add_array(object, info->name);
    const char *rows = run->parts[part].items;
    for (size_t i = 0; i < run->parts[part].count; i++) {
        record_json(json_push_object(list), info->fields,
                    rows + i * info->size);
    }
}

void run_json_print(const struct run_record *run, struct buffer *out)
{
    cJSON *object = cJSON_CreateObject();
    json_add_text(object, "schema", schema);
    json_add_integer(object, "version", VERSION);
    record_json(object, run_record_fields, run);
    for (enum record_part part = 0; part < PART_COUNT; part++) {
        add_part(object, run, part);
    }
    json_print(out, object);
    buffer_byte(out, '\n');
}

struct parser {
    const char *name;
    struct arena *arena;
};

static bool fail(const struct parser *parser, const char *key,
                 const char *wanted, struct error *error)
{
    return error_set(error, ERROR_INPUT, "%s: \"%s\" must be %s", parser->name,
                     key, wanted);
}

static bool load_integer(const struct parser *parser, const cJSON *item,
                         int64_t *integer, struct error *error)
{
    static const double largest = 9007199254740992; /* 2^53 */
    double value = cJSON_IsNumber(item) ? item->valuedouble : (double)NAN;
    if (!(fabs(value) <= largest && value == floor(value))) {
        return fail(parser, item->string, "a whole number", error);
    }
    *integer = (int64_t)value;
    return true;
}

static bool load_member(const struct parser *parser,
                        const struct record_field *field, const cJSON *item,
                        void *row, struct error *error)
{
    int64_t integer = 0;
    switch (field->kind) {
    case FIELD_NAME:
    case FIELD_TEXT:
        if (!cJSON_IsString(item)) {
            return fail(parser, field->name, "a string", error);
        }
        record_set_text(field, row,
                        arena_printf(parser->arena, "%s", item->valuestring));
        break;
    case FIELD_INTEGER:
        if (!load_integer(parser, item, &integer, error)) {
            return false;
        }
        record_set_integer(field, row, integer);
        break;
    case FIELD_NUMBER:
        if (!cJSON_IsNumber(item) && !cJSON_IsNull(item)) {
            return fail(parser, field->name, "a number or null", error);
        }
        record_set_number(
            field, row, cJSON_IsNumber(item) ? item->valuedouble : (double)NAN);
        break;
    case FIELD_FLAG:
        if (!cJSON_IsBool(item)) {
            return fail(parser, field->name, "true or false", error);
        }
        record_set_flag(field, row, cJSON_IsTrue(item));
        break;
    }
    return true;
}

static bool load_row(const struct parser *parser,
                     const struct record_field *fields, const cJSON *object,
                     void *row, struct error *error)
{
    for (; fields->name != NULL; fields++) {
        const cJSON *item =
            cJSON_GetObjectItemCaseSensitive(object, fields->name);
        if (item != NULL && !load_member(parser, fields, item, row, error)) {
            return false;
        }
    }
    return true;
}

static bool load_part(const struct parser *parser, const cJSON *object,
                      enum record_part part, struct run_record *run,
                      struct error *error)
{
    const struct record_part_info *info = &record_parts[part];
    const cJSON *list = cJSON_GetObjectItemCaseSensitive(object, info->name);
    const cJSON *item;
    if (list != NULL && !cJSON_IsArray(list)) {
        return fail(parser, info->name, "an array", error);
    }
    cJSON_ArrayForEach(item, list)
    {
        if (!cJSON_IsObject(item)) {
            return fail(parser, info->name, "an array of objects", error);
        }
        if (!load_row(parser, info->fields, item,
                      record_push(parser->arena, run, part), error)) {
            return false;
        }
    }
    return true;
}

static bool check_schema(const struct parser *parser, const cJSON *object,
                         struct error *error)
{
    const cJSON *given = cJSON_GetObjectItemCaseSensitive(object, "schema");
    const cJSON *version = cJSON_GetObjectItemCaseSensitive(object, "version");
    if (!cJSON_IsString(given) || strcmp(given->valuestring, schema) != 0) {
        return error_set(error, ERROR_INPUT,
                         "%s: is no run of a history; give what perfscribe "
                         "history export wrote, or a folder of bundles",
                         parser->name);
    }
    return (cJSON_IsNumber(version) && version->valueint == VERSION) ||
           error_set(error, ERROR_INPUT,
                     "%s: is of another version than %d; update perfscribe",
                     parser->name, (int)VERSION);
}

static bool load_run(const struct parser *parser, const cJSON *object,
                     struct run_record *run, struct error *error)
{
    bool ok = check_schema(parser, object, error) &&
              load_row(parser, run_record_fields, object, run, error);
    for (enum record_part part = 0; ok && part < PART_COUNT; part++) {
        ok = load_part(parser, object, part, run, error);
    }
    return ok;
}

bool run_json_parse(struct span line, const char *name, struct arena *arena,
                    struct run_record *run, struct error *error)
{
    struct parser parser = { .name = name, .arena = arena };
    cJSON *object = json_parse_strict(line, name, error);
    run_record_init(run);
    bool ok = object != NULL && load_run(&parser, object, run, error);
    cJSON_Delete(object);
    return ok;
}
