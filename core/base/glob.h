/*
 * Patterns of one level: "*" stands for any bytes, none among them, "?" for
 * any one byte, all else for itself.
 */
#ifndef CORE_BASE_GLOB_H
#define CORE_BASE_GLOB_H

#include "core/base/cursor.h"

/* Whether the pattern matches the whole text. Takes at most the product of
 * both lengths. */
bool glob_matches(struct span pattern, struct span text);

#endif
