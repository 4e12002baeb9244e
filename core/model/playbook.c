#include "core/model/playbook.h"

#include <stddef.h>
#include <string.h>

const struct playbook_pattern playbook_algorithmic = {
    .name = "Algorithmic O(n^2)",
    .signature = "Hotspot grows super-linearly with input",
    .strategy = "Redesign data structure",
};

const struct playbook_pattern playbook_excess_allocations = {
    .name = "Excess allocations",
    .signature = "High alloc_space without flat CPU",
    .strategy = "Reuse buffers / sync.Pool",
};

const struct playbook_pattern playbook_lock_contention = {
    .name = "Lock contention",
    .signature = "Mutex profile spikes",
    .strategy = "Shard lock / reduce critical section",
};

const struct playbook_pattern playbook_io_bound = {
    .name = "I/O Bound",
    .signature = "Low CPU, high wall latency",
    .strategy = "Parallelize / pipeline",
};

const struct playbook_pattern playbook_gc_pressure = {
    .name = "GC Pressure",
    .signature = "Frequent short GC cycles",
    .strategy = "Reduce transient allocations",
};

const struct playbook_pattern playbook_bench_diff = {
    .name = "Bench Diff",
    .signature = "time/op +6%",
    .strategy = "Reproduce locally with -count=15",
};

const struct playbook_pattern playbook_profile_drift = {
    .name = "Profile Drift",
    .signature = "New hotspot >4% flat",
    .strategy = "Code archeology + changelog review",
};

const struct playbook_pattern playbook_cost_spike = {
    .name = "Cost Spike",
    .signature = "CPU hours +12%",
    .strategy = "Check allocator churn & GC cycles",
};

const struct playbook_pattern playbook_goroutine_leak = {
    .name = "Goroutine leak",
    .signature = "goroutine profile",
    .strategy = "blocking ops instrumentation",
};

const struct playbook_pattern playbook_lost_inlining = {
    .name = "Inlining lost",
    .signature = "The compiler inlined it in base and cannot in head",
    .strategy = "Move the rare part out of the function",
    .is_ours = true,
};

const struct playbook_pattern playbook_run_time_checks = {
    .name = "Run-time checks",
    .signature = "Bounds or nil checks on a hot line",
    .strategy = "Show the compiler that the index is in range",
    .is_ours = true,
};

const struct playbook_pattern playbook_unsettled = {
    .name = "Unsettled benchmark",
    .signature = "Too few runs, or too noisy, to hold against its limit",
    .strategy = "Run more often, on a quiet machine",
    .is_ours = true,
};

const struct playbook_pattern playbook_unmeasured = {
    .name = "Unmeasured hotspot",
    .signature = "Hot in production, in no benchmark",
    .strategy = "Add micro-bench if gap previously unmeasured",
    .is_ours = true,
};

const struct playbook_pattern playbook_stale_waiver = {
    .name = "Stale waiver",
    .signature = "Past its date, beyond its limit, or of no use",
    .strategy = "Remove it, renew it, or mend what it waives",
    .is_ours = true,
};

const struct playbook_category playbook_preventive = {
    .name = "Preventive",
    .examples = "Pre-warm caches, pooling",
    .kpi = "Reduced p95 latency",
};

const struct playbook_category playbook_corrective = {
    .name = "Corrective",
    .examples = "Remove quadratic join",
    .kpi = "Flat% decrease",
};

const struct playbook_category playbook_hygiene = {
    .name = "Hygiene",
    .examples = "Update benchmarks",
    .kpi = "Coverage % of critical paths",
};

const struct playbook_category playbook_strategic = {
    .name = "Strategic",
    .examples = "Async pipeline redesign",
    .kpi = "Throughput gain",
};

const struct playbook_signal playbook_cpu = {
    .name = "CPU",
    .tool = "pprof top/diff",
    .escalation = "Block/Mutex profile",
};

const struct playbook_signal playbook_memory = {
    .name = "Memory",
    .tool = "alloc_space diff",
    .escalation = "Escape analysis (-gcflags -m)",
};

const struct playbook_signal playbook_allocation_churn = {
    .name = "Alloc churn",
    .tool = "alloc_objects",
    .escalation = "Object pooling experiment",
};

const struct playbook_signal playbook_goroutines = {
    .name = "Goroutine leak",
    .tool = "goroutine profile",
    .escalation = "blocking ops instrumentation",
};

const char *const playbook_actions[] = {
    "immediate PR", "design review", "batch fixes", "defer/backlog", NULL,
};

const char *playbook_action(const char *impact, const char *effort)
{
    size_t low_impact = strcmp(impact, "high") != 0;
    size_t high_effort = strcmp(effort, "high") == 0;
    return playbook_actions[2 * low_impact + high_effort];
}
