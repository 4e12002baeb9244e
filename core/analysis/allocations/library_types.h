/*
 * Sizes of Go's own types, and of those of its library that inlined functions
 * allocate together with something else, such as bufio.NewReader.
 */
#ifndef CORE_ANALYSIS_LIBRARY_TYPES_H
#define CORE_ANALYSIS_LIBRARY_TYPES_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/cursor.h"

struct type_size {
    int64_t bytes;
    int64_t alignment;
};

/* Of "int" or "bufio.Reader", with 64-bit pointers; false: not known. */
bool library_type_size(struct span name, struct type_size *size);

/* Of what tells its size by its first token, whatever is behind: pointers,
 * slices, maps, channels, functions, interfaces. */
bool pointer_type_size(struct span type, struct type_size *size);

#endif
