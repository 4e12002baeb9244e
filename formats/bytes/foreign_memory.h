/*
 * Where cJSON and libxml2 get their memory. On their own they carry on when
 * an allocation fails, and what did not fit is missing from a report that
 * looks whole; through core/base/memory.h the program ends instead.
 */
#ifndef FORMATS_FOREIGN_MEMORY_H
#define FORMATS_FOREIGN_MEMORY_H

/* Once, before either library is used. */
void foreign_memory_init(void);

#endif
