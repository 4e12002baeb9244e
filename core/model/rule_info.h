/*
 * What writers, configuration and `explain` need to know of a rule. Static,
 * never freed; the rules themselves embed one (core/rules/rule.h).
 */
#ifndef CORE_MODEL_RULE_INFO_H
#define CORE_MODEL_RULE_INFO_H

#include "core/model/playbook.h"

enum level {
    LEVEL_NOTE,
    LEVEL_WARNING,
    LEVEL_ERROR,
};

const char *level_name(enum level level); /* "note", "warning", "error" */

struct rule_info {
    const char *id;      /* "PERF1001" */
    const char *name;    /* "NewHotspot" */
    const char *title;   /* one short sentence, ends with a period */
    const char *summary; /* what it means, a sentence or two */
    enum level level;    /* default level */
    const struct playbook_pattern *pattern;   /* with its strategy */
    const struct playbook_category *category; /* of the backlog */
    const struct playbook_signal *signal;     /* with its tool */
    const char *effort;    /* "low" or "high", for the triage */
    const char *tags;      /* comma-separated: "performance,allocation" */
    const char *precision; /* "very-high", "high", "medium", "low" */
};

#endif
