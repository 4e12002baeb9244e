#include "core/model/config_keys.h"

#include <math.h>
#include <string.h>

static const char *const levels[] = { "off", "note", "warning", "error", NULL };
static const char *const efforts[] = { "low", "high", NULL };
static const char *const flags[] = { "true", "false", NULL };
static const char *const reasons[] = { "worth_it",        "false_positive",
                                       "fixed_elsewhere", "tracked",
                                       "infra",           NULL };

const char *const config_gate_ids[] = {
    "unrelated-time", "related-time", "allocations", "no-new-hotspot",
    "archived",       "dashboard",    NULL
};

/* A fraction that overrides may change. */
#define FRACTION(in, key, field, value, greatest, words) \
    {                                                    \
        .section = in,                                   \
        .name = key,                                     \
        .kind = CONFIG_NUMBER,                           \
        .offset = offsetof(struct config, field),        \
        .initial = value,                                \
        .least = 0,                                      \
        .most = greatest,                                \
        .help = words,                                   \
    }
#define OBJECT(in, key, what, words) \
    {                                \
        .section = in,               \
        .name = key,                 \
        .kind = what,                \
        .help = words,               \
    }
#define TEXT(in, key, place, type, field, sample, words) \
    {                                                    \
        .section = in,                                   \
        .name = key,                                     \
        .kind = CONFIG_TEXT,                             \
        .home = place,                                   \
        .offset = offsetof(struct type, field),          \
        .text = sample,                                  \
        .help = words,                                   \
    }
#define CHOICE(in, key, which, place, type, field, list, clause) \
    {                                                            \
        .section = in,                                           \
        .name = key,                                             \
        .kind = which,                                           \
        .home = place,                                           \
        .offset = offsetof(struct type, field),                  \
        .words = list,                                           \
        .help = clause,                                          \
    }
#define DATE(key, field, words)                   \
    {                                             \
        .section = "waivers",                     \
        .name = key,                              \
        .kind = CONFIG_DATE,                      \
        .home = CONFIG_OF_WAIVER,                 \
        .offset = offsetof(struct waiver, field), \
        .help = words,                            \
    }

