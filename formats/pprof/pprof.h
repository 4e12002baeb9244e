/*
 * A pprof profile while it is read: a file each for where its parts lie
 * (pprof_index.c), what its tables mean (pprof_tables.c), its samples
 * (pprof_samples.c), their sums (pprof_sums.c) and what kind of profile it is
 * (pprof_kind.c). The format is profile.proto of the pprof project; field
 * numbers are given where they are used.
 */
#ifndef FORMATS_PPROF_H
#define FORMATS_PPROF_H

#include "core/base/map.h"
#include "formats/pprof/pprof_ids.h"
#include "formats/reader.h"
#include "profile.pb-c.h"

/* Limits that protect the machine; real profiles stay far below. */
#define PPROF_TABLE_LIMIT   ((size_t)4000000) /* samples, locations, ... */
#define PPROF_TYPE_LIMIT    ((size_t)64)
#define PPROF_NAME_LIMIT    ((size_t)64 << 10) /* bytes of one text */
#define PPROF_ENTRY_LIMIT   ((size_t)1 << 20)  /* bytes of a table's entry */
#define PPROF_INLINED_LIMIT ((size_t)1024)     /* frames of one location */
#define PPROF_STACK_LIMIT   ((size_t)65536)    /* frames of one stack */
#define PPROF_LABEL_LIMIT   ((size_t)1024)     /* labels of one sample */
#define PPROF_WALKED_LIMIT  ((size_t)1 << 30)  /* frames of all stacks */
#define PPROF_SUMS_LIMIT    ((size_t)64 << 20) /* nodes times sample types */

/* A part of the content, which has less than 2^32 bytes. */
struct pprof_range {
    uint32_t offset, length;
};
struct range_list LIST_STRUCT(struct pprof_range);

/* What the samples need once the tables are read; lives on the side's arena
 * as the profile's reader_state. */
/* A label of a sample, as views into the profile. */
struct pprof_label {
    struct span key, text, unit; /* text empty: a number */
    int64_t number;
};

/* A label that is asked for (pprof_tags.h). */
struct pprof_tag {
    struct span key;
    const char *text;
    bool has_number; /* the text is one, with a unit ("" its own) */
    int64_t number;
    const char *unit;
    size_t group; /* the first tag with this key: any of them will do */
};

struct pprof_tags {
    struct pprof_tag *items; /* at most 64 */
    size_t count;
    uint64_t wanted;    /* a bit for each group */
    struct span *texts; /* the profile's strings */
};

/* Sets the bits of the groups that the label meets. */
void pprof_tags_meet(const struct pprof_tags *tags,
                     const struct pprof_label *label, uint64_t *met);

struct pprof_samples {
    struct id_table location_ids;
    uint64_t text_count;
    uint64_t bytes_key; /* the text "bytes"; 0: there is none */
    size_t value_count;
    const char *name;              /* of the file */
    const struct pprof_tags *tags; /* NULL: all samples */
};

/* An entry of the function table. */
struct pprof_function {
    const char *name, *file;
    int64_t start_line;
    uint32_t function; /* into profile.functions; ID_NONE: not used yet */
};
struct profile_function_list LIST_STRUCT(struct profile_function);
struct profile_line_list LIST_STRUCT(struct profile_line);
struct frame_list LIST_STRUCT(uint32_t);

struct pprof_reading {
    const struct input *input;
    struct strings *strings;
    struct arena *arena;  /* the side's, for what outlives the reading */
    struct arena scratch; /* tables of the reading */
    struct arena message; /* one unpacked message at a time */

    /* pprof_index */
    struct range_list value_types, mappings, locations, functions, texts;
    size_t sample_count;
    struct pprof_range period_type; /* length 0: none */
    uint64_t time_nanos, duration_nanos, period, default_type;

    /* pprof_tables */
    const char **interned; /* [texts.count]; NULL: not asked for yet */
    uint64_t *ids;         /* of the table that is being read */
    const char **mapping_nodes;
    struct pprof_function *function_entries;
    struct id_table mapping_ids, function_ids;

    /* pprof_locations: distinct functions and lines, in order of first use */
    struct map function_names, line_keys;
    struct profile_function_list profile_functions;
    struct profile_line_list profile_lines;
    struct frame_list frames;
};

/* Finds the parts of the content: one pass over the outermost fields. */
WARN_UNUSED bool pprof_index(struct pprof_reading *reading,
                             struct error *error);

/* One entry of a table, valid until the next; NULL when it is damaged. */
void *pprof_unpack(struct pprof_reading *reading,
                   const ProtobufCMessageDescriptor *descriptor,
                   struct pprof_range range, struct error *error);

/* A text of the string table, interned when it is first asked for. */
WARN_UNUSED bool pprof_text(struct pprof_reading *reading, int64_t index,
                            const char **text, struct error *error);

/*
 * From reading->ids. ERROR_INPUT for the reserved id 0 and for an id that
 * stands twice.
 */
struct pprof_id_request {
    const char *item; /* what has these ids, for messages */
    size_t count;
    struct arena *arena; /* for the table that is built */
};
WARN_UNUSED bool pprof_build_ids(const struct pprof_reading *reading,
                                 const struct pprof_id_request *request,
                                 struct id_table *table, struct error *error);

/* ERROR_INPUT: a location's reference to nothing. */
struct pprof_reference {
    uint64_t location;
    const char *item;
    uint64_t id;
};
bool pprof_fail_id(const struct pprof_reading *reading,
                   const struct pprof_reference *reference,
                   struct error *error);

/* Sample types, mappings, functions and what the profile says of itself. */
WARN_UNUSED bool pprof_read_tables(struct pprof_reading *reading,
                                   struct profile *profile,
                                   struct error *error);

/* Locations and their frames; distinct functions and lines. */
WARN_UNUSED bool pprof_read_locations(struct pprof_reading *reading,
                                      struct profile *profile,
                                      struct id_table *location_ids,
                                      struct error *error);

struct pprof_visitor {
    bool (*each)(void *context, const struct profile_sample *sample,
                 struct error *error);
    void *context;
    bool skips_labels;
};

/* Decodes the samples one by one, with every check; stops at the first
 * failure, its own or the visitor's, and puts the sample's number before the
 * message. */
WARN_UNUSED bool pprof_walk_samples(const struct pprof_samples *samples,
                                    struct span content,
                                    const struct pprof_visitor *visitor,
                                    struct error *error);

/* The profile's visits: samples that were walked before without failure. */
void pprof_visit(const struct profile *profile,
                 void (*each)(void *context,
                              const struct profile_sample *sample),
                 void *context);
void pprof_visit_stacks(const struct profile *profile,
                        void (*each)(void *context,
                                     const struct profile_sample *sample),
                        void *context);

/* Walks the samples and fills function_sums, line_sums and totals. */
WARN_UNUSED bool pprof_sum_samples(struct profile *profile, struct arena *arena,
                                   struct error *error);

/*
 * From the sample types. Mutex and block profiles have the same: the file's
 * name tells ("block", "mutex"), else where the delay lies: mutex delay is
 * charged to the unlock, block delay to the wait.
 */
enum profile_kind pprof_kind(const struct profile *profile);

#endif
