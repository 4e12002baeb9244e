#include "formats/text/place_text.h"

#include <math.h>
#include <string.h>

static bool has_change(const struct finding *finding)
{
    return finding->state != FINDING_FACT &&
           !isnan(finding->metric.change.ratio);
}

static bool is_same_metric(const struct finding *left,
                           const struct finding *right)
{
    bool of_benchmark = finding_is_of_benchmark(left);
    return strcmp(left->metric.name, right->metric.name) == 0 &&
           of_benchmark == finding_is_of_benchmark(right) &&
           (!of_benchmark || strcmp(left->function, right->function) == 0);
}

static bool is_told(const struct finding_list *findings,
                    const struct place *place, size_t at)
{
    const struct finding *own = &findings->items[place->members.items[at]];
    for (size_t i = 0; i < at; i++) {
        const struct finding *earlier =
            &findings->items[place->members.items[i]];
        if (has_change(earlier) && is_same_metric(own, earlier)) {
            return true;
        }
    }
    return false;
}

const struct finding *place_next_change(const struct finding_list *findings,
                                        const struct place *place, size_t *at)
{
    while (*at < place->members.count) {
        size_t i = (*at)++;
        const struct finding *finding =
            &findings->items[place->members.items[i]];
        if (has_change(finding) && !is_told(findings, place, i)) {
            return finding;
        }
    }
    return NULL;
}

void place_location(const struct place *place, struct buffer *out)
{
    if (place->location.file == NULL) {
        return;
    }
    buffer_text(out, place->location.file);
    if (place->location.line != 0) {
        buffer_printf(out, ":%u", place->location.line);
    }
}
