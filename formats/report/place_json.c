#include "formats/report/place_json.h"

#include <string.h>

#include "core/model/go_symbol.h"
#include "core/model/playbook.h"
#include "formats/json/json_tree.h"
#include "formats/report/finding_json.h"
#include "formats/report/waiver_json.h"
#include "formats/text/metric_text.h"

/* Findings of one list with their places. */
struct place_source {
    const struct report *report;
    const struct finding_list *findings;
    const struct place_list *places;
};

/* What the page shows of places, and opened; more would hide each other. The
 * file has them all. */
enum { MOST_SHOWN = 100, MOST_OPEN = 5, MOST_IN_CELL = 20 };

static bool is_note(const struct place *place)
{
    return place->level == LEVEL_NOTE;
}

static void add_why(cJSON *head, const struct place_source *source,
                    const struct place *place)
{
    if (place->cause == PLACE_NO_CAUSE) {
        return;
    }
    const struct finding *finding = &source->findings->items[place->cause];
    cJSON *why = json_add_object(head, "why");
    json_add_text(why, "text", finding->cause.text);
    add_flow_json(why, &finding->flow);
}

static void add_head(cJSON *object, const struct place_source *source,
                     size_t number)
{
    const struct place *place = &source->places->items[number - 1];
    cJSON *head = json_add_object(object, "place_head");
    json_add_integer(head, "number", (int64_t)number);
    json_add_flag(head, "is_open", number <= MOST_OPEN);
    json_add_text(head, "level", level_name(place->level));
    json_add_text(head, "function_short", go_symbol_short(place->function));
    json_add_text(head, "impact", place->impact);
    json_add_text(head, "effort", place->effort);
    json_add_text(head, "action", place->action);
    add_why(head, source, place);
}

static void add_place(cJSON *list, const struct place_source *source,
                      size_t number, bool is_shown)
{
    const struct place *place = &source->places->items[number - 1];
    for (size_t i = 0; i < place->members.count; i++) {
        size_t index = place->members.items[i];
        cJSON *object =
            finding_json(source->report, &source->findings->items[index]);
        add_waiver_offer_json(object, source->report,
                              &source->findings->items[index]);
        json_add_integer(object, "place", (int64_t)number);
        json_add_flag(object, "is_note", is_note(place));
        json_add_flag(object, "is_shown", is_shown);
        if (i == 0) {
            add_head(object, source, number);
        }
        json_add_flag(object, "ends_place", i + 1 == place->members.count);
        cJSON_AddItemToArray(list, object);
    }
}

static void add_list(cJSON *root, const char *name,
                     const struct place_source *source)
{
    cJSON *list = json_add_array(root, name);
    size_t counts[2] = { 0, 0 }; /* of others, and of notes */
    for (size_t i = 0; i < source->places->count; i++) {
        size_t *count = &counts[is_note(&source->places->items[i])];
        add_place(list, source, i + 1, ++*count <= MOST_SHOWN);
    }
}

static void add_triage_place(cJSON *list, const struct report *report,
                             size_t index)
{
    const struct place *place = &report->places.items[index];
    const struct finding_list *findings = &report->findings;
    const struct finding *worst = &findings->items[place->members.items[0]];
    struct buffer text, interval;
    buffer_init(&text);
    buffer_init(&interval);
    metric_brief(worst, &text);
    metric_interval(worst, &interval);
    cJSON *object = json_push_object(list);
    json_add_integer(object, "number", (int64_t)index + 1);
    json_add_location(object, "location", place->location);
    json_add_text(object, "function_short", go_symbol_short(place->function));
    json_add_text(object, "text", text.bytes);
    json_add_optional(object, "interval_text", interval.bytes);
    if (place->cause != PLACE_NO_CAUSE) {
        json_add_text(object, "why", findings->items[place->cause].cause.text);
    }
    buffer_release(&interval);
    buffer_release(&text);
}

/* A cell of the playbook's matrix. */
static void add_cell(cJSON *cells, const struct report *report,
                     const char *action)
{
    cJSON *cell = NULL, *list = NULL;
    size_t count = 0;
    for (size_t i = 0; i < report->places.count; i++) {
        const struct place *place = &report->places.items[i];
        if (is_note(place) || strcmp(place->action, action) != 0) {
            continue;
        }
        if (cell == NULL) {
            cell = json_push_object(cells);
            json_add_text(cell, "action", action);
            json_add_text(cell, "impact", place->impact);
            json_add_text(cell, "effort", place->effort);
            list = json_add_array(cell, "places");
        }
        if (++count <= MOST_IN_CELL) {
            add_triage_place(list, report, i);
        }
    }
    if (cell != NULL) {
        json_add_more(cell, "more", count, MOST_IN_CELL);
    }
}

static size_t count_notes(const struct report *report)
{
    size_t count = 0;
    for (size_t i = 0; i < report->places.count; i++) {
        count += is_note(&report->places.items[i]);
    }
    return count;
}

void add_findings_json(cJSON *root, const struct report *report)
{
    struct place_source worse = { report, &report->findings, &report->places };
    struct place_source better = { report, &report->improvements,
                                   &report->better_places };
    size_t notes = count_notes(report);
    add_list(root, "findings", &worse);
    add_list(root, "improvements", &better);
    json_add_integer(root, "note_places", (int64_t)notes);
    json_add_flag(root, "has_notes", notes > 0);
    json_add_flag(root, "has_findings", report->places.count > notes);
    json_add_flag(root, "has_improvements", report->better_places.count > 0);
    json_add_more(root, "more_findings", report->places.count - notes,
                  MOST_SHOWN);
    json_add_more(root, "more_notes", notes, MOST_SHOWN);
    json_add_more(root, "more_improvements", report->better_places.count,
                  MOST_SHOWN);
    cJSON *cells = json_add_array(root, "triage");
    for (size_t i = 0; playbook_actions[i] != NULL; i++) {
        add_cell(cells, report, playbook_actions[i]);
    }
}
