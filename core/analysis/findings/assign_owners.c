#include "core/analysis/findings/assign_owners.h"

#include "core/model/path_owners.h"

static void assign(const struct analysis *analysis,
                   struct finding_list *findings)
{
    for (size_t i = 0; i < findings->count; i++) {
        struct finding *finding = &findings->items[i];
        if (finding->location.file != NULL) {
            finding->owners =
                path_owners(analysis->config, analysis->evidence,
                            finding->location.file, analysis->arena);
        }
    }
}

void assign_owners(struct analysis *analysis)
{
    assign(analysis, &analysis->report->findings);
    assign(analysis, &analysis->report->improvements);
}
