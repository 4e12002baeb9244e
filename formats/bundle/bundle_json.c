#include "formats/bundle/bundle_json.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <string.h>

#include "core/base/file.h"
#include "formats/json/json_strict.h"

static const size_t limit_bytes = (size_t)4 << 20;

struct loader {
    const char *name; /* of the file, for messages */
    struct evidence *evidence;
    struct bundle_role_list *roles;
};

static const char *keep(const struct loader *loader, const char *text)
{
    return strings_intern_text(loader->evidence->strings, text);
}

static bool fail(const struct loader *loader, const char *key,
                 const char *wanted, struct error *error)
{
    return error_set(error, ERROR_INPUT, "%s: \"%s\" must be %s", loader->name,
                     key, wanted);
}

static bool load_text(const struct loader *loader, const cJSON *item,
                      const char **target, struct error *error)
{
    if (!cJSON_IsString(item)) {
        return fail(loader, item->string, "a string", error);
    }
    *target = keep(loader, item->valuestring);
    return true;
}

/* A pull request may be 42 or "42". */
static bool load_number_or_text(const struct loader *loader, const cJSON *item,
                                const char **target, struct error *error)
{
    if (!cJSON_IsNumber(item)) {
        return load_text(loader, item, target, error);
    }
    double value = item->valuedouble;
    if (!(value >= 0 && value < 1e15 && value == floor(value))) {
        return fail(loader, item->string, "a whole number or a string", error);
    }
    *target =
        keep(loader, arena_printf(&loader->evidence->arena, "%.0f", value));
    return true;
}

/* {FILE: {BENCHMARK: COUNT}} */
static bool load_operations(const struct loader *loader, const cJSON *files,
                            struct evidence_side *side, struct error *error)
{
    const cJSON *file, *count;
    if (!cJSON_IsObject(files)) {
        return fail(loader, files->string, "an object of files", error);
    }
    cJSON_ArrayForEach(file, files)
    {
        if (!cJSON_IsObject(file)) {
            return fail(loader, file->string, "an object of benchmarks", error);
        }
        cJSON_ArrayForEach(count, file)
        {
            if (!cJSON_IsNumber(count) || !(count->valuedouble > 0) ||
                isinf(count->valuedouble)) {
                return fail(loader, count->string, "a positive number", error);
            }
            *LIST_PUSH(&side->arena, &side->operations) =
                (struct declared_operations){
                    .file = keep(loader, file->string),
                    .benchmark = keep(loader, count->string),
                    .count = count->valuedouble,
                };
        }
    }
    return true;
}

static void note_unknown(const struct loader *loader, const char *key)
{
    struct evidence_side *head = &loader->evidence->head;
    evidence_notice(head, keep(loader, loader->name), 0,
                    arena_printf(&head->arena,
                                 "the key \"%s\" is not known and is ignored",
                                 key));
}

static bool load_side(const struct loader *loader, const cJSON *object,
                      struct evidence_side *side, struct error *error)
{
    const cJSON *item;
    bool ok = cJSON_IsObject(object) ||
              fail(loader, object->string, "an object", error);
    if (!ok) {
        return false;
    }
    cJSON_ArrayForEach(item, object)
    {
        if (strcmp(item->string, "commit") == 0) {
            ok = load_text(loader, item, &side->commit, error);
        } else if (strcmp(item->string, "time") == 0) {
            ok = load_text(loader, item, &side->time, error);
        } else if (strcmp(item->string, "operations") == 0) {
            ok = load_operations(loader, item, side, error);
        } else {
            note_unknown(loader, item->string);
        }
        if (!ok) {
            return false;
        }
    }
    return true;
}

static bool load_role(const struct loader *loader, const cJSON *item,
                      struct error *error)
{
    static const struct {
        const char *name;
        enum benchmark_role role;
    } names[] = { { "timing", BENCHMARK_TIMING },
                  { "profiled", BENCHMARK_COUNTS_PROFILED },
                  { "contended", BENCHMARK_COUNTS_CONTENDED } };
    for (size_t i = 0;
         cJSON_IsString(item) && i < sizeof(names) / sizeof(names[0]); i++) {
        if (strcmp(item->valuestring, names[i].name) == 0) {
            *LIST_PUSH(&loader->evidence->arena, loader->roles) =
                (struct bundle_role){ .file = keep(loader, item->string),
                                      .role = names[i].role };
            return true;
        }
    }
    return fail(loader, item->string, "timing, profiled or contended", error);
}

static bool load_roles(const struct loader *loader, const cJSON *object,
                       struct error *error)
{
    const cJSON *item;
    if (!cJSON_IsObject(object)) {
        return fail(loader, object->string, "an object of files", error);
    }
    cJSON_ArrayForEach(item, object)
    {
        if (!load_role(loader, item, error)) {
            return false;
        }
    }
    return true;
}

static const char **text_field(struct evidence *evidence, const char *key)
{
    const struct {
        const char *key;
        const char **field;
    } fields[] = {
        { "module", &evidence->module },
        { "target", &evidence->target },
        { "repository", &evidence->repository },
        { "branch", &evidence->branch },
        { "machine", &evidence->machine },
    };
    for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
        if (strcmp(fields[i].key, key) == 0) {
            return fields[i].field;
        }
    }
    return NULL;
}

static bool load_item(const struct loader *loader, const cJSON *item,
                      struct error *error)
{
    struct evidence *evidence = loader->evidence;
    const char **field = text_field(evidence, item->string);
    if (field != NULL) {
        return load_text(loader, item, field, error);
    }
    if (strcmp(item->string, "pull_request") == 0) {
        return load_number_or_text(loader, item, &evidence->pull_request,
                                   error);
    }
    if (strcmp(item->string, "base") == 0) {
        return load_side(loader, item, &evidence->base, error);
    }
    if (strcmp(item->string, "head") == 0) {
        return load_side(loader, item, &evidence->head, error);
    }
    if (strcmp(item->string, "roles") == 0) {
        return load_roles(loader, item, error);
    }
    note_unknown(loader, item->string);
    return true;
}

static bool load(const struct loader *loader, const cJSON *root,
                 struct error *error)
{
    const cJSON *item;
    cJSON_ArrayForEach(item, root)
    {
        if (!load_item(loader, item, error)) {
            return false;
        }
    }
    return true;
}

bool bundle_json_read(const char *path, const char *name,
                      struct evidence *evidence, struct bundle_role_list *roles,
                      struct error *error)
{
    struct loader loader = { .name = name,
                             .evidence = evidence,
                             .roles = roles };
    struct file_view view;
    if (!file_open_view(path, limit_bytes, &view, error)) {
        return false;
    }
    struct span text = { .bytes = view.bytes, .length = view.length };
    cJSON *root = json_parse_strict(text, name, error);
    bool ok = root != NULL && load(&loader, root, error);
    cJSON_Delete(root);
    file_close_view(&view);
    return ok;
}
