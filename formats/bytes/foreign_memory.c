#include "formats/bytes/foreign_memory.h"

#include <string.h>

#include <cjson/cJSON.h>
#include <libxml/xmlmemory.h>

#include "core/base/memory.h"

static char *copy_text(const char *text)
{
    size_t size = strlen(text) + 1;
    return memcpy(memory_allocate(size), text, size);
}

void foreign_memory_init(void)
{
    cJSON_Hooks hooks = { .malloc_fn = memory_allocate,
                          .free_fn = memory_release };
    cJSON_InitHooks(&hooks);
    xmlMemSetup(memory_release, memory_allocate, memory_resize, copy_text);
}
