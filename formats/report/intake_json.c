#include "formats/report/intake_json.h"

#include "core/model/intake.h"
#include "formats/json/json_tree.h"

/* The numbers of places where a finding of the source stands. */
static size_t add_places(cJSON *list, const struct report *report,
                         const struct intake_source *source)
{
    size_t count = 0;
    for (size_t i = 0; i < report->places.count; i++) {
        const struct place *place = &report->places.items[i];
        bool has_one = false;
        for (size_t j = 0; j < place->members.count; j++) {
            size_t index = place->members.items[j];
            has_one |= intake_has(source, &report->findings.items[index]);
        }
        if (has_one) {
            json_add_integer(json_push_object(list), "number", (int64_t)i + 1);
            count++;
        }
    }
    return count;
}

void add_intake_json(cJSON *root, const struct report *report)
{
    cJSON *list = json_add_array(root, "intake");
    for (const struct intake_source *source = intake_sources;
         source->pattern != NULL; source++) {
        cJSON *object = json_push_object(list);
        json_add_text(object, "source", source->pattern->name);
        json_add_text(object, "example", source->pattern->signature);
        json_add_text(object, "action", source->pattern->strategy);
        json_add_text(object, "question", source->question);
        size_t count =
            add_places(json_add_array(object, "places"), report, source);
        json_add_flag(object, "is_seen", count > 0);
    }
}
