/*
 * An opinion of one rule about one place, with everything a reader of it
 * needs: what grew, by how much, how sure that is, why, and what to do next.
 * Lives in the run's arena; text is not yet clean for any sink.
 */
#ifndef CORE_MODEL_FINDING_H
#define CORE_MODEL_FINDING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/model/comparison.h"
#include "core/model/location.h"
#include "core/model/owners.h"
#include "core/model/past.h"
#include "core/model/rule_info.h"
#include "core/model/waiver.h"

enum finding_state {
    FINDING_REGRESSION,
    FINDING_IMPROVEMENT, /* kind "pass" in JSON and HTML, never in SARIF */
    FINDING_FACT,        /* says nothing about growth */
};

const char *finding_state_name(enum finding_state state); /* "regression" */

/* Why a finding stands where it does. A changed line is one of the patch. */
enum attribution {
    ATTRIBUTION_SEEN,     /* where it was seen */
    ATTRIBUTION_FLOW,     /* a changed line that the value's flow passes */
    ATTRIBUTION_STACK,    /* the changed line on the stacks that grew most */
    ATTRIBUTION_FUNCTION, /* a changed line of a function on the stacks */
    ATTRIBUTION_REMOVAL,  /* before it code was removed from such a function */
    ATTRIBUTION_FINDING,  /* a benchmark: where the profiles show the cost */
    ATTRIBUTION_ALLOCATION, /* the collector: what allocates more */
    ATTRIBUTION_BENCHMARK,  /* a benchmark: its declaration */
};

/* A place with a word about it: a frame of a stack, a step of a flow. */
struct finding_step {
    struct location location;
    struct column_range columns; /* of location; when in_source */
    bool in_source;              /* location.file is below the source root */
    const char *function;
    const char *text;            /* "calls sort.Slice", "from x (return)" */
    double base_cost, head_cost; /* of a stack; as of source_line */
};
struct step_list LIST_STRUCT(struct finding_step);

/* A line of source shown with the finding, of head beside what it was in base.
 * Where the patch changes nothing, base's text is head's. */
struct source_line {
    uint32_t number, base_number; /* 0: the side has no such line */
    const char *text, *base_text; /* "" likewise */
    bool is_marked;               /* the finding stands here */
    bool is_changed;              /* the patch adds, removes or edits it */
    /* What the line costs with what it calls; NAN: not known. Of an operation
     * in the metric's unit, or a share: struct finding's cost_is_share. */
    double base_cost, head_cost;
};
struct source_line_list LIST_STRUCT(struct source_line);

struct metric {
    const char *name; /* "cpu", "alloc_space", "sec/op", "delay" */
    const char *unit; /* "nanoseconds", "bytes", "count", "sec/op" */
    struct change change;
    double base_share, head_share; /* NAN: not a share */
    double limit; /* of the gate it is held against, as a ratio - 1; NAN */
};

struct finding_list LIST_STRUCT(struct finding);

struct finding {
    const struct rule_info *rule;
    enum level level;
    enum finding_state state;
    const char *function;     /* "pricing.(*Engine).Join" or benchmark */
    const char *benchmark;    /* that shows it, or "" */
    const char *package;      /* import path of the benchmark, or "" */
    struct location location; /* below the source root; file NULL: none */
    struct location seen;     /* where it was seen, when that differs */
    struct column_range columns, seen_columns;
    enum attribution attribution; /* why it stands at location */
    const char *seen_function;
    const char *headline; /* first sentence: function, metric, cost; ends "." */
    const char *message;  /* all of it, starts with the headline */
    struct metric metric;
    struct cause cause;
    struct step_list stack;         /* hottest stack to it, root first */
    struct step_list flow;          /* escape flow */
    struct source_line_list source; /* around location */
    const char *cost_unit; /* of its lines: "nanoseconds"; NULL: not known */
    bool cost_is_share;    /* what its lines cost: of the profile */
    const char *line_hash; /* GitHub's primaryLocationLineHash, "" none */
    const char *key;       /* 16 hex digits: survives drift and renames */
    const char *next_step; /* a command to paste */
    /* The playbook's tool for it, and where to escalate to; as commands on
     * this run's files; "" none. */
    const struct playbook_signal *signal;
    const char *tool_command, *escalation_command;
    const char *impact, *effort, *action; /* triage */
    struct owner_name_list owners; /* of the file it stands in; may be none */
    const struct waiver *waiver;   /* that takes it out of the count; NULL */
    const char *also;           /* what else merged into it: "a.F, b.G"; "" */
    struct finding_list merged; /* all of them; without message and source */
    uint32_t runs_needed;       /* to settle an inconclusive one; 0: unknown */
    bool is_in_patch;           /* GitHub annotates it on the pull request */
    bool fails_gate;
    /* It grew in earlier runs: this change has no part in it. */
    bool is_of_past;
    bool is_recalled; /* still open, and found again for that alone */
    const struct regression *life; /* what earlier runs know of it, or NULL */
    double weight; /* relative change, at most 1; for order and rating */
};

/* Of a benchmark's result; `function` is then its name: "BenchmarkJoin-8". */
bool finding_is_of_benchmark(const struct finding *finding);

/* An improvement, or a result of a benchmark that may be one. */
bool finding_is_better(const struct finding *finding);

/* Of a waiver, not of the program. */
bool finding_is_of_waiver(const struct finding *finding);

/* Whether the headline says the cause already. */
bool finding_tells_cause(const struct finding *finding);

enum gate_state {
    GATE_PASSED,
    GATE_FAILED,
    GATE_INCONCLUSIVE,
    GATE_SKIPPED,
};

const char *gate_state_name(enum gate_state state);

/* One decision of a gate: a benchmark and unit, the hotspots, the store. */
struct gate {
    const char *id;        /* "unrelated-time", "related-time", "allocations",
                              "no-new-hotspot", "archived", "dashboard" */
    const char *benchmark; /* result name: "Join/n=10-8"; "" none */
    const char *unit;      /* of the benchmark: "sec/op"; "" none */
    const char *package;   /* of the benchmark; "" unknown */
    const char *function;  /* of a hotspot; "" none */
    const struct benchmark_row *row; /* of the benchmark; NULL: none */
    enum gate_state state;
    double limit;                /* 0.02 = +2 %; NAN: none */
    double value;                /* ratio - 1, or share; NAN: none */
    double low, high;            /* 95 % interval of value; NAN: none */
    double p;                    /* one-sided, Holm-adjusted; NAN */
    uint32_t runs_needed;        /* to settle an inconclusive one; 0: unknown */
    const char *reason;          /* one sentence, says which and why */
    const char *remedy;          /* one sentence: what would make it pass; "" */
    const struct waiver *waiver; /* that it is skipped for; NULL: none */
    enum gate_state unwaived_state; /* what it would be without that */
};
struct gate_list LIST_STRUCT(struct gate);

/* All decisions of one gate. */
struct gate_summary {
    const char *id;
    const char *title;     /* "Time of related benchmarks" */
    enum gate_state state; /* failed if one is, else inconclusive if one
                              is, else passed if one is */
    size_t counts[4];      /* of its decisions, by enum gate_state */
    size_t worst;          /* the decision in that state that lies highest:
                              an index into the report's gates */
    const char *text;      /* one sentence: how many, and the worst */
};
struct gate_summary_list LIST_STRUCT(struct gate_summary);

#endif
