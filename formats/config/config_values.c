#include "formats/config/config_reader.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "core/base/buffer.h"
#include "core/base/nearest.h"

bool config_fail(const struct config_reader *reader, const cJSON *item,
                 const char *format, ...)
{
    char text[640];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof(text), format, arguments);
    va_end(arguments);
    return error_set(reader->error, ERROR_USAGE, "%s:%u: %s",
                     reader->source->name, json_line_of(&reader->lines, item),
                     text);
}

bool config_fail_unknown(const struct config_reader *reader, const cJSON *item,
                         const char *word, const char *const *words)
{
    struct nearest nearest = nearest_to(word);
    struct buffer all;
    buffer_init(&all);
    for (size_t i = 0; words[i] != NULL; i++) {
        nearest_offer(&nearest, words[i]);
        buffer_printf(&all, "%s%s", i == 0 ? "" : ", ", words[i]);
    }
    if (nearest.best != NULL) {
        config_fail(reader, item,
                    "\"%.80s\" is not known; did you mean \"%s\"?", word,
                    nearest.best);
    } else {
        config_fail(reader, item, "\"%.80s\" is not known; known here: %s",
                    word, all.bytes);
    }
    buffer_release(&all);
    return false;
}

const struct rule_info *config_find_rule(const struct config_reader *reader,
                                         const cJSON *item, const char *name)
{
    const struct rule_info *const *rules = reader->source->rules;
    struct nearest nearest = nearest_to(name);
    for (size_t i = 0; rules[i] != NULL; i++) {
        if (strcmp(rules[i]->id, name) == 0 ||
            strcmp(rules[i]->name, name) == 0) {
            return rules[i];
        }
        nearest_offer(&nearest, rules[i]->id);
        nearest_offer(&nearest, rules[i]->name);
    }
    config_fail(reader, item, "there is no rule \"%.80s\"%s%s%s", name,
                nearest.best != NULL ? "; did you mean \"" : "",
                nearest.best != NULL ? nearest.best : "",
                nearest.best != NULL ? "\"?"
                                     : "; perfscribe explain lists them");
    return NULL;
}

const char *config_name_of(const struct config_reader *reader,
                           const cJSON *item)
{
    return item->string != NULL
               ? arena_printf(reader->arena, "\"%.80s\"", item->string)
               : "each of these";
}

bool config_read_number(const struct config_reader *reader, const cJSON *item,
                        const struct config_key *key, double *field)
{
    double value = item->valuedouble;
    if (!cJSON_IsNumber(item)) {
        return config_fail(reader, item, "%s must be a number",
                           config_name_of(reader, item));
    }
    if (!(value >= key->least && value <= key->most)) {
        return config_fail(reader, item, "\"%s\" must be from %g to %g%s",
                           key->name, key->least, key->most,
                           key->most == 1 ? ", a fraction: 0.05 is 5 %" : "");
    }
    if (key->is_whole && value != floor(value)) {
        return config_fail(reader, item, "\"%s\" must be a whole number",
                           key->name);
    }
    *field = value;
    return true;
}

bool config_read_text(const struct config_reader *reader, const cJSON *item,
                      const char **field)
{
    if (!cJSON_IsString(item)) {
        return config_fail(reader, item, "%s must be a string",
                           config_name_of(reader, item));
    }
    *field =
        arena_copy(reader->arena, item->valuestring, strlen(item->valuestring));
    return true;
}

bool config_read_texts(const struct config_reader *reader, const cJSON *item,
                       struct text_list *list)
{
    if (!cJSON_IsArray(item)) {
        return config_fail(reader, item, "%s must be an array of strings",
                           config_name_of(reader, item));
    }
    const cJSON *each;
    cJSON_ArrayForEach(each, item)
    {
        const char *text;
        if (!config_read_text(reader, each, &text)) {
            return false;
        }
        if (text[0] == '\0') {
            return config_fail(reader, each, "a pattern must not be empty");
        }
        *LIST_PUSH(reader->arena, list) = text;
    }
    return true;
}

static bool read_flag(const struct config_reader *reader, const cJSON *item,
                      const char **field)
{
    if (!cJSON_IsBool(item)) {
        return config_fail(reader, item, "%s must be true or false",
                           config_name_of(reader, item));
    }
    *field = cJSON_IsTrue(item) ? "true" : "false";
    return true;
}

bool config_read_word(const struct config_reader *reader, const cJSON *item,
                      const struct config_key *key, const char **field)
{
    if (key->kind == CONFIG_FLAG) {
        return read_flag(reader, item, field);
    }
    const char *given;
    if (!config_read_text(reader, item, &given)) {
        return false;
    }
    for (size_t i = 0; key->words[i] != NULL; i++) {
        if (strcmp(key->words[i], given) == 0) {
            *field = key->words[i];
            return true;
        }
    }
    return config_fail_unknown(reader, item, given, key->words);
}
