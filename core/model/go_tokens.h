/*
 * Go's tokens, roughly: enough to tell whether two pieces of Go are the same
 * to the compiler, whatever the white space, the line breaks and the comments,
 * and where functions begin and end.
 */
#ifndef CORE_MODEL_GO_TOKENS_H
#define CORE_MODEL_GO_TOKENS_H

#include <stdbool.h>

#include "core/base/buffer.h"
#include "core/base/cursor.h"

/* The next token from *position on, which is moved behind it; false at the
 * end. Literals are one token, operators one a byte. An unfinished comment or
 * literal ends at the end of the text. */
bool go_token_next(struct span text, size_t *position, struct span *token);

/* An identifier or a keyword. */
bool go_token_is_name(struct span token);

/* Appends the tokens of the text, one separator byte (0x1f) before each. */
void go_tokens_append(struct buffer *tokens, struct span text);

bool go_tokens_equal(struct span left, struct span right);

#endif
