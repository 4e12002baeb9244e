/*
 * What people and editors are told of perfscribe.json, all of it from the
 * table of keys (core/model/config_keys.h).
 */
#ifndef FORMATS_CONFIG_PRINT_H
#define FORMATS_CONFIG_PRINT_H

#include "core/base/buffer.h"
#include "core/model/rule_info.h"

/* All keys with their types, ranges and defaults, as Markdown. */
void config_print_keys(struct buffer *out);

/* A JSON Schema (draft 2020-12), for editors; `rules` ends with NULL. */
void config_print_schema(struct buffer *out,
                         const struct rule_info *const *rules);

/* A commented file in which every key has its default. */
void config_print_file(struct buffer *out,
                       const struct rule_info *const *rules);

#endif
