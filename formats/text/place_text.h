/*
 * A place in a few words, for a summary of one line a place.
 */
#ifndef FORMATS_PLACE_TEXT_H
#define FORMATS_PLACE_TEXT_H

#include "core/base/buffer.h"
#include "core/model/place.h"

/* The next member from *at on that has a change of its own to tell, which an
 * earlier one has not told already; *at is moved behind it; NULL at the end. */
const struct finding *place_next_change(const struct finding_list *findings,
                                        const struct place *place, size_t *at);

/* "pricing/join.go:20", or nothing. */
void place_location(const struct place *place, struct buffer *out);

#endif
