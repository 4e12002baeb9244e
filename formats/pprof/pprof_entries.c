#include "formats/pprof/pprof.h"

#include <inttypes.h>

/* Memory of unpacked messages is given back after about this much. */
static const size_t message_bytes = (size_t)1 << 20;

static void *allocate_message(void *arena, size_t size)
{
    return arena_allocate(arena, size);
}

static void keep_message(void *arena, void *block)
{
    (void)arena;
    (void)block;
}

void *pprof_unpack(struct pprof_reading *reading,
                   const ProtobufCMessageDescriptor *descriptor,
                   struct pprof_range range, struct error *error)
{
    const char *bytes = reading->input->content.bytes + range.offset;
    if (range.length > PPROF_ENTRY_LIMIT) {
        error_set(error, ERROR_LIMIT,
                  "%s: a %s of %" PRIu32 " bytes exceeds the limit of %zu; "
                  "record the profile again",
                  reading->input->name, descriptor->short_name, range.length,
                  PPROF_ENTRY_LIMIT);
        return NULL;
    }
    if (reading->message.total_bytes > message_bytes) {
        arena_release(&reading->message);
    }
    ProtobufCAllocator allocator = { .alloc = allocate_message,
                                     .free = keep_message,
                                     .allocator_data = &reading->message };
    void *message = protobuf_c_message_unpack(
        descriptor, &allocator, range.length, (const uint8_t *)bytes);
    if (message == NULL) {
        error_set(error, ERROR_INPUT,
                  "%s: damaged %s at byte %" PRIu32
                  " (inflated); record the profile again",
                  reading->input->name, descriptor->short_name, range.offset);
    }
    return message;
}

bool pprof_text(struct pprof_reading *reading, int64_t index, const char **text,
                struct error *error)
{
    if (index < 0 || (uint64_t)index >= reading->texts.count) {
        return error_set(error, ERROR_INPUT,
                         "%s: string %" PRId64 " is not among the %zu of the "
                         "string table; record the profile again",
                         reading->input->name, index, reading->texts.count);
    }
    if (reading->interned[index] == NULL) {
        struct pprof_range range = reading->texts.items[index];
        if (range.length > PPROF_NAME_LIMIT) {
            return error_set(error, ERROR_LIMIT,
                             "%s: a name of %" PRIu32
                             " bytes exceeds the limit of %zu; record the "
                             "profile again",
                             reading->input->name, range.length,
                             PPROF_NAME_LIMIT);
        }
        reading->interned[index] = strings_intern(
            reading->strings, reading->input->content.bytes + range.offset,
            range.length);
    }
    *text = reading->interned[index];
    return true;
}

bool pprof_build_ids(const struct pprof_reading *reading,
                     const struct pprof_id_request *request,
                     struct id_table *table, struct error *error)
{
    for (size_t i = 0; i < request->count; i++) {
        if (reading->ids[i] == 0) {
            return error_set(error, ERROR_INPUT,
                             "%s: a %s has the reserved id 0; record the "
                             "profile again",
                             reading->input->name, request->item);
        }
    }
    uint64_t duplicate;
    if (!id_table_build(table, request->arena, reading->ids, request->count,
                        &duplicate)) {
        return error_set(error, ERROR_INPUT,
                         "%s: two %ss have the id %" PRIu64
                         "; record the profile again",
                         reading->input->name, request->item, duplicate);
    }
    return true;
}

bool pprof_fail_id(const struct pprof_reading *reading,
                   const struct pprof_reference *reference, struct error *error)
{
    return error_set(error, ERROR_INPUT,
                     "%s: location %" PRIu64 " refers to %s %" PRIu64
                     ", which the profile does not have; record it again",
                     reading->input->name, reference->location, reference->item,
                     reference->id);
}
