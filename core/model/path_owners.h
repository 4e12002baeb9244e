/*
 * Who owns a file: whom the configuration names, else by CODEOWNERS. Of these
 * base's count, as they do on GitHub: a change does not choose who looks at
 * it.
 */
#ifndef CORE_MODEL_PATH_OWNERS_H
#define CORE_MODEL_PATH_OWNERS_H

#include "core/model/config.h"
#include "core/model/evidence.h"

/* None when nobody does; may use the arena. */
struct owner_name_list path_owners(const struct config *config,
                                   const struct evidence *evidence,
                                   const char *path, struct arena *arena);

#endif
