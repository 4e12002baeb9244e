/*
 * Small additions to cJSON: numbers that survive (cJSON prints through %1.15g
 * and loses 64-bit integers), text made valid UTF-8, and NAN as null.
 */
#ifndef FORMATS_JSON_TREE_H
#define FORMATS_JSON_TREE_H

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stdint.h>

#include "core/base/buffer.h"
#include "core/base/quantity.h"
#include "core/model/location.h"

/* How many are beyond those shown; nothing when all are. */
void json_add_more(cJSON *object, const char *name, size_t count, size_t shown);

void json_add_text(cJSON *object, const char *name, const char *text);
/* Left out when the text is NULL or empty: a section can ask for it. */
void json_add_optional(cJSON *object, const char *name, const char *text);
void json_add_quantity(cJSON *object, const char *name,
                       struct quantity quantity);
void json_add_number(cJSON *object, const char *name, double value);
/* To six digits: the last ones hang on the processor's instructions, and mean
 * nothing. */
void json_add_probability(cJSON *object, const char *name, double value);
void json_add_integer(cJSON *object, const char *name, int64_t value);
void json_add_flag(cJSON *object, const char *name, bool value);
cJSON *json_add_object(cJSON *object, const char *name);
cJSON *json_add_array(cJSON *object, const char *name);
cJSON *json_push_object(cJSON *array);
void json_push_text(cJSON *array, const char *text);
/* Appends the tree on one line and deletes it. */
void json_print(struct buffer *out, cJSON *tree);
/* {"file", "line", "column", "text": "file:line"}; null without a file. */
void json_add_location(cJSON *object, const char *name,
                       struct location location);

#endif
