#include "formats/sarif/sarif.h"

#include <math.h>

#include "core/model/go_symbol.h"

enum { MOST_OTHERS = 4 };

/* Where on the stack the benchmark calls what it measures; NULL: nowhere. */
static const struct finding_step *benchmark_step(const struct finding *finding)
{
    for (size_t i = 0; i < finding->stack.count; i++) {
        const struct finding_step *step = &finding->stack.items[i];
        struct span name = go_symbol_benchmark(step->function);
        if (step->in_source && name.length > 0 &&
            span_equals(name, finding->benchmark) &&
            !location_same_line(step->location, finding->location)) {
            return step;
        }
    }
    return NULL;
}

/* `seen` is room for the words "file:line". */
static void find_links(const struct finding *finding, struct buffer *seen,
                       struct sarif_links *links)
{
    if (finding->seen.file != NULL && finding->seen.line != 0) {
        buffer_printf(seen, "%s:%u", finding->seen.file, finding->seen.line);
        links->items[links->count++] =
            (struct sarif_link){ .words = seen->bytes,
                                 .lead = "Seen at",
                                 .location = finding->seen,
                                 .columns = finding->seen_columns };
    }
    const struct finding_step *step = benchmark_step(finding);
    if (step != NULL) {
        links->items[links->count++] =
            (struct sarif_link){ .words = finding->benchmark,
                                 .lead = "Measured by",
                                 .location = step->location,
                                 .columns = step->columns };
    }
}

/* What merged into it here, and what to do: an annotation shows no more. */
static void add_rest(struct buffer *text, const struct sarif_group *group)
{
    for (size_t i = 0; i < group->others.count && i < MOST_OTHERS; i++) {
        buffer_text(text, " On the same line: ");
        sarif_plain_text(text, group->others.items[i]->headline);
    }
    if (group->finding->next_step[0] != '\0') {
        buffer_text(text, " Next: ");
        sarif_plain_text(text, group->finding->next_step);
    }
}

static void add_message(cJSON *result, const struct sarif_group *group,
                        const struct sarif_links *links)
{
    struct buffer text;
    buffer_init(&text);
    sarif_linked_text(&text, group->finding->message, links);
    add_rest(&text, group);
    json_add_text(json_add_object(result, "message"), "text", text.bytes);
    buffer_release(&text);
}

static void add_related(cJSON *result, const struct sarif_links *links)
{
    if (links->count == 0) {
        return;
    }
    cJSON *list = json_add_array(result, "relatedLocations");
    for (size_t i = 0; i < links->count; i++) {
        const struct sarif_link *link = &links->items[i];
        cJSON *location = json_push_object(list);
        json_add_integer(location, "id", (int64_t)i + 1);
        sarif_add_place(location, link->location, link->columns);
        sarif_add_message(location, link->words);
    }
}

/* A wrong hash brings a warning for each result; none, and the upload action
 * computes it. */
static void add_fingerprint(cJSON *result, const struct finding *finding)
{
    if (finding->line_hash[0] != '\0') {
        json_add_text(json_add_object(result, "partialFingerprints"),
                      "primaryLocationLineHash", finding->line_hash);
    }
}

static void add_finite(cJSON *object, const char *name, double value)
{
    if (isfinite(value)) {
        json_add_number(object, name, value);
    }
}

static void add_metric(cJSON *properties, const struct metric *metric)
{
    cJSON *object = json_add_object(properties, "metric");
    json_add_text(object, "name", metric->name);
    json_add_text(object, "unit", metric->unit);
    add_finite(object, "base", metric->change.base_each);
    add_finite(object, "head", metric->change.head_each);
    add_finite(object, "ratio", metric->change.ratio);
    add_finite(object, "low", metric->change.low);
    add_finite(object, "high", metric->change.high);
    add_finite(object, "p", metric->change.p);
    add_finite(object, "base_share", metric->base_share);
    add_finite(object, "head_share", metric->head_share);
}

static void add_properties(cJSON *result, const struct finding *finding)
{
    cJSON *properties = json_add_object(result, "properties");
    json_add_optional(properties, "finding_key", finding->key);
    json_add_optional(properties, "function", finding->function);
    json_add_optional(properties, "benchmark", finding->benchmark);
    json_add_optional(properties, "action", finding->action);
    add_metric(properties, &finding->metric);
}

static void add_location(cJSON *result, const struct finding *finding)
{
    cJSON *location = json_push_object(json_add_array(result, "locations"));
    sarif_add_place(location, finding->location, finding->columns);
}

cJSON *sarif_result(const struct sarif_group *group, size_t rule_index)
{
    const struct finding *finding = group->finding;
    cJSON *result = cJSON_CreateObject();
    struct sarif_links links = { .count = 0 };
    struct buffer seen;
    buffer_init(&seen);
    find_links(finding, &seen, &links);
    json_add_text(result, "ruleId", finding->rule->id);
    json_add_integer(result, "ruleIndex", (int64_t)rule_index);
    json_add_text(result, "level", level_name(finding->level));
    add_message(result, group, &links);
    add_location(result, finding);
    add_fingerprint(result, finding);
    add_related(result, &links);
    sarif_add_code_flows(result, finding);
    add_properties(result, finding);
    buffer_release(&seen);
    return result;
}

void sarif_add_suppressions(cJSON *result, const struct sarif_group *group)
{
    const struct waiver *waiver = group->finding->waiver;
    cJSON *list = json_add_array(result, "suppressions");
    if (waiver == NULL) {
        return;
    }
    struct arena arena = ARENA_INIT;
    cJSON *entry = json_push_object(list);
    json_add_text(entry, "kind", "external");
    json_add_text(entry, "status", "accepted");
    json_add_text(entry, "justification", waiver_words(&arena, waiver));
    arena_release(&arena);
}
