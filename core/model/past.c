#include "core/model/past.h"

#include <math.h>
#include <string.h>

#define FIELD(kind, member) \
    { #member, FIELD_##kind, offsetof(struct regression, member) }

const struct record_field regression_fields[] = {
    FIELD(NAME, repository),    FIELD(NAME, target),
    FIELD(NAME, scope),         FIELD(TEXT, key),
    FIELD(NAME, state),         FIELD(NAME, rule),
    FIELD(NAME, category),      FIELD(NAME, level),
    FIELD(NAME, function),      FIELD(NAME, benchmark),
    FIELD(NAME, package),       FIELD(NAME, file),
    FIELD(INTEGER, line),       FIELD(NAME, line_text),
    FIELD(NAME, metric),        FIELD(NAME, unit),
    FIELD(NUMBER, good),        FIELD(NUMBER, last),
    FIELD(NUMBER, share),       FIELD(NUMBER, limit),
    FIELD(NAME, owner),         FIELD(TEXT, headline),
    FIELD(TEXT, cause),         FIELD(NAME, introduced_by),
    FIELD(TEXT, head_commit),   FIELD(INTEGER, commit_time),
    FIELD(INTEGER, first_seen), FIELD(INTEGER, opened),
    FIELD(INTEGER, last_seen),  FIELD(INTEGER, closed),
    FIELD(INTEGER, runs),       FIELD(INTEGER, returns),
    FIELD(FLAG, is_imported),   { .name = NULL },
};

const char regression_share_unit[] = "share";

struct quantity regression_amount(const struct regression *regression,
                                  double value)
{
    return strcmp(regression->unit, regression_share_unit) == 0
               ? quantity_percent(value)
               : quantity_of(value, regression->unit);
}

double regression_growth(const struct regression *regression)
{
    if (regression->good > 0) {
        return regression->last / regression->good - 1;
    }
    return regression->last > 0 ? (double)INFINITY : 0;
}

const struct regression *past_find(const struct past *past, const char *scope,
                                   const char *key)
{
    for (size_t i = past->regressions.count; i > 0; i--) {
        const struct regression *regression = &past->regressions.items[i - 1];
        if (strcmp(regression->key, key) == 0 &&
            strcmp(regression->scope, scope) == 0) {
            return regression;
        }
    }
    return NULL;
}

const struct past_series *past_find_series(const struct past *past,
                                           const char *package,
                                           const char *name, const char *unit)
{
    for (size_t i = 0; i < past->series.count; i++) {
        const struct past_series *series = &past->series.items[i];
        if (strcmp(series->name, name) == 0 &&
            strcmp(series->unit, unit) == 0 &&
            strcmp(series->package, package) == 0) {
            return series;
        }
    }
    return NULL;
}
