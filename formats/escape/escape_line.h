/*
 * One line of what the Go compiler prints under -gcflags=-m, taken apart:
 *
 *     ./order.go:18:21: moved to heap: total
 *
 * All spans are views into the line. Nothing here keeps state; lines of other
 * tools are told apart and refused. Source of the messages: cmd/compile's
 * escape, inline, devirtualize, walk and bloop packages, Go 1.18 to 1.26.
 */
#ifndef FORMATS_ESCAPE_LINE_H
#define FORMATS_ESCAPE_LINE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/cursor.h"
#include "core/model/escapes.h"

struct escape_position {
    struct span file; /* empty: the compiler knew no position */
    uint32_t line, column;
    size_t length; /* bytes up to the message */
};

/* "FILE:LINE:COL: ", "FILE:LINE: " or "<unknown line number>: "; a drive's
 * colon belongs to the file. False when the line has none. */
bool escape_position_parse(struct span line, struct escape_position *position);

/* "FILE:LINE:COL" or "FILE:LINE" as a whole, as it ends a "from" line. */
bool escape_place_parse(struct span text, struct escape_position *position);

struct escape_message {
    enum diagnostic_kind kind;
    bool is_block; /* opens an explanation: a line of -m=2 that ends in ':' */
    struct span subject, function, reason, destination;
};

/* False when the text is no message of -m that is known. */
bool escape_message_parse(struct span text, struct escape_message *message);

/* The few messages that the compiler prints without any position; stricter,
 * since any log line comes here. */
bool escape_unplaced_parse(struct span line, struct escape_message *message);

/* "# import/path" or "# p [p.test]": the package without the bracket. False
 * for any other line, "# [p]" of vet included. */
bool escape_package_parse(struct span line, struct span *package);

/* Without the time stamp that CI services put before each line of a log. */
struct span escape_line_strip(struct span line);

#endif
