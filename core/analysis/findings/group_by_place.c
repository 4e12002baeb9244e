#include "core/analysis/findings/group_by_place.h"

#include <string.h>

#include "core/base/map.h"
#include "core/model/playbook.h"

struct place_key {
    const char *file;
    uint64_t line;
};

static struct place *place_of(const struct analysis *analysis,
                              struct place_list *places, struct map *keys,
                              const struct finding *finding)
{
    struct place_key key = { finding->location.file, finding->location.line };
    /* Without a line, findings have nothing in common. */
    if (key.file == NULL || key.line == 0) {
        key = (struct place_key){ NULL, keys->count };
    }
    bool is_new;
    uint32_t index = map_add(keys, &key, &is_new);
    if (is_new) {
        *LIST_PUSH(analysis->arena, places) =
            (struct place){ .location = finding->location,
                            .cause = PLACE_NO_CAUSE,
                            .function = "",
                            .level = LEVEL_NOTE,
                            .impact = "low",
                            .effort = "low" };
    }
    return &places->items[index];
}

static bool says_why(const struct finding *finding)
{
    return finding->cause.kind != CAUSE_UNKNOWN &&
           finding->cause.text != NULL && finding->cause.text[0] != '\0';
}

static void weigh(struct place *place, const struct finding *finding)
{
    if (finding->level > place->level) {
        place->level = finding->level;
    }
    place->is_regression |=
        finding->state == FINDING_REGRESSION && finding->level >= LEVEL_WARNING;
    if (strcmp(finding->impact, "high") == 0) {
        place->impact = finding->impact;
    }
    if (strcmp(finding->effort, "high") == 0) {
        place->effort = finding->effort;
    }
    place->action = playbook_action(place->impact, place->effort);
}

/* A benchmark's finding does not know whose line it stands on; a profile
 * does, if that line costs anything. */
static const char *function_at(const struct analysis *analysis,
                               struct location location)
{
    const struct profile_diff_list *diffs = &analysis->comparison->profiles;
    for (size_t i = 0; i < diffs->count; i++) {
        const struct profile_row_list *lines = &diffs->items[i].lines;
        for (size_t j = 0; j < lines->count; j++) {
            const struct profile_row *row = &lines->items[j];
            if (row->in_source && !row->is_only_base &&
                location_same_line(row->location, location)) {
                return row->function;
            }
        }
    }
    return "";
}

static void add_member(const struct analysis *analysis, struct place *place,
                       const struct finding *finding, size_t index)
{
    *LIST_PUSH(analysis->arena, &place->members) = index;
    if (place->function[0] == '\0' && !finding_is_of_benchmark(finding)) {
        place->function = finding->function;
    }
    if (place->cause == PLACE_NO_CAUSE && says_why(finding)) {
        place->cause = index;
    }
    weigh(place, finding);
}

static void name_function(const struct analysis *analysis,
                          const struct finding_list *findings,
                          struct place *place)
{
    if (place->function[0] == '\0' && place->location.file != NULL) {
        place->function = function_at(analysis, place->location);
    }
    if (place->function[0] == '\0') {
        place->function = findings->items[place->members.items[0]].function;
    }
}

static void group(const struct analysis *analysis,
                  const struct finding_list *findings,
                  struct place_list *places)
{
    struct map keys;
    map_init(&keys, sizeof(struct place_key));
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];
        add_member(analysis, place_of(analysis, places, &keys, finding),
                   finding, i);
    }
    for (size_t i = 0; i < places->count; i++) {
        name_function(analysis, findings, &places->items[i]);
    }
    map_release(&keys);
}

void group_by_place(struct analysis *analysis)
{
    struct report *report = analysis->report;
    group(analysis, &report->findings, &report->places);
    group(analysis, &report->improvements, &report->better_places);
}
