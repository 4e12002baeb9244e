/*
 * A dump of a program's goroutines, in whatever form it came: pprof's text
 * with debug=1 or debug=2, the runtime's traceback (SIGQUIT, a panic), or a
 * goroutine profile, which a pass turns into the same. Goroutines with one
 * stack, state and creator are one entry. Lives in the arena of its side.
 */
#ifndef CORE_MODEL_GOROUTINES_H
#define CORE_MODEL_GOROUTINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/map.h"
#include "core/model/location.h"

struct goroutine_frame {
    const char *function; /* "main.(*Pool).run" */
    struct location at;   /* file as printed */
    const char *path;     /* at.file below the source root (map_sources) */
};

struct goroutine_stack {
    uint64_t count;
    uint32_t frame_first, frame_count; /* innermost first */
    const char *state;  /* "chan receive"; "" in forms that do not tell */
    const char *labels; /* as printed: {"k":"v"}; "" none */
    struct goroutine_frame creator; /* function "" when not told */
    uint64_t waiting_count;         /* that wait for a minute or more */
    uint32_t longest_minutes;       /* of them */
    bool is_leaked; /* the collector has proved that nothing can wake it */
};

struct goroutine_stack_list LIST_STRUCT(struct goroutine_stack);
struct goroutine_frame_list LIST_STRUCT(struct goroutine_frame);

struct goroutine_dump {
    const char *name;   /* of the file, relative to its bundle */
    const char *path;   /* as the user gave it; NULL: name */
    uint32_t replicate; /* number at the end of the file's name; 0: none */
    struct goroutine_stack_list stacks; /* in the order met */
    struct goroutine_frame_list frames;
};
struct goroutine_dump_list LIST_STRUCT(struct goroutine_dump);

/* Builds a dump, goroutine by goroutine: equal ones become one entry. */
struct goroutine_builder {
    struct goroutine_dump *dump;
    struct arena *arena;
    struct map nodes;  /* (node of the frame within, frame) to a node */
    struct map stacks; /* (node, the rest) to an entry of the dump */
};

void goroutine_builder_init(struct goroutine_builder *builder,
                            struct arena *arena, struct goroutine_dump *dump);
void goroutine_builder_release(struct goroutine_builder *builder);

/*
 * Adds `entry`, whose frames are given apart; all texts are interned, and the
 * empty one is the same pointer wherever it stands.
 */
void goroutine_builder_add(struct goroutine_builder *builder,
                           const struct goroutine_stack *entry,
                           const struct goroutine_frame *frames, size_t count);

#endif
