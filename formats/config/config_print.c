#include "formats/config/config_print.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/base/strings.h"
#include "core/model/config_keys.h"

/* What a section's keys are said to be in. */
static const char *title_of(const char *section)
{
    static const struct {
        const char *section, *title;
    } titles[] = {
        { "", "The file" },
        { "rules.*", "Each of `rules`" },
        { "gates.*", "Each of `gates`" },
        { "overrides", "Each of `overrides`" },
        { "waivers", "Each of `waivers`" },
    };
    for (size_t i = 0; i < sizeof(titles) / sizeof(*titles); i++) {
        if (strcmp(titles[i].section, section) == 0) {
            return titles[i].title;
        }
    }
    return NULL;
}

/* "rules.PERF2004" -> "`rules`, `PERF2004`" */
static void add_title(struct buffer *out, const char *section)
{
    const char *title = title_of(section);
    size_t length = strcspn(section, ".");
    buffer_text(out, "\n## ");
    if (title != NULL) {
        buffer_text(out, title);
    } else if (section[length] == '.') {
        buffer_printf(out, "`%s` in `%.*s`", section + length + 1, (int)length,
                      section);
    } else {
        buffer_printf(out, "`%s`", section);
    }
    buffer_text(out, "\n\n");
}

static void add_words(struct buffer *out, const struct config_key *key)
{
    for (size_t i = 0; key->words[i] != NULL; i++) {
        buffer_printf(out, "%s%s", i == 0 ? "" : ", ", key->words[i]);
    }
}

static void add_type(struct buffer *out, const struct config_key *key)
{
    switch (key->kind) {
    case CONFIG_NUMBER:
        buffer_printf(out, "%s from %g to %g",
                      key->is_whole ? "a whole number" : "a number", key->least,
                      key->most);
        if (!isnan(key->initial)) {
            buffer_printf(out, ", default %g", key->initial);
        }
        break;
    case CONFIG_TEXT:
        buffer_text(out, "a string");
        if (key->text[0] != '\0') {
            buffer_printf(out, ", %s `%s`",
                          key->home == CONFIG_OF_CONFIG ? "default" : "such as",
                          key->text);
        }
        break;
    case CONFIG_TEXTS:
        buffer_printf(out, "an array of strings such as `%s`", key->text);
        break;
    case CONFIG_CHOICE:
        buffer_text(out, "one of ");
        add_words(out, key);
        break;
    case CONFIG_FLAG:
        buffer_text(out, "true or false");
        break;
    case CONFIG_DATE:
        buffer_text(out, "a day");
        break;
    case CONFIG_SECTION:
    case CONFIG_RULES:
    case CONFIG_GATES:
    case CONFIG_OWNERS:
        buffer_text(out, "an object");
        break;
    case CONFIG_LIST:
        buffer_text(out, "an array of objects");
        break;
    }
}

static void add_section(struct buffer *out, const char *section)
{
    add_title(out, section);
    for (const struct config_key *key = config_keys; key->name != NULL; key++) {
        if (strcmp(key->section, section) == 0) {
            buffer_printf(out, "- `%s`: %s (", key->name, key->help);
            add_type(out, key);
            buffer_text(out,
                        key->is_global ? "; the same everywhere).\n" : ").\n");
        }
    }
}

static bool is_first_of_section(const struct config_key *key)
{
    for (const struct config_key *other = config_keys; other < key; other++) {
        if (strcmp(other->section, key->section) == 0) {
            return false;
        }
    }
    return true;
}

void config_print_keys(struct buffer *out)
{
    for (const struct config_key *key = config_keys; key->name != NULL; key++) {
        if (is_first_of_section(key)) {
            add_section(out, key->section);
        }
    }
}
