/*
 * perfscribe.json: what a team changes of the defaults. Comments are allowed,
 * surprises are not: keys are known and there once, numbers in range. The
 * table of keys is core/model/config_keys.h.
 */
#ifndef FORMATS_CONFIG_JSON_H
#define FORMATS_CONFIG_JSON_H

#include "core/base/cursor.h"
#include "core/base/error.h"
#include "core/model/config.h"

/* A file larger than this is none that people wrote. */
#define CONFIG_LIMIT_BYTES ((size_t)4 << 20)

struct config_text {
    const char *name; /* of the file, for messages */
    struct span text;
    const struct rule_info *const *rules; /* all; ends with NULL */
};

/*
 * Fills a config that config_init() made; texts and lists live in the arena.
 * ERROR_USAGE names file, line, what is wrong and the nearest known word;
 * ERROR_LIMIT for too many bytes and too deep nesting. A waiver whose values
 * make no sense is no error: it says so itself, and counts for nothing.
 */
WARN_UNUSED bool config_json_read(const struct config_text *text,
                                  struct arena *arena, struct config *config,
                                  struct error *error);

#endif
