/*
 * The limits and thresholds that rules and gates go by. The defaults are the
 * playbook's; fractions, not per cent (0.05 is 5 %).
 */
#ifndef CORE_MODEL_CONFIG_H
#define CORE_MODEL_CONFIG_H

struct config {
    double hot_share;         /* 0.05: flat share that makes a function hot */
    double new_hotspot_share; /* 0.04: a note from here on */
    double up_relative;       /* 0.05: least relative growth */
    double up_total;          /* 0.01: least growth, of the profile's total */
    double cost_spike;        /* 0.12: growth of the CPU of all benchmarks */
    double superlinear_rise;  /* 0.3: of the exponent of time over size */
    double superlinear;       /* 1.5: an exponent that is worth a note */
    double costly_escape;     /* 0.05: share of alloc_space at its line */
    double new_escape;        /* 0.01 */
    double leak_goroutines;   /* 10: least growth at one stack */
    double leak_ratio;        /* 2: and least ratio */
    double false_discovery;   /* 0.01 */
    double gate_alpha;        /* 0.01, one-sided, Holm-adjusted */
    double gate_unrelated;    /* 0.02: sec/op of unrelated benchmarks */
    double gate_related;      /* 0.06: sec/op of related ones */
    double gate_allocations;  /* 0.05: B/op and allocs/op */
    double gate_hotspot;      /* 0.05: share of a new hotspot */
    int least_runs;           /* 15: never advise fewer (-count=N) */
};

void config_init(struct config *config);

#endif
