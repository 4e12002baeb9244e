#include "formats/config/config_reader.h"

#include <string.h>

#include "core/base/calendar.h"

static bool is_empty(const char *text)
{
    return text == NULL || text[strspn(text, " \t")] == '\0';
}

/* What somebody must have written, or NULL. */
static const char *missing_field(const struct waiver *waiver)
{
    const struct {
        const char *name, *value;
    } fields[] = {
        { "reason", waiver->reason },   { "text", waiver->text },
        { "owner", waiver->owner },     { "approver", waiver->approver },
        { "created", waiver->created }, { "expires", waiver->expires },
    };
    for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++) {
        if (is_empty(fields[i].value)) {
            return fields[i].name;
        }
    }
    return NULL;
}

static bool is_key(const char *text)
{
    return strlen(text) == 16 && strspn(text, "0123456789abcdef") == 16;
}

/* The gates of the store have nothing that a pattern could name. */
static bool decides_once(const struct waiver *waiver)
{
    return waiver->gate != NULL && (strcmp(waiver->gate, "archived") == 0 ||
                                    strcmp(waiver->gate, "dashboard") == 0);
}

/* It must say what it is about, and not everything. */
static const char *wrong_subject(const struct waiver *waiver)
{
    int subjects = (waiver->finding_key != NULL) + (waiver->rule != NULL) +
                   (waiver->gate != NULL);
    if (subjects != 1) {
        return "it must name one of finding_key, rule and gate";
    }
    if (waiver->finding_key == NULL) {
        return scope_pattern_is_empty(&waiver->where) && !decides_once(waiver)
                   ? "it must name a function, a path or a benchmark"
                   : NULL;
    }
    return is_key(waiver->finding_key) ? NULL
                                       : "a finding_key has 16 hex digits";
}

static bool read_day(const char *text, int32_t *day)
{
    int64_t seconds;
    if (strlen(text) != strlen("2026-11-24") ||
        !calendar_parse(text, &seconds)) {
        return false;
    }
    *day = (int32_t)(seconds / SECONDS_A_DAY);
    return true;
}

static const char *wrong_days(struct waiver *waiver)
{
    if (!read_day(waiver->created, &waiver->created_day)) {
        return "created must be a day such as 2026-11-24";
    }
    if (!read_day(waiver->expires, &waiver->expires_day)) {
        return "expires must be a day such as 2026-11-24";
    }
    if (waiver->expires_day < waiver->created_day) {
        return "it expires before it was created";
    }
    return waiver->expires_day - waiver->created_day > WAIVER_MOST_DAYS
               ? "it must expire at most 90 days after it was created"
               : NULL;
}

static const char *problem_of(const struct config_reader *reader,
                              struct waiver *waiver)
{
    const char *wrong = wrong_subject(waiver);
    const char *missing = missing_field(waiver);
    if (wrong == NULL && missing != NULL) {
        wrong = arena_printf(reader->arena, "its %s is missing", missing);
    }
    return wrong != NULL ? wrong : wrong_days(waiver);
}

bool config_complete_waiver(const struct config_reader *reader,
                            const cJSON *item, struct waiver *waiver)
{
    if (waiver->rule != NULL) {
        const struct rule_info *rule =
            config_find_rule(reader, item, waiver->rule);
        if (rule == NULL) {
            return false;
        }
        waiver->rule = rule->id;
    }
    waiver->line = json_line_of(&reader->lines, item);
    waiver->problem = problem_of(reader, waiver);
    return true;
}
