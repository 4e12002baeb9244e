#include "core/base/threads.h"

#include <pthread.h>
#include <stddef.h>

struct job {
    void (*task)(void *);
    void *argument;
};

static void *run_job(void *argument)
{
    const struct job *job = argument;
    job->task(job->argument);
    return NULL;
}

void threads_run_pair(void (*task)(void *), void *first, void *second)
{
    struct job job = { .task = task, .argument = first };
    pthread_t thread;
    if (pthread_create(&thread, NULL, run_job, &job) != 0) {
        /* No second thread to be had: one after the other is only slower. */
        task(first);
        task(second);
        return;
    }
    task(second);
    pthread_join(thread, NULL);
}
