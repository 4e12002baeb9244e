/*
 * Runs a harness without an engine: on each file that is named, on beginnings
 * of it, and on copies with one byte changed. Where, is the same every time.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/file.h"
#include "tests/fuzz/fuzz.h"

enum { CUTS = 32, CHANGES = 32 };

/* A block of its own, so that AddressSanitizer sees the first byte beyond. */
static void run_copy(struct span content, size_t changed, unsigned char with)
{
    uint8_t *copy = malloc(content.length + 1);
    fuzz_expect(copy != NULL, "there is memory");
    copy = realloc(copy, content.length == 0 ? 1 : content.length);
    memcpy(copy, content.bytes, content.length);
    if (changed < content.length) {
        copy[changed] ^= with;
    }
    LLVMFuzzerTestOneInput(copy, content.length);
    free(copy);
}

static void run_damaged(struct span content)
{
    for (size_t i = 0; i < CUTS; i++) {
        run_copy(span_until(content, content.length * i / CUTS), content.length,
                 0);
    }
    for (size_t i = 0; i < CHANGES; i++) {
        /* 7919 is prime: the places spread, whatever the length. */
        size_t place = content.length > 0 ? i * 7919 % content.length : 0;
        run_copy(content, place, (unsigned char)(1U << (i % 8)));
        run_copy(content, place, 0xff);
    }
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        struct file_view view;
        struct error error = ERROR_INIT;
        if (!file_open_view(argv[i], FILE_LIMIT_BYTES, &view, &error)) {
            fprintf(stderr, "%s\n", error.message);
            return 2;
        }
        struct span content = { .bytes = view.bytes, .length = view.length };
        run_copy(content, content.length, 0);
        run_damaged(content);
        file_close_view(&view);
    }
    return 0;
}
