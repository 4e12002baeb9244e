#include "core/model/config.h"

#include <stdio.h>
#include <string.h>

#include "core/model/config_keys.h"
#include "core/model/owners.h"

void config_init(struct config *config)
{
    *config = (struct config){ .file = "" };
    for (const struct config_key *key = config_keys; key->name != NULL; key++) {
        char *field = (char *)config + key->offset;
        if (key->home != CONFIG_OF_CONFIG) {
            continue;
        }
        if (key->kind == CONFIG_NUMBER) {
            memcpy(field, &key->initial, sizeof(key->initial));
        } else if (key->kind == CONFIG_TEXT) {
            memcpy(field, &key->text, sizeof(key->text));
        }
    }
}

static bool find_number(const struct config_number_list *numbers, size_t offset,
                        double *value)
{
    for (size_t i = 0; i < numbers->count; i++) {
        if (numbers->items[i].offset == offset) {
            *value = numbers->items[i].value;
            return true;
        }
    }
    return false;
}

double config_number(const struct config *config, const double *field,
                     const struct scope *scope)
{
    size_t offset = (size_t)((const char *)field - (const char *)config);
    double value;
    for (size_t i = scope != NULL ? config->overrides.count : 0; i-- > 0;) {
        const struct config_override *override = &config->overrides.items[i];
        if (find_number(&override->numbers, offset, &value) &&
            scope_matches(&override->where, scope)) {
            return value;
        }
    }
    return *field;
}

/* What a list says of a subject at this offset of struct config_subject. */
static const char *word_in(const struct config_subject_list *subjects,
                           const char *id, size_t offset)
{
    const char *word = NULL;
    for (size_t i = 0; i < subjects->count; i++) {
        if (strcmp(subjects->items[i].id, id) == 0) {
            memcpy(&word, (const char *)&subjects->items[i] + offset,
                   sizeof(word));
            return word;
        }
    }
    return NULL;
}

static const char *word_for(const struct config *config, const char *id,
                            size_t offset, const struct scope *scope)
{
    for (size_t i = scope != NULL ? config->overrides.count : 0; i-- > 0;) {
        const struct config_override *override = &config->overrides.items[i];
        const char *word = word_in(&override->subjects, id, offset);
        if (word != NULL && scope_matches(&override->where, scope)) {
            return word;
        }
    }
    return word_in(&config->subjects, id, offset);
}

bool config_rule_level(const struct config *config,
                       const struct rule_info *rule, const struct scope *scope,
                       enum level *level)
{
    const char *word = word_for(config, rule->id,
                                offsetof(struct config_subject, level), scope);
    if (word == NULL) {
        return true;
    }
    for (enum level each = LEVEL_NOTE; each <= LEVEL_ERROR; each++) {
        if (strcmp(level_name(each), word) == 0) {
            *level = each;
            return true;
        }
    }
    return false;
}

const char *config_rule_effort(const struct config *config,
                               const struct rule_info *rule,
                               const struct scope *scope)
{
    const char *word = word_for(config, rule->id,
                                offsetof(struct config_subject, effort), scope);
    return word != NULL ? word : rule->effort;
}

double config_gate_limit(const struct config *config, const char *gate,
                         const struct scope *scope)
{
    char section[64];
    snprintf(section, sizeof(section), "gates.%s", gate);
    const struct config_key *key = config_key_find(section, "limit");
    if (key == NULL) {
        return 0;
    }
    const void *field = (const char *)config + key->offset;
    return config_number(config, field, scope);
}

bool config_gate_is_on(const struct config *config, const char *gate,
                       const struct scope *scope)
{
    const char *word =
        word_for(config, gate, offsetof(struct config_subject, enabled), scope);
    return word == NULL || strcmp(word, "true") == 0;
}

const char *config_owner(const struct config *config, const char *path)
{
    for (size_t i = config->owners.count; i-- > 0;) {
        if (owner_pattern_matches(config->owners.items[i].pattern, path)) {
            return config->owners.items[i].owner;
        }
    }
    return NULL;
}

bool config_ignores(const struct config *config, const char *path)
{
    for (size_t i = 0; i < config->ignored.count; i++) {
        if (owner_pattern_matches(config->ignored.items[i], path)) {
            return true;
        }
    }
    return false;
}

bool config_is_critical(const struct config *config, const char *function)
{
    for (size_t i = 0; i < config->critical_functions.count; i++) {
        if (scope_function_matches(config->critical_functions.items[i],
                                   function)) {
            return true;
        }
    }
    return false;
}
