#include "formats/config/config_json.h"

#include <math.h>
#include <string.h>

#include "core/base/strings.h"
#include "formats/config/config_reader.h"

/* Where the values of an object go. */
struct target {
    const char *section; /* its keys */
    const char *own;     /* further ones: "rules.PERF1001"; NULL */
    void *homes[CONFIG_OF_WAIVER + 1]; /* by enum config_home */
    struct config_override *override;  /* NULL: it holds everywhere */
};

static bool read_object(const struct config_reader *reader, const cJSON *object,
                        const struct target *target);

static const struct config_key *find_key(const struct target *target,
                                         const char *name)
{
    const struct config_key *key = config_key_find(target->section, name);
    return key == NULL && target->own != NULL
               ? config_key_find(target->own, name)
               : key;
}

static struct config_subject_list *subjects_of(
    const struct config_reader *reader, const struct target *target)
{
    return target->override != NULL ? &target->override->subjects
                                    : &reader->config->subjects;
}

/* A rule or a gate: new, or it is there by its other name. */
static bool read_subject(const struct config_reader *reader, const cJSON *item,
                         const struct target *target, const char *id)
{
    struct config_subject_list *subjects = subjects_of(reader, target);
    for (size_t i = 0; i < subjects->count; i++) {
        if (strcmp(subjects->items[i].id, id) == 0) {
            return config_fail(reader, item,
                               "%s must be there only once, by id or by name",
                               id);
        }
    }
    struct config_subject *subject = LIST_PUSH(reader->arena, subjects);
    subject->id = id;
    struct target inner = *target;
    inner.homes[CONFIG_OF_SUBJECT] = subject;
    inner.section = arena_printf(reader->arena, "%s.*", target->section);
    inner.own = arena_printf(reader->arena, "%s.%s", target->section, id);
    return read_object(reader, item, &inner);
}

static bool must_be_object(const struct config_reader *reader,
                           const cJSON *item)
{
    return cJSON_IsObject(item) ||
           config_fail(reader, item, "%s must be an object { }",
                       config_name_of(reader, item));
}

static bool read_rules(const struct config_reader *reader, const cJSON *object,
                       const struct target *target)
{
    struct target inner = *target;
    inner.section = "rules";
    const cJSON *item;
    bool ok = must_be_object(reader, object);
    for (item = ok ? object->child : NULL; item != NULL && ok;
         item = item->next) {
        const struct rule_info *rule =
            config_find_rule(reader, item, item->string);
        ok = rule != NULL && read_subject(reader, item, &inner, rule->id);
    }
    return ok;
}

/* Keys that hold for all gates stand beside the gates. */
static bool read_gates(const struct config_reader *reader, const cJSON *object,
                       const struct target *target)
{
    struct target inner = *target;
    inner.section = "gates";
    return read_object(reader, object, &inner);
}

static bool read_owners(const struct config_reader *reader, const cJSON *object)
{
    const cJSON *item;
    if (!must_be_object(reader, object)) {
        return false;
    }
    cJSON_ArrayForEach(item, object)
    {
        const char *owner;
        if (!config_read_text(reader, item, &owner)) {
            return false;
        }
        *LIST_PUSH(reader->arena, &reader->config->owners) =
            (struct config_owner){
                .pattern = arena_copy(reader->arena, item->string,
                                      strlen(item->string)),
                .owner = owner,
            };
    }
    return true;
}

static bool read_override(const struct config_reader *reader, const cJSON *item)
{
    struct config_override *override =
        LIST_PUSH(reader->arena, &reader->config->overrides);
    struct target target = {
        .section = "overrides",
        .homes = { [CONFIG_OF_CONFIG] = reader->config,
                   [CONFIG_OF_OVERRIDE] = override },
        .override = override,
    };
    return read_object(reader, item, &target) &&
           (!scope_pattern_is_empty(&override->where) ||
            config_fail(reader, item,
                        "an override must name a path, a function or a "
                        "benchmark"));
}

static bool read_waiver(const struct config_reader *reader, const cJSON *item)
{
    struct waiver *waiver = LIST_PUSH(reader->arena, &reader->config->waivers);
    waiver->limit = (double)NAN;
    struct target target = {
        .section = "waivers",
        .homes = { [CONFIG_OF_WAIVER] = waiver },
    };
    return read_object(reader, item, &target) &&
           config_complete_waiver(reader, item, waiver);
}

static bool read_list(const struct config_reader *reader, const cJSON *array,
                      const struct config_key *key)
{
    bool is_waivers = strcmp(key->name, "waivers") == 0;
    const cJSON *item;
    if (!cJSON_IsArray(array)) {
        return config_fail(reader, array, "\"%s\" must be an array of objects",
                           key->name);
    }
    cJSON_ArrayForEach(item, array)
    {
        if (is_waivers ? !read_waiver(reader, item)
                       : !read_override(reader, item)) {
            return false;
        }
    }
    return true;
}

static bool read_number(const struct config_reader *reader, const cJSON *item,
                        const struct config_key *key,
                        const struct target *target)
{
    char *home = target->homes[key->home];
    double value;
    if (!config_read_number(reader, item, key, &value)) {
        return false;
    }
    if (target->override == NULL) {
        memcpy(home + key->offset, &value, sizeof(value));
        return true;
    }
    if (key->is_global) {
        return config_fail(reader, item,
                           "\"%s\" is the same everywhere: an override cannot "
                           "change it",
                           key->name);
    }
    *LIST_PUSH(reader->arena, &target->override->numbers) =
        (struct config_number){ .offset = key->offset, .value = value };
    return true;
}

