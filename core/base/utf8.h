/*
 * UTF-8 of files as it comes, damage included, and how long it is in UTF-16:
 * what GitHub, SARIF and editors count in.
 */
#ifndef CORE_BASE_UTF8_H
#define CORE_BASE_UTF8_H

#include <stdint.h>

#include "core/base/cursor.h"

/*
 * The code point at *position, which must lie within the text; *position is
 * moved behind it. Each longest wrong start of one is a U+FFFD, as the WHATWG
 * decoder has it.
 */
uint32_t utf8_code_point(struct span text, size_t *position);

/* In UTF-16 code units: two for what lies beyond the basic plane. */
size_t utf8_utf16_length(struct span text);

#endif
