/*
 * Sizes of types of the standard library that its inlined functions allocate
 * together with something else, such as bufio.NewReader.
 */
#ifndef CORE_ANALYSIS_LIBRARY_TYPES_H
#define CORE_ANALYSIS_LIBRARY_TYPES_H

#include <stdint.h>

#include "core/base/cursor.h"

/* Bytes of "bufio.Reader" with 64-bit pointers; -1: not known. */
int64_t library_type_bytes(struct span name);

#endif
