/*
 * One line of GODEBUG=gctrace=1, Go 1.5 to 1.26 (runtime/extern.go has the
 * format, runtime/mgc.go prints it):
 *
 *     gc 6 @0.304s 8%: 0.042+2.2+0.002 ms clock, 0.084+0/0.32/2.1+0.005 ms
 *     cpu, 6->6->5 MB, 9 MB goal, 0 MB stacks, 0 MB globals, 2 P (forced)
 *
 * in one line. Stacks and globals came with Go 1.18; up to 1.7 there were five
 * phases, of which the inner three count as marking here.
 */
#ifndef FORMATS_GCTRACE_LINE_H
#define FORMATS_GCTRACE_LINE_H

#include "core/base/cursor.h"
#include "core/model/gc_trace.h"

enum gctrace_match {
    GCTRACE_NONE,    /* another line */
    GCTRACE_CYCLE,   /* a whole one */
    GCTRACE_DAMAGED, /* it starts as one does */
};

/* A line of a program may go before it, since the collector does not wait for
 * the newline. */
enum gctrace_match gctrace_line_parse(struct span line, struct gc_cycle *cycle);

#endif
