#include "core/model/path_owners.h"

static struct owner_name_list owners_by_config(const char *owner,
                                               struct arena *arena)
{
    struct owner_name_list owners = { .items = NULL };
    if (owner[0] != '\0') {
        *LIST_PUSH(arena, &owners) = owner;
    }
    return owners;
}

struct owner_name_list path_owners(const struct config *config,
                                   const struct evidence *evidence,
                                   const char *path, struct arena *arena)
{
    const char *owner = config_owner(config, path);
    if (owner != NULL) {
        return owners_by_config(owner, arena);
    }
    return owners_of(evidence->base.owners.rules.count > 0
                         ? &evidence->base.owners
                         : &evidence->head.owners,
                     path);
}
