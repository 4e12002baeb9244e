/*
 * `go build -json` and `go test -json` wrap what the compiler prints into
 * JSON lines; here it becomes plain text again.
 */
#ifndef FORMATS_ESCAPE_UNWRAP_H
#define FORMATS_ESCAPE_UNWRAP_H

#include <stdbool.h>

#include "core/base/buffer.h"
#include "core/base/cursor.h"

/* Whether the line may be such an event (a cheap look). */
bool escape_is_event(struct span line);

/*
 * Appends the text of all lines: of an event its Output, behind a "# package"
 * line when the package changes; of any other line the line itself. Gives the
 * events that were damaged and left out.
 */
size_t escape_unwrap(struct span content, struct buffer *plain);

#endif
