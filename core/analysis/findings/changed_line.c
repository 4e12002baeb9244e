#include "core/analysis/findings/changed_line.h"

#include <math.h>

#include "core/analysis/findings/defining_line.h"

/* A changed line must account for this much of the growth that it is blamed
 * for; edits that merely stand on the way do not. */
static const double least_growth = 0.5;

bool changed_line_is(const struct analysis *analysis, struct location location)
{
    return location.file != NULL &&
           patch_changes_line(&analysis->evidence->patch, location.file,
                              location.line);
}

const struct carrier *changed_line_grown(const struct finding_stacks *stacks)
{
    const struct carrier *best = NULL;
    double most = 0, largest = 0;
    for (size_t i = 0; i < stacks->carriers.lines.count; i++) {
        const struct carrier *carrier = &stacks->carriers.lines.items[i];
        double growth = finding_stacks_growth(stacks, carrier, FOLD_CUM);
        largest = fmax(largest, growth);
        if (growth > most &&
            changed_line_is(stacks->analysis, carrier->location)) {
            most = growth;
            best = carrier;
        }
    }
    return most >= least_growth * largest ? best : NULL;
}

const struct carrier *changed_line_of_function(const struct analysis *analysis,
                                               const struct carrier_list *lines,
                                               struct finding *finding,
                                               struct location *location)
{
    static const struct {
        bool (*find)(const struct analysis *, struct location,
                     struct location *);
        enum attribution attribution;
    } ways[] = { { defining_line, ATTRIBUTION_FUNCTION },
                 { nearest_line, ATTRIBUTION_FUNCTION },
                 { removal_line, ATTRIBUTION_REMOVAL } };
    for (size_t way = 0; way < sizeof(ways) / sizeof(*ways); way++) {
        for (size_t i = 0; i < lines->count; i++) {
            if (ways[way].find(analysis, lines->items[i].location, location)) {
                finding->attribution = ways[way].attribution;
                return &lines->items[i];
            }
        }
    }
    return NULL;
}
