#include "formats/sarif/sarif.h"

#include <stdio.h>
#include <string.h>

#include "formats/text/template_text.h"

/* GitHub takes 20 tags and shows 10. */
enum { MOST_TAGS = 10 };

static void add_text(cJSON *object, const char *name, const char *text)
{
    json_add_text(json_add_object(object, name), "text", text);
}

/* GitHub shows the Markdown; the text is for others. */
static void add_help(cJSON *object, const struct rule_info *rule)
{
    char name[64];
    struct buffer text;
    buffer_init(&text);
    buffer_printf(&text,
                  "%s Strategy: %s. perfscribe explain %s says how to look "
                  "closer and how to fix it.",
                  rule->summary, rule->pattern->strategy, rule->id);
    cJSON *help = json_add_object(object, "help");
    json_add_text(help, "text", text.bytes);
    snprintf(name, sizeof(name), "help/%s.md", rule->id);
    json_add_optional(help, "markdown", template_text(name));
    buffer_release(&text);
}

static void add_tags(cJSON *properties, const char *tags)
{
    cJSON *list = json_add_array(properties, "tags");
    for (size_t i = 0; i < MOST_TAGS && *tags != '\0'; i++) {
        size_t length = strcspn(tags, ",");
        char tag[64];
        snprintf(tag, sizeof(tag), "%.*s", (int)length, tags);
        cJSON_AddItemToArray(list, cJSON_CreateString(tag));
        tags += length + (tags[length] == ',');
    }
}

static const char *problem_severity(enum level level)
{
    static const char *const names[] = {
        [LEVEL_NOTE] = "recommendation",
        [LEVEL_WARNING] = "warning",
        [LEVEL_ERROR] = "error",
    };
    return names[level];
}

/* No security-severity: it would make a performance finding a security one. */
static void add_properties(cJSON *object, const struct rule_info *rule)
{
    cJSON *properties = json_add_object(object, "properties");
    add_tags(properties, rule->tags);
    json_add_text(properties, "precision", rule->precision);
    json_add_text(properties, "problem.severity",
                  problem_severity(rule->level));
    json_add_text(properties, "pattern", rule->pattern->name);
    json_add_text(properties, "category", rule->category->name);
}

cJSON *sarif_rule(const struct rule_info *rule)
{
    cJSON *object = cJSON_CreateObject();
    json_add_text(object, "id", rule->id);
    json_add_text(object, "name", rule->name);
    add_text(object, "shortDescription", rule->title);
    add_text(object, "fullDescription", rule->summary);
    add_help(object, rule);
    json_add_text(json_add_object(object, "defaultConfiguration"), "level",
                  level_name(rule->level));
    add_properties(object, rule);
    return object;
}
