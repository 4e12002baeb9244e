/*
 * What writers, configuration and `explain` need to know of a rule. Static,
 * never freed; the rules themselves embed one (core/rules/rule.h).
 */
#ifndef CORE_MODEL_RULE_INFO_H
#define CORE_MODEL_RULE_INFO_H

enum level {
    LEVEL_NOTE,
    LEVEL_WARNING,
    LEVEL_ERROR,
};

const char *level_name(enum level level); /* "note", "warning", "error" */

struct rule_info {
    const char *id;        /* "PERF1001" */
    const char *name;      /* "NewHotspot" */
    const char *title;     /* one short sentence, ends with a period */
    const char *summary;   /* what it means, a sentence or two */
    enum level level;      /* default level */
    const char *pattern;   /* root-cause pattern of the playbook */
    const char *strategy;  /* the playbook's, for that pattern */
    const char *category;  /* backlog: Preventive, Corrective, Hygiene, ... */
    const char *kpi;       /* of that category */
    const char *effort;    /* "low" or "high", for the triage */
    const char *tags;      /* comma-separated: "performance,allocation" */
    const char *precision; /* "very-high", "high", "medium", "low" */
};

#endif
