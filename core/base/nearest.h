/*
 * "Did you mean": the offered word nearest to a mistyped one.
 */
#ifndef CORE_BASE_NEAREST_H
#define CORE_BASE_NEAREST_H

#include <stddef.h>

struct nearest {
    const char *wanted;
    const char *best; /* NULL: none is near enough */
    size_t distance;  /* edits to it */
};

struct nearest nearest_to(const char *wanted);
void nearest_offer(struct nearest *nearest, const char *word);

#endif
