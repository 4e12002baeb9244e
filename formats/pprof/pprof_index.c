#include "formats/pprof/pprof.h"

#include "formats/pprof/pprof_wire.h"

/* Fields of message Profile. */
enum {
    FIELD_SAMPLE_TYPE = 1,
    FIELD_SAMPLE = 2,
    FIELD_MAPPING = 3,
    FIELD_LOCATION = 4,
    FIELD_FUNCTION = 5,
    FIELD_STRING_TABLE = 6,
    FIELD_TIME_NANOS = 9,
    FIELD_DURATION_NANOS = 10,
    FIELD_PERIOD_TYPE = 11,
    FIELD_PERIOD = 12,
    FIELD_DEFAULT_SAMPLE_TYPE = 14,
};

struct table {
    uint64_t number;
    const char *items; /* in messages */
    size_t limit;
    struct range_list *ranges;
};

static bool fail_limit(const struct pprof_reading *reading, const char *items,
                       size_t limit, struct error *error)
{
    return error_set(error, ERROR_LIMIT,
                     "%s: more than %zu %s exceed the limit; record a shorter "
                     "profile",
                     reading->input->name, limit, items);
}

static bool add_range(struct pprof_reading *reading, const struct table *table,
                      const struct wire_field *field, struct error *error)
{
    if (table->ranges->count == table->limit) {
        return fail_limit(reading, table->items, table->limit, error);
    }
    struct pprof_range *range = LIST_PUSH(&reading->scratch, table->ranges);
    range->offset =
        (uint32_t)(field->bytes.bytes - reading->input->content.bytes);
    range->length = (uint32_t)field->bytes.length;
    return true;
}

static bool index_message(struct pprof_reading *reading,
                          const struct wire_field *field, struct error *error)
{
    const struct table tables[] = {
        { FIELD_SAMPLE_TYPE, "sample types", PPROF_TYPE_LIMIT,
          &reading->value_types },
        { FIELD_MAPPING, "mappings", PPROF_TABLE_LIMIT, &reading->mappings },
        { FIELD_LOCATION, "locations", PPROF_TABLE_LIMIT, &reading->locations },
        { FIELD_FUNCTION, "functions", PPROF_TABLE_LIMIT, &reading->functions },
        { FIELD_STRING_TABLE, "strings", PPROF_TABLE_LIMIT, &reading->texts },
    };
    for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++) {
        if (field->number == tables[i].number) {
            return add_range(reading, &tables[i], field, error);
        }
    }
    if (field->number == FIELD_PERIOD_TYPE) {
        reading->period_type.offset =
            (uint32_t)(field->bytes.bytes - reading->input->content.bytes);
        reading->period_type.length = (uint32_t)field->bytes.length;
    }
    return true;
}

static bool index_number(struct pprof_reading *reading,
                         const struct wire_field *field, struct error *error)
{
    if (field->number == FIELD_TIME_NANOS) {
        /* pprof's own sign of two profiles written one after the other. */
        if (reading->time_nanos != 0) {
            return error_set(error, ERROR_INPUT,
                             "%s: holds two profiles, one after the other; "
                             "merge them with: go tool pprof -proto A B",
                             reading->input->name);
        }
        reading->time_nanos = field->value;
    } else if (field->number == FIELD_DURATION_NANOS) {
        reading->duration_nanos = field->value;
    } else if (field->number == FIELD_PERIOD) {
        reading->period = field->value;
    } else if (field->number == FIELD_DEFAULT_SAMPLE_TYPE) {
        reading->default_type = field->value;
    }
    return true;
}

/* The wire type that a known field must have; comments may have either. */
static bool has_right_type(const struct wire_field *field)
{
    static const signed char types[] = {
        -1,          WIRE_BYTES,  WIRE_BYTES,  WIRE_BYTES,
        WIRE_BYTES,  WIRE_BYTES,  WIRE_BYTES,  WIRE_VARINT,
        WIRE_VARINT, WIRE_VARINT, WIRE_VARINT, WIRE_BYTES,
        WIRE_VARINT, -1,          WIRE_VARINT, WIRE_VARINT,
    };
    return field->number >= sizeof(types) || types[field->number] < 0 ||
           (unsigned)types[field->number] == field->type;
}

static bool index_field(struct pprof_reading *reading,
                        const struct wire_field *field, struct error *error)
{
    if (field->number == FIELD_SAMPLE) {
        if (++reading->sample_count > PPROF_TABLE_LIMIT) {
            return fail_limit(reading, "samples", PPROF_TABLE_LIMIT, error);
        }
        return true;
    }
    return field->type == WIRE_BYTES ? index_message(reading, field, error)
                                     : index_number(reading, field, error);
}

bool pprof_index(struct pprof_reading *reading, struct error *error)
{
    struct span content = reading->input->content;
    struct cursor cursor = cursor_over(content.bytes, content.length);
    struct wire_field field = { 0 };
    for (;;) {
        const char *start = cursor.next;
        enum wire_step step = wire_next(&cursor, &field);
        if (step == WIRE_END) {
            return true;
        }
        if (step == WIRE_BROKEN || !has_right_type(&field)) {
            return error_set(error, ERROR_INPUT,
                             "%s: damaged or cut off at byte %zu of %zu "
                             "(inflated); record the profile again",
                             reading->input->name,
                             (size_t)(start - content.bytes), content.length);
        }
        if (!index_field(reading, &field, error)) {
            return false;
        }
    }
}
