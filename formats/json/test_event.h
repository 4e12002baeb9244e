/*
 * One line of `go test -json` or `go build -json`: a JSON object whose Output
 * is a piece of the text that the tool would have printed. Everything else in
 * it is skipped. Source: cmd/internal/test2json, cmd/go/internal/load.
 *
 *     {"Action":"output","Package":"p","Test":"BenchmarkA","Output":"100\n"}
 */
#ifndef FORMATS_TEST_EVENT_H
#define FORMATS_TEST_EVENT_H

#include <stdbool.h>

#include "core/base/buffer.h"
#include "core/base/cursor.h"

struct test_event {
    struct span action;      /* "output", "build-output", "pass" ... */
    struct span package;     /* import path; empty when absent */
    struct span test;        /* empty outside of a test */
    struct span import_path; /* of build events: "p [p.test]" */
    struct span output;      /* decoded; any number of lines, or part of one */
};

/*
 * False when the line is no whole JSON object or has no Action. The spans
 * point into the line or into `scratch`, which is cleared first, and live
 * until the next call.
 */
bool test_event_parse(struct span line, struct buffer *scratch,
                      struct test_event *event);

#endif
