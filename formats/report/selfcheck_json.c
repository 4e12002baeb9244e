#include "formats/report/selfcheck_json.h"

#include "formats/json/json_tree.h"

static void add_gate(cJSON *list, const struct selfcheck_gate *gate)
{
    cJSON *object = json_push_object(list);
    json_add_text(object, "id", gate->id);
    for (size_t i = 0; i < GUARD_COUNT; i++) {
        json_add_integer(object, guard_name((enum guard)i),
                         (int64_t)gate->counts[i]);
    }
    json_add_optional(object, "text", gate->text);
}

static void add_entry(cJSON *list, const struct selfcheck_entry *entry)
{
    cJSON *object = json_push_object(list);
    json_add_text(object, "gate", entry->gate);
    json_add_optional(object, "benchmark", entry->benchmark);
    json_add_optional(object, "unit", entry->unit);
    json_add_optional(object, "package", entry->package);
    json_add_number(object, "limit", entry->limit);
    json_add_number(object, "beyond", entry->beyond);
    json_add_text(object, "beyond_state", gate_state_name(entry->beyond_state));
    json_add_number(object, "within", entry->within);
    json_add_text(object, "within_state", gate_state_name(entry->within_state));
    json_add_text(object, "state", guard_name(entry->guard));
    json_add_number(object, "fails_from", entry->fails_from);
    json_add_text(object, "text", entry->text);
}

void add_selfcheck_json(cJSON *root, const struct report *report)
{
    const struct selfcheck *check = &report->selfcheck;
    json_add_flag(root, "has_selfcheck", check->is_wanted);
    if (!check->is_wanted) {
        return;
    }
    cJSON *object = json_add_object(root, "selfcheck");
    json_add_flag(object, "fails", selfcheck_failed(check));
    cJSON *gates = json_add_array(object, "gates");
    for (size_t i = 0; i < check->gates.count; i++) {
        add_gate(gates, &check->gates.items[i]);
    }
    cJSON *entries = json_add_array(object, "planted");
    for (size_t i = 0; i < check->entries.count; i++) {
        add_entry(entries, &check->entries.items[i]);
    }
}
