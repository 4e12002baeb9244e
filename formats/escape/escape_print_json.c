#include <cjson/cJSON.h>

#include "formats/escape/escape_print.h"
#include "formats/json/json_tree.h"

static void add_place(cJSON *object, struct location location)
{
    json_add_optional(object, "file", location.file);
    if (location.line > 0) {
        json_add_integer(object, "line", location.line);
    }
    if (location.column > 0) {
        json_add_integer(object, "column", location.column);
    }
}

static void add_step(cJSON *array, const struct flow_step *step)
{
    cJSON *object = json_push_object(array);
    if (step->destination != NULL) {
        json_add_text(object, "destination", step->destination);
        json_add_text(object, "source", step->source);
        return;
    }
    json_add_text(object, "expression", step->expression);
    json_add_text(object, "reason", step->reason);
    add_place(object, step->at);
}

static void add_flow(cJSON *object, const struct escape_row *row)
{
    const struct diagnostic *diagnostic = row->diagnostic;
    if (diagnostic->flow_count == 0) {
        return;
    }
    cJSON *array = json_add_array(object, "flow");
    for (uint32_t i = 0; i < diagnostic->flow_count; i++) {
        add_step(array, &row->escapes->flow.items[diagnostic->flow_first + i]);
    }
}

/* Printed and freed one by one: a large log never lies in one tree. */
static void print_row(const struct escape_row *row, struct buffer *out)
{
    const struct diagnostic *diagnostic = row->diagnostic;
    cJSON *object = cJSON_CreateObject();
    json_add_optional(object, "state", row->state);
    json_add_optional(object, "package", diagnostic->package);
    add_place(object, diagnostic->location);
    json_add_text(object, "kind", diagnostic_kind_name(diagnostic->kind));
    json_add_text(object, "subject", diagnostic->subject);
    json_add_optional(object, "function", diagnostic->function);
    json_add_optional(object, "reason", diagnostic->reason);
    json_add_optional(object, "destination", diagnostic->destination);
    add_flow(object, row);
    char *text = cJSON_PrintUnformatted(object);
    buffer_text(out, text == NULL ? "null" : text);
    cJSON_free(text);
    cJSON_Delete(object);
}

void escape_print_json(const struct escape_listing *listing, struct buffer *out)
{
    buffer_text(out, "{\"diagnostics\":[");
    for (size_t i = 0; i < listing->rows.count; i++) {
        buffer_text(out, i == 0 ? "\n" : ",\n");
        print_row(&listing->rows.items[i], out);
    }
    buffer_text(out, "\n]}\n");
}
