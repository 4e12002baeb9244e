#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <string.h>

#include "core/base/threads.h"

static bool has_threads = true;

/* Stands before the C library's. */
int pthread_create(pthread_t *thread, const pthread_attr_t *attributes,
                   void *(*start)(void *), void *argument)
{
    int (*create)(pthread_t *, const pthread_attr_t *, void *(*)(void *),
                  void *);
    void *symbol = dlsym(RTLD_NEXT, "pthread_create");
    memcpy(&create, &symbol, sizeof(create));
    return has_threads ? create(thread, attributes, start, argument) : EAGAIN;
}

struct task {
    int runs;
    pthread_t thread;
    pthread_barrier_t *barrier;
};

static void run_task(void *argument)
{
    struct task *task = argument;
    task->runs++;
    task->thread = pthread_self();
    if (task->barrier != NULL) {
        pthread_barrier_wait(task->barrier);
    }
}

/* The barrier lets neither end before the other has begun. */
static void test_both_run_at_the_same_time(void **state)
{
    (void)state;
    pthread_barrier_t barrier;
    pthread_barrier_init(&barrier, NULL, 2);
    struct task first = { .barrier = &barrier }, second = first;
    threads_run_pair(run_task, &first, &second);
    pthread_barrier_destroy(&barrier);
    assert_int_equal(first.runs, 1);
    assert_int_equal(second.runs, 1);
    assert_true(pthread_equal(second.thread, pthread_self()));
}

/* The system gives no second thread: one after the other, then. */
static void test_runs_both_without_a_second_thread(void **state)
{
    (void)state;
    struct task first = { .runs = 0 }, second = { .runs = 0 };
    has_threads = false;
    threads_run_pair(run_task, &first, &second);
    has_threads = true;
    assert_int_equal(first.runs, 1);
    assert_int_equal(second.runs, 1);
    assert_true(pthread_equal(first.thread, pthread_self()));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_both_run_at_the_same_time),
        cmocka_unit_test(test_runs_both_without_a_second_thread),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
