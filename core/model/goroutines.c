#include "core/model/goroutines.h"

/* Bytes are hashed, hence no padding. */
struct node_key {
    const char *function, *file;
    uint32_t line, within; /* the node of the frame that it called; or NONE */
};

struct stack_key {
    const char *state, *labels, *creator;
    uint32_t node, is_leaked;
};

void goroutine_builder_init(struct goroutine_builder *builder,
                            struct arena *arena, struct goroutine_dump *dump)
{
    *builder = (struct goroutine_builder){ .dump = dump, .arena = arena };
    map_init(&builder->nodes, sizeof(struct node_key));
    map_init(&builder->stacks, sizeof(struct stack_key));
}

void goroutine_builder_release(struct goroutine_builder *builder)
{
    map_release(&builder->nodes);
    map_release(&builder->stacks);
}

/* Of the whole stack: stacks are one when their outermost nodes are. */
static uint32_t node_of(struct goroutine_builder *builder,
                        const struct goroutine_frame *frames, size_t count)
{
    uint32_t node = MAP_NONE;
    for (size_t i = 0; i < count; i++) {
        struct node_key key = { .function = frames[i].function,
                                .file = frames[i].at.file,
                                .line = frames[i].at.line,
                                .within = node };
        node = map_add(&builder->nodes, &key, NULL);
    }
    return node;
}

void goroutine_builder_add(struct goroutine_builder *builder,
                           const struct goroutine_stack *entry,
                           const struct goroutine_frame *frames, size_t count)
{
    struct goroutine_dump *dump = builder->dump;
    struct stack_key key = { .state = entry->state,
                             .labels = entry->labels,
                             .creator = entry->creator.function,
                             .node = node_of(builder, frames, count),
                             .is_leaked = entry->is_leaked };
    bool is_new;
    uint32_t index = map_add(&builder->stacks, &key, &is_new);
    if (is_new) {
        struct goroutine_stack *added =
            LIST_PUSH(builder->arena, &dump->stacks);
        *added = *entry;
        added->frame_first = (uint32_t)dump->frames.count;
        added->frame_count = (uint32_t)count;
        for (size_t i = 0; i < count; i++) {
            *LIST_PUSH(builder->arena, &dump->frames) = frames[i];
        }
        return;
    }
    struct goroutine_stack *known = &dump->stacks.items[index];
    if (__builtin_add_overflow(known->count, entry->count, &known->count)) {
        known->count = UINT64_MAX;
    }
    known->waiting_count += entry->waiting_count;
    if (entry->longest_minutes > known->longest_minutes) {
        known->longest_minutes = entry->longest_minutes;
    }
}