static bool is_address(const char *text)
{
    return text_starts_with(text, "https://") ||
           text_starts_with(text, "http://");
}

/* A pattern that says nothing would match all, or nothing; a link of another
 * scheme would do more than lead somewhere. */
static bool check_text(const struct config_reader *reader, const cJSON *item,
                       const struct config_key *key, const char *text)
{
    bool is_pattern = strcmp(key->name, "path") == 0 ||
                      strcmp(key->name, "function") == 0 ||
                      strcmp(key->name, "benchmark") == 0;
    if (is_pattern && text[0] == '\0') {
        return config_fail(reader, item, "a pattern must not be empty");
    }
    return strcmp(key->section, "links") != 0 || text[0] == '\0' ||
           is_address(text) ||
           config_fail(reader, item, "\"%s\" must begin with https://",
                       key->name);
}

/* A number, a text or a word. */
static bool read_scalar(const struct config_reader *reader, const cJSON *item,
                        const struct config_key *key,
                        const struct target *target)
{
    char *field = (char *)target->homes[key->home] + key->offset;
    const char *text = NULL;
    if (key->kind == CONFIG_NUMBER) {
        return read_number(reader, item, key, target);
    }
    bool is_word = key->words != NULL;
    bool ok = is_word ? config_read_word(reader, item, key, &text)
                      : config_read_text(reader, item, &text) &&
                            check_text(reader, item, key, text);
    memcpy(field, &text, sizeof(text));
    return ok;
}

static bool read_value(const struct config_reader *reader, const cJSON *item,
                       const struct config_key *key,
                       const struct target *target)
{
    struct target inner = *target;
    switch (key->kind) {
    case CONFIG_SECTION:
        inner.section = key->name;
        inner.own = NULL;
        return read_object(reader, item, &inner);
    case CONFIG_RULES:
        return read_rules(reader, item, target);
    case CONFIG_GATES:
        return read_gates(reader, item, target);
    case CONFIG_OWNERS:
        return read_owners(reader, item);
    case CONFIG_LIST:
        return read_list(reader, item, key);
    case CONFIG_TEXTS:
        return config_read_texts(
            reader, item,
            (struct text_list *)(void *)((char *)target->homes[key->home] +
                                         key->offset));
    case CONFIG_NUMBER:
    case CONFIG_TEXT:
    case CONFIG_CHOICE:
    case CONFIG_FLAG:
    case CONFIG_DATE:
        return read_scalar(reader, item, key, target);
    }
    return false;
}

static bool fail_key(const struct config_reader *reader, const cJSON *item,
                     const struct target *target)
{
    struct text_list known = { .items = NULL };
    for (const struct config_key *key = config_keys; key->name != NULL; key++) {
        if (find_key(target, key->name) == key) {
            *LIST_PUSH(reader->arena, &known) = key->name;
        }
    }
    for (size_t i = 0;
         strcmp(target->section, "gates") == 0 && config_gate_ids[i] != NULL;
         i++) {
        *LIST_PUSH(reader->arena, &known) = config_gate_ids[i];
    }
    *LIST_PUSH(reader->arena, &known) = NULL;
    return config_fail_unknown(reader, item, item->string, known.items);
}

static const char *gate_named(const struct target *target, const char *name)
{
    for (size_t i = 0; config_gate_ids[i] != NULL; i++) {
        if (strcmp(target->section, "gates") == 0 &&
            strcmp(config_gate_ids[i], name) == 0) {
            return config_gate_ids[i];
        }
    }
    return NULL;
}

static bool read_object(const struct config_reader *reader, const cJSON *object,
                        const struct target *target)
{
    const cJSON *item;
    if (!must_be_object(reader, object)) {
        return false;
    }
    cJSON_ArrayForEach(item, object)
    {
        const struct config_key *key = find_key(target, item->string);
        const char *gate = gate_named(target, item->string);
        bool ok = gate != NULL  ? read_subject(reader, item, target, gate)
                  : key != NULL ? read_value(reader, item, key, target)
                                : fail_key(reader, item, target);
        if (!ok) {
            return false;
        }
    }
    return true;
}

bool config_json_read(const struct config_text *text, struct arena *arena,
                      struct config *config, struct error *error)
{
    if (text->text.length > CONFIG_LIMIT_BYTES) {
        return error_set(error, ERROR_LIMIT,
                         "%s: is larger than %zu bytes; a configuration is "
                         "what people write",
                         text->name, CONFIG_LIMIT_BYTES);
    }
    struct config_reader reader = {
        .source = text, .arena = arena, .config = config, .error = error
    };
    struct target target = { .section = "",
                             .homes = { [CONFIG_OF_CONFIG] = config } };
    cJSON *root =
        json_parse_commented(text->text, text->name, &reader.lines, error);
    bool ok = root != NULL && read_object(&reader, root, &target);
    if (!ok && error->kind == ERROR_INPUT) {
        error->kind = ERROR_USAGE; /* a bad configuration is no bad input */
    }
    cJSON_Delete(root);
    json_lines_release(&reader.lines);
    return ok;
}
