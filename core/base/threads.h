/*
 * Two tasks side by side: base and head are read in parallel, one thread a
 * side. The tasks share nothing but struct strings, which locks itself.
 */
#ifndef CORE_BASE_THREADS_H
#define CORE_BASE_THREADS_H

/* Runs both to the end; the second on the calling thread. */
void threads_run_pair(void (*task)(void *), void *first, void *second);

#endif
