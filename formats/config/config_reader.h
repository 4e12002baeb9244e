/*
 * What the parts that read perfscribe.json share.
 */
#ifndef FORMATS_CONFIG_READER_H
#define FORMATS_CONFIG_READER_H

#include "core/model/config_keys.h"
#include "formats/config/config_json.h"
#include "formats/json/json_strict.h"

struct config_reader {
    const struct config_text *source;
    struct json_lines lines;
    struct arena *arena;
    struct config *config;
    struct error *error;
};

/* "FILE:LINE: MESSAGE", of the line of the item; false. */
bool config_fail(const struct config_reader *reader, const cJSON *item,
                 const char *format, ...) PRINTF_LIKE(3, 4);

/* The same for a word that is not known, with the nearest of those that are;
 * `words` ends with NULL. */
bool config_fail_unknown(const struct config_reader *reader, const cJSON *item,
                         const char *word, const char *const *words);

/* The key of a member in quotes, "each of these" of an array. */
const char *config_name_of(const struct config_reader *reader,
                           const cJSON *item);

/* By id or name; NULL after a message. */
const struct rule_info *config_find_rule(const struct config_reader *reader,
                                         const cJSON *item, const char *name);

/* A value of no more than itself, into the field. */
bool config_read_number(const struct config_reader *reader, const cJSON *item,
                        const struct config_key *key, double *field);
bool config_read_text(const struct config_reader *reader, const cJSON *item,
                      const char **field);
bool config_read_texts(const struct config_reader *reader, const cJSON *item,
                       struct text_list *list);
bool config_read_word(const struct config_reader *reader, const cJSON *item,
                      const struct config_key *key, const char **field);

/* Completes a waiver whose fields are read: its rule's id, its days, and what
 * is wrong with it. */
bool config_complete_waiver(const struct config_reader *reader,
                            const cJSON *item, struct waiver *waiver);

#endif
