/*
 * gzip data that anyone may send: whole, or refused. What gunzip_start makes
 * of the first member is how the whole begins.
 */
#include <string.h>

#include "core/base/memory.h"
#include "formats/bytes/input.h"
#include "tests/fuzz/fuzz.h"

static void check_start(struct span compressed, struct span inflated)
{
    static char start[4096];
    size_t length = gunzip_start(compressed, start, sizeof(start));
    fuzz_expect(length <= inflated.length &&
                    memcmp(start, inflated.bytes, length) == 0,
                "the start is how the whole begins");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct span compressed = fuzz_span(data, size);
    struct span inflated;
    struct error error = ERROR_INIT;
    if (!gunzip_recognises(compressed)) {
        return 0;
    }
    if (!gunzip(compressed, "input", &inflated, &error)) {
        fuzz_expect_refusal(&error);
        return 0;
    }
    check_start(compressed, inflated);
    void *bytes;
    memcpy(&bytes, &inflated.bytes, sizeof(bytes));
    memory_release(bytes);
    return 0;
}
