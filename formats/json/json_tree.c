#include "formats/json/json_tree.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/base/memory.h"
#include "formats/text/clean.h"

static cJSON *text_item(const char *text)
{
    struct buffer clean;
    buffer_init(&clean);
    clean_utf8(&clean, text != NULL ? text : "");
    cJSON *item = cJSON_CreateString(clean.bytes);
    buffer_release(&clean);
    return item;
}

void json_add_text(cJSON *object, const char *name, const char *text)
{
    cJSON_AddItemToObject(object, name, text_item(text));
}

void json_push_text(cJSON *array, const char *text)
{
    cJSON_AddItemToArray(array, text_item(text));
}

void json_add_optional(cJSON *object, const char *name, const char *text)
{
    if (text != NULL && text[0] != '\0') {
        json_add_text(object, name, text);
    }
}

void json_add_quantity(cJSON *object, const char *name,
                       struct quantity quantity)
{
    cJSON_AddStringToObject(object, name, quantity.text);
}

/* The shortest digits that give the same double back. */
static void print_double(double value, char *text, size_t size)
{
    for (int digits = 6; digits <= 17; digits++) {
        snprintf(text, size, "%.*g", digits, value);
        if (strtod(text, NULL) == value) {
            return;
        }
    }
}

void json_add_number(cJSON *object, const char *name, double value)
{
    char text[40];
    if (!isfinite(value)) {
        cJSON_AddNullToObject(object, name);
        return;
    }
    print_double(value, text, sizeof(text));
    cJSON_AddRawToObject(object, name, text);
}

void json_add_probability(cJSON *object, const char *name, double value)
{
    char text[32];
    snprintf(text, sizeof(text), "%.6g", value);
    json_add_number(object, name, strtod(text, NULL));
}

void json_add_integer(cJSON *object, const char *name, int64_t value)
{
    char text[24];
    snprintf(text, sizeof(text), "%" PRId64, value);
    cJSON_AddRawToObject(object, name, text);
}

void json_add_flag(cJSON *object, const char *name, bool value)
{
    cJSON_AddBoolToObject(object, name, value);
}

cJSON *json_add_object(cJSON *object, const char *name)
{
    return cJSON_AddObjectToObject(object, name);
}

cJSON *json_add_array(cJSON *object, const char *name)
{
    return cJSON_AddArrayToObject(object, name);
}

void json_add_more(cJSON *object, const char *name, size_t count, size_t shown)
{
    if (count > shown) {
        json_add_integer(object, name, (int64_t)(count - shown));
    }
}

cJSON *json_push_object(cJSON *array)
{
    cJSON *object = cJSON_CreateObject();
    cJSON_AddItemToArray(array, object);
    return object;
}

void json_print(struct buffer *out, cJSON *tree)
{
    char *text = cJSON_PrintUnformatted(tree);
    if (text == NULL) {
        memory_exhausted(0);
    }
    buffer_text(out, text);
    cJSON_free(text);
    cJSON_Delete(tree);
}

void json_add_location(cJSON *object, const char *name,
                       struct location location)
{
    if (location.file == NULL) {
        cJSON_AddNullToObject(object, name);
        return;
    }
    cJSON *place = json_add_object(object, name);
    json_add_text(place, "file", location.file);
    json_add_integer(place, "line", location.line);
    json_add_integer(place, "column", location.column);
    struct buffer text;
    buffer_init(&text);
    buffer_text(&text, location.file);
    if (location.line != 0) {
        buffer_printf(&text, ":%u", location.line);
    }
    json_add_text(place, "text", text.bytes);
    buffer_release(&text);
}
