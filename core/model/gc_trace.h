/*
 * What GODEBUG=gctrace=1 printed: the garbage collector's work, a process at
 * a time, since the go tool and all that it starts print into one log. Lives
 * in the arena of its side. A process is known by its cycles being counted on;
 * where two run at once some may be booked to the wrong one, the sums hold.
 */
#ifndef CORE_MODEL_GC_TRACE_H
#define CORE_MODEL_GC_TRACE_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"

/* The three phases of a cycle, by the clock. */
enum gc_phase {
    GC_SWEEP_TERMINATION, /* the world is stopped */
    GC_MARK,              /* concurrent */
    GC_MARK_TERMINATION,  /* the world is stopped again */
};
#define GC_PHASE_COUNT 3

/* Who worked, by CPU time. */
enum gc_work {
    GC_WORK_SWEEP_TERMINATION,
    GC_WORK_ASSIST,     /* goroutines that allocate, in line */
    GC_WORK_BACKGROUND, /* dedicated and fractional workers */
    GC_WORK_IDLE,       /* processors with nothing else to do */
    GC_WORK_MARK_TERMINATION,
};
#define GC_WORK_COUNT 5

/* One line of the trace. */
struct gc_cycle {
    uint64_t number;  /* 1 is the first of its process */
    double at_s;      /* since the process started */
    double cpu_share; /* of all CPU time since then, 0..1 */
    double clock_ms[GC_PHASE_COUNT];
    double cpu_ms[GC_WORK_COUNT];
    uint64_t start_mb, end_mb, live_mb, goal_mb; /* MiB of heap */
    uint32_t processors;
    bool is_forced; /* by runtime.GC */
};

struct gc_process {
    struct gc_cycle first, last;
    uint64_t cycle_count, forced_count;
    double clock_ms[GC_PHASE_COUNT]; /* sums */
    double cpu_ms[GC_WORK_COUNT];
    uint64_t peak_mb; /* largest heap at the end of a cycle */
};
struct gc_process_list LIST_STRUCT(struct gc_process);

struct gc_trace {
    const char *name;   /* of the file, relative to its bundle */
    uint32_t replicate; /* number at the end of the file's name; 0: none */
    struct gc_process_list processes; /* in the order met; at least one */
};
struct gc_trace_list LIST_STRUCT(struct gc_trace);

/* Books the cycle to the process whose next one it is, or to a new one. */
void gc_trace_add(struct gc_trace *trace, struct arena *arena,
                  const struct gc_cycle *cycle);

/* The process that the trace is about: the one that ran longest. */
const struct gc_process *gc_trace_main(const struct gc_trace *trace);

/* Cycles a second, those that the program forced left out; NAN when the log
 * has no two cycles apart in time. */
double gc_process_frequency(const struct gc_process *process);

#endif
