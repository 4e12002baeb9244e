/*
 * What rules and gates go by: the defaults of config_keys.h, which are the
 * playbook's, and what perfscribe.json says instead. Fractions, not per cent
 * (0.05 is 5 %). The reader fills it; its texts and lists live in the arena.
 */
#ifndef CORE_MODEL_CONFIG_H
#define CORE_MODEL_CONFIG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/strings.h"
#include "core/model/rule_info.h"
#include "core/model/scope.h"
#include "core/model/waiver.h"

/* Another value for a number, by the offset of its field in struct config. */
struct config_number {
    size_t offset;
    double value;
};
struct config_number_list LIST_STRUCT(struct config_number);

/* What is said of a rule or of a gate. NULL: nothing. */
struct config_subject {
    const char *id;      /* "PERF2001", "related-time" */
    const char *level;   /* of a rule: "off", "note", "warning", "error" */
    const char *effort;  /* of a rule: "low", "high" */
    const char *enabled; /* of a gate: "true", "false" */
};
struct config_subject_list LIST_STRUCT(struct config_subject);

/* Numbers and subjects for some paths, functions or benchmarks only. */
struct config_override {
    struct scope_pattern where;
    struct config_number_list numbers;
    struct config_subject_list subjects;
};
struct config_override_list LIST_STRUCT(struct config_override);

struct config_owner {
    const char *pattern; /* as CODEOWNERS has them */
    const char *owner;
};
struct config_owner_list LIST_STRUCT(struct config_owner);

struct config {
    /* Take them with config_number(), which knows the overrides. */
    double hot_share;         /* 0.05: flat share that makes a function hot */
    double new_hotspot_share; /* 0.04: a note from here on */
    double up_relative;       /* 0.05: least relative growth */
    double up_total;          /* 0.01: least growth, of the profile's total */
    double waiting_share;     /* 0.1: of all delay, of what looks worse */
    double cost_spike;        /* 0.12: growth of the CPU of all benchmarks */
    double superlinear_rise;  /* 0.3: of the exponent of time over size */
    double superlinear;       /* 1.5: an exponent that is worth a note */
    double costly_escape;     /* 0.05: share of alloc_space at its line */
    double new_escape;        /* 0.01 */
    double leak_goroutines;   /* 10: least growth at one stack */
    double leak_ratio;        /* 2: and least ratio */
    double gate_unrelated;    /* 0.02: sec/op of unrelated benchmarks */
    double gate_related;      /* 0.06: sec/op of related ones */
    double gate_allocations;  /* 0.05: B/op and allocs/op */
    double gate_hotspot;      /* 0.05: share of a new hotspot */

    /* The same everywhere. */
    double false_discovery; /* 0.01 */
    double gate_alpha;      /* 0.01, one-sided, Holm-adjusted */
    double least_runs;      /* 15: never advise fewer (-count=N) */

    struct config_subject_list subjects;   /* for all paths and benchmarks */
    struct config_override_list overrides; /* the last that matches counts */
    struct text_list critical_functions;   /* patterns of scope.h */
    struct text_list ignored; /* paths that are as good as generated */
    struct config_owner_list owners;
    struct waiver_list waivers;
    const char *schema; /* for editors; not read */
    const char *default_branch;
    const char *repository_url, *profiles_url, *dashboard_url; /* "" none */

    /* Where it stands, for messages; "" the defaults. */
    const char *file;
    /* The same below the source root, for findings about it; NULL: it is not
     * there. Its lines are those of base when it was read from there. */
    const char *source_file;
    bool is_of_base;
};

/* All defaults. */
void config_init(struct config *config);

/* The value of a number field of this config for the scope; NULL: everywhere.
 *     config_number(config, &config->costly_escape, &scope) */
double config_number(const struct config *config, const double *field,
                     const struct scope *scope);

/* Whether the rule is on there. *level is changed when the config says so. */
bool config_rule_level(const struct config *config,
                       const struct rule_info *rule, const struct scope *scope,
                       enum level *level);

/* "low" or "high": the config's, else the rule's. */
const char *config_rule_effort(const struct config *config,
                               const struct rule_info *rule,
                               const struct scope *scope);

/* By the gate's id ("related-time"); 0 for a gate without a limit. */
double config_gate_limit(const struct config *config, const char *gate,
                         const struct scope *scope);
bool config_gate_is_on(const struct config *config, const char *gate,
                       const struct scope *scope);

/* The last that matches the path; NULL: the config names none. */
const char *config_owner(const struct config *config, const char *path);

bool config_ignores(const struct config *config, const char *path);
bool config_is_critical(const struct config *config, const char *function);

#endif
