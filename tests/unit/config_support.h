/*
 * A configuration read from text, with a few rules to name.
 */
#ifndef TESTS_UNIT_CONFIG_SUPPORT_H
#define TESTS_UNIT_CONFIG_SUPPORT_H

#include <string.h>

#include "formats/config/config_json.h"

static const struct rule_info config_rule_new_hotspot = {
    .id = "PERF1001",
    .name = "NewHotspot",
    .level = LEVEL_WARNING,
    .effort = "low",
};
static const struct rule_info config_rule_new_escape = {
    .id = "PERF2004",
    .name = "NewEscape",
    .level = LEVEL_WARNING,
    .effort = "low",
};

struct read_config {
    struct arena arena;
    struct config config;
    struct error error;
};

static inline bool config_of_span(struct read_config *read, struct span text)
{
    static const struct rule_info *const rules[] = { &config_rule_new_hotspot,
                                                     &config_rule_new_escape,
                                                     NULL };
    struct config_text source = { .name = "perfscribe.json",
                                  .text = text,
                                  .rules = rules };
    *read = (struct read_config){ .arena = ARENA_INIT };
    config_init(&read->config);
    return config_json_read(&source, &read->arena, &read->config, &read->error);
}

static inline bool config_of(struct read_config *read, const char *text)
{
    return config_of_span(read, span_of(text));
}

static inline void config_done(struct read_config *read)
{
    arena_release(&read->arena);
}

#endif
