#include "tests/fuzz/fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct span fuzz_span(const uint8_t *data, size_t size)
{
    return (struct span){ .bytes = (const char *)data, .length = size };
}

void fuzz_expect(bool holds, const char *what)
{
    if (!holds) {
        fprintf(stderr, "fuzz: expected that %s\n", what);
        abort();
    }
}

void fuzz_expect_refusal(const struct error *error)
{
    fuzz_expect(error->kind == ERROR_INPUT || error->kind == ERROR_LIMIT,
                "a refusal is of bad input or over a limit");
    fuzz_expect(strlen(error->message) > 10, "a refusal says why");
}
