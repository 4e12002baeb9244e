/*
 * The only door to malloc for code that owns single blocks. These never
 * return NULL: when memory is gone the program ends here, cleanly, with one
 * line on stderr and exit code 5. Most code wants an arena instead.
 */
#ifndef CORE_BASE_MEMORY_H
#define CORE_BASE_MEMORY_H

#include <stddef.h>

#define EXIT_LIMIT 5

void *memory_allocate(size_t size); /* zeroed */
void *memory_resize(void *block, size_t size);
void memory_release(void *block);

/* count * size; ends the program when the product overflows. */
size_t memory_size(size_t count, size_t size);

/* The end of the road: says that `size` more bytes were not to be had. */
_Noreturn void memory_exhausted(size_t size);

#endif
