#include "formats/pprof/pprof.h"

#include <inttypes.h>
#include <string.h>

/* What pprof calls a node without a function's name and a mapping's file. */
static const char unknown_node[] = "<unknown>";

static bool read_value_type(struct pprof_reading *reading,
                            struct pprof_range range, struct value_type *type,
                            struct error *error)
{
    const Pprof__ValueType *message =
        pprof_unpack(reading, &pprof__value_type__descriptor, range, error);
    return message != NULL &&
           pprof_text(reading, message->type, &type->type, error) &&
           pprof_text(reading, message->unit, &type->unit, error);
}

static bool check_distinct(const struct profile *profile, size_t count,
                           struct error *error)
{
    const char *type = profile->value_types[count].type;
    for (size_t i = 0; i < count; i++) {
        if (profile->value_types[i].type == type) {
            return error_set(error, ERROR_INPUT,
                             "%s: two sample types are called \"%.100s\"; "
                             "record the profile again",
                             profile->name, type);
        }
    }
    return true;
}

static bool read_types(struct pprof_reading *reading, struct profile *profile,
                       struct error *error)
{
    size_t count = reading->value_types.count;
    if (count == 0) {
        return error_set(error, ERROR_INPUT,
                         "%s: has no sample types, so its values mean "
                         "nothing; record the profile again",
                         profile->name);
    }
    profile->value_types =
        arena_array(reading->arena, count, sizeof(*profile->value_types));
    profile->value_count = count;
    for (size_t i = 0; i < count; i++) {
        if (!read_value_type(reading, reading->value_types.items[i],
                             &profile->value_types[i], error) ||
            !check_distinct(profile, i, error)) {
            return false;
        }
    }
    profile->period_type = (struct value_type){ .type = "", .unit = "" };
    return reading->period_type.length == 0 ||
           read_value_type(reading, reading->period_type, &profile->period_type,
                           error);
}

static bool read_default_type(struct pprof_reading *reading,
                              struct profile *profile, struct error *error)
{
    const char *type;
    if (!pprof_text(reading, (int64_t)reading->default_type, &type, error)) {
        return false;
    }
    profile->default_value = profile->value_count - 1;
    size_t named = profile_value_index(profile, type);
    if (named < profile->value_count) {
        profile->default_value = named;
        profile->has_default_value = true;
    }
    return true;
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

/* What a frame without a function's name is called in pprof's tables. */
static const char *name_node(struct pprof_reading *reading, const char *file)
{
    if (file[0] == '\0') {
        return strings_intern_text(reading->strings, unknown_node);
    }
    return strings_intern_text(
        reading->strings,
        arena_printf(&reading->scratch, "[%s]", base_name(file)));
}

static bool read_mapping(struct pprof_reading *reading, size_t index,
                         struct profile *profile, struct error *error)
{
    const char *file, *build_id;
    const Pprof__Mapping *message =
        pprof_unpack(reading, &pprof__mapping__descriptor,
                     reading->mappings.items[index], error);
    if (message == NULL ||
        !pprof_text(reading, message->filename, &file, error) ||
        !pprof_text(reading, message->build_id, &build_id, error)) {
        return false;
    }
    reading->ids[index] = message->id;
    reading->mapping_nodes[index + 1] = name_node(reading, file);
    if (index == 0) {
        profile->binary = base_name(file);
        profile->build_id = build_id;
    }
    return true;
}

/* mapping_nodes[0] is for locations without a mapping. */
static bool read_mappings(struct pprof_reading *reading,
                          struct profile *profile, struct error *error)
{
    size_t count = reading->mappings.count;
    reading->ids = arena_array(&reading->scratch, count, sizeof(*reading->ids));
    reading->mapping_nodes = arena_array(&reading->scratch, count + 1,
                                         sizeof(*reading->mapping_nodes));
    reading->mapping_nodes[0] = name_node(reading, "");
    for (size_t i = 0; i < count; i++) {
        if (!read_mapping(reading, i, profile, error)) {
            return false;
        }
    }
    struct pprof_id_request request = { "mapping", count, &reading->scratch };
    return pprof_build_ids(reading, &request, &reading->mapping_ids, error);
}

static bool read_function(struct pprof_reading *reading, size_t index,
                          struct error *error)
{
    struct pprof_function *entry = &reading->function_entries[index];
    const Pprof__Function *message =
        pprof_unpack(reading, &pprof__function__descriptor,
                     reading->functions.items[index], error);
    if (message == NULL ||
        !pprof_text(reading, message->name, &entry->name, error) ||
        !pprof_text(reading, message->filename, &entry->file, error)) {
        return false;
    }
    reading->ids[index] = message->id;
    entry->start_line = message->start_line;
    entry->function = ID_NONE;
    return true;
}

static bool read_functions(struct pprof_reading *reading, struct error *error)
{
    size_t count = reading->functions.count;
    reading->ids = arena_array(&reading->scratch, count, sizeof(*reading->ids));
    reading->function_entries = arena_array(&reading->scratch, count,
                                            sizeof(*reading->function_entries));
    for (size_t i = 0; i < count; i++) {
        if (!read_function(reading, i, error)) {
            return false;
        }
    }
    struct pprof_id_request request = { "function", count, &reading->scratch };
    return pprof_build_ids(reading, &request, &reading->function_ids, error);
}

static bool check_string_table(struct pprof_reading *reading,
                               struct error *error)
{
    if (reading->texts.count == 0 || reading->texts.items[0].length != 0) {
        return error_set(error, ERROR_INPUT,
                         "%s: the string table does not begin with the empty "
                         "string; record the profile again",
                         reading->input->name);
    }
    reading->interned = arena_array(&reading->scratch, reading->texts.count,
                                    sizeof(*reading->interned));
    return true;
}

bool pprof_read_tables(struct pprof_reading *reading, struct profile *profile,
                       struct error *error)
{
    profile->has_mapping = reading->mappings.count > 0;
    profile->binary = "";
    profile->build_id = "";
    profile->period = (int64_t)reading->period;
    profile->time_nanos = (int64_t)reading->time_nanos;
    profile->duration_nanos = (int64_t)reading->duration_nanos;
    return check_string_table(reading, error) &&
           read_types(reading, profile, error) &&
           read_default_type(reading, profile, error) &&
           read_mappings(reading, profile, error) &&
           read_functions(reading, error);
}
