/*
 * Distinct diagnostics of one side, from messages in the order met: what is
 * said again (test variants, generics, inlined bodies, other files) is merged
 * and explanation blocks are tied to the summary that follows them.
 */
#ifndef FORMATS_ESCAPE_COLLECTOR_H
#define FORMATS_ESCAPE_COLLECTOR_H

#include "core/base/map.h"
#include "formats/escape/escape_flow.h"
#include "formats/escape/escape_line.h"
#include "formats/reader.h"

/* An explanation whose summary has not come yet. */
struct escape_block {
    struct escape_message message;
    struct location location;
    struct flow_text text;
    bool is_claimed;
    bool is_boxed; /* of struct diagnostic */
    uint32_t next; /* at the same place; MAP_NONE */
};
struct escape_block_list LIST_STRUCT(struct escape_block);

/* Blocks of escapes at one place that may still be unclaimed, in order. */
struct escape_place {
    uint32_t first, last;
};
struct escape_place_list LIST_STRUCT(struct escape_place);

struct escape_collector {
    struct arena *arena;
    struct strings *strings;
    struct escapes *escapes;
    struct arena scratch;  /* the lists of blocks and places */
    struct map block_keys; /* indexed as blocks */
    struct map place_keys; /* indexed as places */
    struct escape_block_list blocks;
    struct escape_place_list places;
    uint32_t open; /* block that was opened last */
    bool is_known; /* it was opened before, and has its text */
    struct flow_builder flow;
    const char *package, *empty; /* interned, as all that is compared */
    const char *file;            /* last one, interned */
    struct span file_text;
};

/* The length of the text that comes tells how much room to make. */
void escape_collector_init(struct escape_collector *collector,
                           const struct reader_target *target,
                           size_t length_bytes);
void escape_collector_release(struct escape_collector *collector);

/* The messages that follow belong to this package. */
void escape_collector_package(struct escape_collector *collector,
                              struct span package);

/* Adds a message; of a block the opening line. */
void escape_collector_add(struct escape_collector *collector,
                          const struct escape_position *position,
                          const struct escape_message *message);

/* Gives the lines of the block that was opened last. */
void escape_collector_explain(struct escape_collector *collector,
                              const struct flow_text *text);

/* No message follows, or none of this package. */
void escape_collector_end_package(struct escape_collector *collector);

#endif
