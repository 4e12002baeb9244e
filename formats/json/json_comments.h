/*
 * Comments in JSON, which has none: blanks take their place, so that every
 * other byte stays where it was.
 */
#ifndef FORMATS_JSON_COMMENTS_H
#define FORMATS_JSON_COMMENTS_H

#include "core/base/buffer.h"

/* Both kinds, outside of strings. One that is not closed stays, and is no
 * JSON. */
void json_blank_comments(struct buffer *text);

#endif
