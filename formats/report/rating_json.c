#include "formats/report/rating_json.h"

#include "formats/json/json_tree.h"
#include "formats/report/rating_text.h"

static void add_part(cJSON *parts, const struct rating *rating,
                     enum rating_part part)
{
    struct buffer text;
    buffer_init(&text);
    rating_part_text(rating, part, &text);
    cJSON *object = json_push_object(parts);
    json_add_text(object, "name", rating_part_name(part));
    json_add_number(object, "value", rating_part_value(rating, part));
    json_add_quantity(object, "value_text", rating_part_amount(rating, part));
    json_add_text(object, "text", text.bytes);
    buffer_release(&text);
}

void add_rating_json(cJSON *root, const struct report *report)
{
    const struct rating *rating = &report->rating;
    struct buffer line;
    buffer_init(&line);
    rating_line(rating, &line);
    cJSON *object = json_add_object(root, "rating");
    json_add_number(object, "value", rating->value);
    json_add_quantity(object, "value_text", rating_value(rating));
    json_add_flag(object, "is_positive", rating->is_positive);
    json_add_text(object, "balance", rating->balance);
    json_add_text(object, "text", line.bytes);
    json_add_number(object, "time_change", rating->time_change);
    json_add_number(object, "allocation_change", rating->allocation_change);
    json_add_number(object, "improvements", rating->improvements);
    json_add_number(object, "regressions", rating->regressions);
    json_add_integer(object, "improvement_places",
                     (int64_t)rating->improvement_count);
    json_add_integer(object, "regression_places",
                     (int64_t)rating->regression_count);
    json_add_integer(object, "failed_gates", (int64_t)rating->failed_gates);
    cJSON *parts = json_add_array(object, "parts");
    for (size_t i = 0; i < RATING_PART_COUNT; i++) {
        add_part(parts, rating, (enum rating_part)i);
    }
    buffer_release(&line);
}