const struct config_key config_keys[] = {
    TEXT("", "$schema", CONFIG_OF_CONFIG, config, schema, "",
         "where an editor finds the schema (perfscribe explain config "
         "--schema)"),
    TEXT("", "default_branch", CONFIG_OF_CONFIG, config, default_branch, "main",
         "the branch that pull requests go to"),

    OBJECT("", "thresholds", CONFIG_SECTION,
           "what counts as hot and as growth, for all rules"),
    FRACTION("thresholds", "hot_share", hot_share, 0.05, 1,
             "flat share of the profile that makes a function or a line hot"),
    FRACTION("thresholds", "growth", up_relative, 0.05, 100,
             "least relative growth that is reported"),
    FRACTION("thresholds", "growth_of_total", up_total, 0.01, 1,
             "least growth that is reported, of the profile's total"),
    { .section = "thresholds",
      .name = "false_discovery",
      .kind = CONFIG_NUMBER,
      .offset = offsetof(struct config, false_discovery),
      .initial = 0.01,
      .least = 1e-6,
      .most = 0.5,
      .is_global = true,
      .help = "share of false alarms allowed among what is said to have "
              "changed" },

    OBJECT("", "rules", CONFIG_RULES,
           "each rule by its id or name (perfscribe explain lists them)"),
    CHOICE("rules.*", "level", CONFIG_CHOICE, CONFIG_OF_SUBJECT, config_subject,
           level, levels, "level of its findings; off: it is not asked"),
    CHOICE("rules.*", "effort", CONFIG_CHOICE, CONFIG_OF_SUBJECT,
           config_subject, effort, efforts, "effort of a cure, for the triage"),
    FRACTION("rules.PERF1001", "note_share", new_hotspot_share, 0.04, 1,
             "flat share from which a new hotspot is a note"),
    FRACTION("rules.PERF1003", "rise", superlinear_rise, 0.3, 10,
             "rise of the exponent of time over size that is growth"),
    FRACTION("rules.PERF1003", "exponent", superlinear, 1.5, 10,
             "exponent that is worth a note though it is not new"),
    FRACTION("rules.PERF1004", "growth", cost_spike, 0.12, 100,
             "growth of the CPU of all benchmarks"),
    FRACTION("rules.PERF2003", "share", costly_escape, 0.05, 1,
             "share of alloc_space that makes an escape costly"),
    FRACTION("rules.PERF2004", "share", new_escape, 0.01, 1,
             "share of alloc_space from which a new escape is reported"),
    FRACTION("rules.PERF3001", "share", waiting_share, 0.1, 1,
             "share of all delay from which a doubling without a test is a "
             "note (PERF3002 too)"),
    FRACTION("rules.PERF3003", "goroutines", leak_goroutines, 10, 1e9,
             "so many more goroutines at one stack"),
    FRACTION("rules.PERF3003", "ratio", leak_ratio, 2, 1e6,
             "and so many times as many"),

    OBJECT("", "gates", CONFIG_GATES,
           "limits that a change must keep (perfscribe explain gates)"),
    { .section = "gates",
      .name = "alpha",
      .kind = CONFIG_NUMBER,
      .offset = offsetof(struct config, gate_alpha),
      .initial = 0.01,
      .least = 1e-6,
      .most = 0.5,
      .is_global = true,
      .help = "chance that a gate fails although its limit is kept" },
    { .section = "gates",
      .name = "least_runs",
      .kind = CONFIG_NUMBER,
      .offset = offsetof(struct config, least_runs),
      .initial = 15,
      .least = 2,
      .most = 1000,
      .is_whole = true,
      .is_global = true,
      .help = "the fewest runs (-count) that an undecided gate asks for" },
    CHOICE("gates.*", "enabled", CONFIG_FLAG, CONFIG_OF_SUBJECT, config_subject,
           enabled, flags, "false: the gate is skipped"),
    FRACTION("gates.unrelated-time", "limit", gate_unrelated, 0.02, 100,
             "growth of sec/op that benchmarks may have which the patch does "
             "not touch"),
    FRACTION("gates.related-time", "limit", gate_related, 0.06, 100,
             "growth of sec/op that all other benchmarks may have"),
    FRACTION("gates.allocations", "limit", gate_allocations, 0.05, 100,
             "growth of B/op and allocs/op"),
    FRACTION("gates.no-new-hotspot", "limit", gate_hotspot, 0.05, 1,
             "share of the CPU profile that a function may come to"),

    OBJECT("", "overrides", CONFIG_LIST,
           "other thresholds, rules and gates for what matches path, function "
           "and benchmark; of several that match, the last one counts"),
    TEXT("overrides", "path", CONFIG_OF_OVERRIDE, config_override, where.path,
         "internal/legacy/", "a pattern as CODEOWNERS has them"),
    TEXT("overrides", "function", CONFIG_OF_OVERRIDE, config_override,
         where.function, "pricing.(*Engine).*",
         "with or without the folders of its package; * is any text"),
    TEXT("overrides", "benchmark", CONFIG_OF_OVERRIDE, config_override,
         where.benchmark, "BenchmarkParse*",
         "stands for its sub-benchmarks too; * is any text"),
    OBJECT("overrides", "thresholds", CONFIG_SECTION, "as above"),
    OBJECT("overrides", "rules", CONFIG_RULES, "as above"),
    OBJECT("overrides", "gates", CONFIG_GATES, "as above"),

    { .section = "",
      .name = "critical_functions",
      .kind = CONFIG_TEXTS,
      .offset = offsetof(struct config, critical_functions),
      .text = "pricing.(*Engine).Quote",
      .help = "functions that matter most: what is found in them has high "
              "impact, and PERF4005 asks for a benchmark of them however "
              "little they cost in production" },
    { .section = "",
      .name = "ignore",
      .kind = CONFIG_TEXTS,
      .offset = offsetof(struct config, ignored),
      .text = "internal/gen/",
      .help = "paths that are not yours to mend; generated and vendored files "
              "are known already" },
    OBJECT("", "owners", CONFIG_OWNERS,
           "who owns which paths: a pattern and an owner; CODEOWNERS is asked "
           "where none matches"),

    OBJECT("", "links", CONFIG_SECTION, "addresses that the reports lead to"),
    TEXT("links", "repository", CONFIG_OF_CONFIG, config, repository_url, "",
         "the repository, https://github.com/owner/name"),
    TEXT("links", "profiles", CONFIG_OF_CONFIG, config, profiles_url, "",
         "where profiles are stored"),
    TEXT("links", "dashboard", CONFIG_OF_CONFIG, config, dashboard_url, "",
         "the dashboard to follow up on"),

    OBJECT("", "waivers", CONFIG_LIST,
           "what does not count for a while (perfscribe explain waivers)"),
    TEXT("waivers", "finding_key", CONFIG_OF_WAIVER, waiver, finding_key,
         "0123456789abcdef", "the key of one finding, which the reports show"),
    TEXT("waivers", "rule", CONFIG_OF_WAIVER, waiver, rule, "PERF2004",
         "or all findings of a rule, by its id or name"),
    CHOICE("waivers", "gate", CONFIG_CHOICE, CONFIG_OF_WAIVER, waiver, gate,
           config_gate_ids, "or what a gate decides"),
    TEXT("waivers", "function", CONFIG_OF_WAIVER, waiver, where.function,
         "pricing.Join", "of rule or gate: only in this function"),
    TEXT("waivers", "path", CONFIG_OF_WAIVER, waiver, where.path,
         "internal/legacy/", "only below this path"),
    TEXT("waivers", "benchmark", CONFIG_OF_WAIVER, waiver, where.benchmark,
         "BenchmarkParse", "only of this benchmark"),
    { .section = "waivers",
      .name = "limit",
      .kind = CONFIG_NUMBER,
      .home = CONFIG_OF_WAIVER,
      .offset = offsetof(struct waiver, limit),
      .initial = (double)NAN,
      .least = 0,
      .most = 1e6,
      .help = "beyond this growth it fires again (of what is new or did not "
              "grow: this share)" },
    CHOICE("waivers", "reason", CONFIG_CHOICE, CONFIG_OF_WAIVER, waiver, reason,
           reasons, "why it is waived"),
    TEXT("waivers", "text", CONFIG_OF_WAIVER, waiver, text, "",
         "the same in a sentence, with a link"),
    TEXT("waivers", "owner", CONFIG_OF_WAIVER, waiver, owner, "@team",
         "who will see to it"),
    TEXT("waivers", "approver", CONFIG_OF_WAIVER, waiver, approver, "@lead",
         "who agreed to it"),
    DATE("created", created, "the day it was written, 2026-11-24"),
    DATE("expires", expires,
         "the last day it counts, at most 90 days after created"),
    { .name = NULL },
};

const struct config_key *config_key_find(const char *section, const char *name)
{
    for (const struct config_key *key = config_keys; key->name != NULL; key++) {
        if (strcmp(key->section, section) == 0 &&
            strcmp(key->name, name) == 0) {
            return key;
        }
    }
    return NULL;
}
