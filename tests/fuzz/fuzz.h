/*
 * What the fuzz harnesses share. A harness is one function over any bytes; it
 * runs under libFuzzer (make fuzz) and, on the seeds and damaged copies of
 * them, without an engine (make test, see replay.c).
 */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/cursor.h"
#include "core/base/error.h"

/* libFuzzer's entry; the harness defines it. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct span fuzz_span(const uint8_t *data, size_t size);

/* Ends the program unless `holds`; `what` says what should have been. */
void fuzz_expect(bool holds, const char *what);

/* A refusal is of bad input or over a limit, and says so in one line. */
void fuzz_expect_refusal(const struct error *error);

#endif
