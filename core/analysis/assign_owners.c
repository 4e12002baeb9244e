#include "core/analysis/assign_owners.h"

static struct owner_name_list owners_by_config(const struct analysis *analysis,
                                               const char *owner)
{
    struct owner_name_list owners = { .items = NULL };
    if (owner[0] != '\0') {
        *LIST_PUSH(analysis->arena, &owners) = owner;
    }
    return owners;
}

static struct owner_name_list owners_at(const struct analysis *analysis,
                                        const char *path)
{
    const struct evidence *evidence = analysis->evidence;
    const char *owner = config_owner(analysis->config, path);
    if (owner != NULL) {
        return owners_by_config(analysis, owner);
    }
    return owners_of(evidence->base.owners.rules.count > 0
                         ? &evidence->base.owners
                         : &evidence->head.owners,
                     path);
}

static void assign(const struct analysis *analysis,
                   struct finding_list *findings)
{
    for (size_t i = 0; i < findings->count; i++) {
        struct finding *finding = &findings->items[i];
        if (finding->location.file != NULL) {
            finding->owners = owners_at(analysis, finding->location.file);
        }
    }
}

void assign_owners(struct analysis *analysis)
{
    assign(analysis, &analysis->report->findings);
    assign(analysis, &analysis->report->improvements);
}
