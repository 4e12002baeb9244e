#include "core/model/gc_trace.h"

#include <math.h>

/* That may run at once and be told apart; more are not looked through. */
enum { MOST_AT_ONCE = 256 };

/* Whether the cycle can be the process's next; `gap` allows lost lines. */
static bool goes_on(const struct gc_process *process,
                    const struct gc_cycle *cycle, bool gap)
{
    const struct gc_cycle *last = &process->last;
    bool is_next =
        gap ? cycle->number > last->number : cycle->number == last->number + 1;
    return is_next && cycle->at_s >= last->at_s;
}

static struct gc_process *find_process(const struct gc_process_list *list,
                                       const struct gc_cycle *cycle, bool gap)
{
    size_t end = list->count > MOST_AT_ONCE ? list->count - MOST_AT_ONCE : 0;
    for (size_t i = list->count; i-- > end;) {
        if (goes_on(&list->items[i], cycle, gap)) {
            return &list->items[i];
        }
    }
    return NULL;
}

static struct gc_process *process_of(struct gc_trace *trace,
                                     struct arena *arena,
                                     const struct gc_cycle *cycle)
{
    struct gc_process_list *list = &trace->processes;
    struct gc_process *process = NULL;
    if (cycle->number > 1) {
        process = find_process(list, cycle, false);
    }
    if (process == NULL && cycle->number > 1) {
        process = find_process(list, cycle, true);
    }
    if (process == NULL) {
        process = LIST_PUSH(arena, list);
        process->first = *cycle;
    }
    return process;
}

void gc_trace_add(struct gc_trace *trace, struct arena *arena,
                  const struct gc_cycle *cycle)
{
    struct gc_process *process = process_of(trace, arena, cycle);
    process->last = *cycle;
    process->cycle_count++;
    process->forced_count += cycle->is_forced;
    for (size_t i = 0; i < GC_PHASE_COUNT; i++) {
        process->clock_ms[i] += cycle->clock_ms[i];
    }
    for (size_t i = 0; i < GC_WORK_COUNT; i++) {
        process->cpu_ms[i] += cycle->cpu_ms[i];
    }
    if (cycle->end_mb > process->peak_mb) {
        process->peak_mb = cycle->end_mb;
    }
}

/* Seconds that its cycles are spread over: from the start of the process when
 * the log has its first. */
static double span_of_cycles(const struct gc_process *process)
{
    double start = process->first.number > 1 ? process->first.at_s : 0;
    return process->last.at_s - start;
}

const struct gc_process *gc_trace_main(const struct gc_trace *trace)
{
    const struct gc_process *best = &trace->processes.items[0];
    for (size_t i = 1; i < trace->processes.count; i++) {
        const struct gc_process *process = &trace->processes.items[i];
        if (span_of_cycles(process) > span_of_cycles(best)) {
            best = process;
        }
    }
    return best;
}

double gc_process_frequency(const struct gc_process *process)
{
    double span = span_of_cycles(process);
    uint64_t counted = process->cycle_count - process->forced_count;
    if (process->first.number > 1 && !process->first.is_forced) {
        counted--; /* it opens the span */
    }
    return span > 0 ? (double)counted / span : (double)NAN;
}
