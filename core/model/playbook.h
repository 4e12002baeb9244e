/*
 * The tables of the Continuous Optimization Playbook, in its own words: where
 * a suspicion comes from, what it is filed under, what to do about it and with
 * what to look closer. Static, never freed; rules point into them. What the
 * playbook has no row for says so: its `is_ours` is set.
 */
#ifndef CORE_MODEL_PLAYBOOK_H
#define CORE_MODEL_PLAYBOOK_H

#include <stdbool.h>

/* Section 4, root causes, and the sources of section 1, whose "signature" is
 * the playbook's example and whose "strategy" its action. */
struct playbook_pattern {
    const char *name;      /* "Excess allocations" */
    const char *signature; /* "High alloc_space without flat CPU" */
    const char *strategy;  /* "Reuse buffers / sync.Pool" */
    bool is_ours;
};

extern const struct playbook_pattern playbook_algorithmic;
extern const struct playbook_pattern playbook_excess_allocations;
extern const struct playbook_pattern playbook_lock_contention;
extern const struct playbook_pattern playbook_io_bound;
extern const struct playbook_pattern playbook_gc_pressure;
extern const struct playbook_pattern playbook_bench_diff;
extern const struct playbook_pattern playbook_profile_drift;
extern const struct playbook_pattern playbook_cost_spike;
extern const struct playbook_pattern playbook_goroutine_leak;
extern const struct playbook_pattern playbook_lost_inlining;
extern const struct playbook_pattern playbook_run_time_checks;
extern const struct playbook_pattern playbook_unsettled;
extern const struct playbook_pattern playbook_unmeasured;
extern const struct playbook_pattern playbook_stale_waiver;

/* Section 8. */
struct playbook_category {
    const char *name;     /* "Corrective" */
    const char *examples; /* "Remove quadratic join" */
    const char *kpi;      /* "Flat% decrease" */
};

extern const struct playbook_category playbook_preventive;
extern const struct playbook_category playbook_corrective;
extern const struct playbook_category playbook_hygiene;
extern const struct playbook_category playbook_strategic;

/* Section 2, the second table. */
struct playbook_signal {
    const char *name;       /* "Memory" */
    const char *tool;       /* "alloc_space diff" */
    const char *escalation; /* "Escape analysis (-gcflags -m)" */
};

extern const struct playbook_signal playbook_cpu;
extern const struct playbook_signal playbook_memory;
extern const struct playbook_signal playbook_allocation_churn;
extern const struct playbook_signal playbook_goroutines;

/* Section 2, the grid: what to do about it. Both are "high" or "low". */
const char *playbook_action(const char *impact, const char *effort);

/* The four actions, from the one to take first; ends with NULL. */
extern const char *const playbook_actions[];

#endif
