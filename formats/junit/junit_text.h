/*
 * The words of a JUnit case: one line for its message, and for the content
 * the same line and all that a person needs to act: the cause, the source, the
 * flow, the stack, what else stands on the line, and the next step.
 */
#ifndef FORMATS_JUNIT_TEXT_H
#define FORMATS_JUNIT_TEXT_H

#include "formats/junit/junit_cases.h"

/* Appends "path:line: headline", without a line end. */
void junit_message(const struct report *report, const struct junit_case *entry,
                   struct buffer *out);

/* Appends what follows the message, lines that end with LF. */
void junit_details(const struct report *report, const struct junit_case *entry,
                   struct buffer *out);

/* What kind of failure: "PERF4001 BenchmarkSlower" or a gate's id. */
void junit_type(const struct junit_case *entry, struct buffer *out);

/* Where the case points; file NULL: nowhere. */
struct location junit_location(const struct junit_case *entry);

#endif
