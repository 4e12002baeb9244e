/*
 * Every key of perfscribe.json, in one table: the reader goes by it, and from
 * it come `explain config`, the JSON Schema and the file that `init` writes.
 */
#ifndef CORE_MODEL_CONFIG_KEYS_H
#define CORE_MODEL_CONFIG_KEYS_H

#include <stddef.h>

#include "core/model/config.h"

enum config_kind {
    CONFIG_NUMBER,  /* double */
    CONFIG_TEXT,    /* const char * */
    CONFIG_TEXTS,   /* struct text_list: an array of strings */
    CONFIG_CHOICE,  /* const char *: one of `words` */
    CONFIG_FLAG,    /* const char *: "true" or "false", as CHOICE */
    CONFIG_DATE,    /* const char *: "2026-11-24" */
    CONFIG_SECTION, /* an object: the keys whose section is its name */
    CONFIG_RULES,   /* an object with an object for each rule named */
    CONFIG_GATES,   /* likewise of gates, with keys of its own beside them */
    CONFIG_OWNERS,  /* an object of patterns and owners */
    CONFIG_LIST,    /* an array of such objects as a section is */
};

/* What the offset of a key counts from. */
enum config_home {
    CONFIG_OF_CONFIG,
    CONFIG_OF_SUBJECT,
    CONFIG_OF_OVERRIDE,
    CONFIG_OF_WAIVER,
};

struct config_key {
    /* The object that it is a member of: "" the file, "thresholds", "rules.*"
     * each rule, "rules.PERF1001" that one besides. */
    const char *section;
    const char *name;
    enum config_kind kind;
    enum config_home home;
    size_t offset;               /* of its field */
    double initial, least, most; /* of a number */
    bool is_whole;               /* no fraction of one */
    bool is_global;              /* no override has it */
    const char *const *words;    /* of a choice; ends with NULL */
    const char *text;            /* default of a text; else an example */
    const char *help;            /* a clause without a period */
};

/* In the order of the documentation; ends with an entry without a name. */
extern const struct config_key config_keys[];

/* NULL: the section has no such key. */
const struct config_key *config_key_find(const char *section, const char *name);

/* Ids of the gates, in the order of a report; ends with NULL. */
extern const char *const config_gate_ids[];

#endif
