/*
 * What happens when memory is gone: the process ends with exit code 5 and one
 * line on stderr, from any allocator above malloc.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/arena.h"
#include "core/base/buffer.h"
#include "core/base/memory.h"

/* AddressSanitizer's malloc must say no as the C library's does. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "allocator_may_return_null=1";
}

/* In a child: PTRDIFF_MAX is more than malloc ever gives. */
static void exhaust_memory(void)
{
    memory_allocate(PTRDIFF_MAX);
}

static void exhaust_resize(void)
{
    memory_resize(NULL, PTRDIFF_MAX);
}

static void exhaust_product(void)
{
    memory_size(SIZE_MAX / 2, 3);
}

static void exhaust_arena(void)
{
    struct arena arena = ARENA_INIT;
    arena_allocate(&arena, SIZE_MAX);
}

static void exhaust_arena_chunk(void)
{
    struct arena arena = ARENA_INIT;
    arena_allocate(&arena, SIZE_MAX - 64);
}

static void exhaust_array(void)
{
    struct arena arena = ARENA_INIT;
    arena_array(&arena, SIZE_MAX / 4, 8);
}

static void exhaust_buffer(void)
{
    struct buffer buffer;
    buffer_init(&buffer);
    buffer_reserve(&buffer, SIZE_MAX);
}

static void run_child(void (*exhaust)(void), const int pipe_ends[2])
{
    dup2(pipe_ends[1], STDERR_FILENO);
    exhaust();
    _exit(0);
}

static size_t read_all(int descriptor, char *text, size_t size)
{
    size_t length = 0;
    ssize_t got;
    while ((got = read(descriptor, text + length, size - 1 - length)) > 0) {
        length += (size_t)got;
    }
    text[length] = '\0';
    close(descriptor);
    return length;
}

static void assert_ends(void (*exhaust)(void))
{
    int pipe_ends[2];
    static char text[65536];
    assert_int_equal(pipe(pipe_ends), 0);
    pid_t child = fork();
    if (child == 0) {
        run_child(exhaust, pipe_ends);
    }
    close(pipe_ends[1]);
    size_t length = read_all(pipe_ends[0], text, sizeof(text));
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), EXIT_LIMIT);
    assert_non_null(strstr(text, "perfscribe: out of memory ("));
    assert_int_equal(text[length - 1], '\n');
}

static void test_the_end_of_memory_is_exit_5(void **state)
{
    (void)state;
    assert_ends(exhaust_memory);
    assert_ends(exhaust_resize);
    assert_ends(exhaust_product);
    assert_ends(exhaust_arena);
    assert_ends(exhaust_arena_chunk);
    assert_ends(exhaust_array);
    assert_ends(exhaust_buffer);
}

static void test_nothing_is_a_block_too(void **state)
{
    (void)state;
    void *block = memory_allocate(0);
    assert_non_null(block);
    block = memory_resize(block, 0);
    assert_non_null(block);
    memory_release(block);
    memory_release(NULL);
}

static void test_products_up_to_the_last(void **state)
{
    (void)state;
    assert_true(memory_size(SIZE_MAX, 1) == SIZE_MAX);
    assert_true(memory_size(SIZE_MAX / 2, 2) == SIZE_MAX - 1);
    assert_true(memory_size(0, SIZE_MAX) == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_end_of_memory_is_exit_5),
        cmocka_unit_test(test_nothing_is_a_block_too),
        cmocka_unit_test(test_products_up_to_the_last),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
