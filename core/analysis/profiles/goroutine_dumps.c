#include "core/analysis/profiles/goroutine_dumps.h"

#include <string.h>

#include "core/analysis/profiles/stack_frames.h"

/* A profile's stacks become a dump. */
struct converter {
    struct goroutine_builder builder;
    const struct profile *profile;
    size_t value;
    const char *empty;
    bool is_leaked;
    struct arena scratch;
    struct goroutine_frame_list frames;
};

static void convert_sample(void *context, const struct profile_sample *sample)
{
    struct converter *converter = context;
    const struct profile *profile = converter->profile;
    struct stack_walk walk = stack_from_leaf(profile, sample);
    int64_t count = sample->values[converter->value];
    converter->frames.count = 0;
    for (uint32_t index; stack_next(&walk, &index);) {
        const struct profile_line *line = &profile->lines[index];
        *LIST_PUSH(&converter->scratch, &converter->frames) =
            (struct goroutine_frame){
                .function = profile->functions[line->function].name,
                .at = { .file = line->file,
                        .line = line->line > 0 && line->line <= UINT32_MAX
                                    ? (uint32_t)line->line
                                    : 0 },
                .path = line->path,
            };
    }
    if (count > 0 && converter->frames.count > 0) {
        struct goroutine_stack entry = {
            .count = (uint64_t)count,
            .state = converter->empty,
            .labels = converter->empty,
            .creator = { .function = converter->empty },
            .is_leaked = converter->is_leaked,
        };
        goroutine_builder_add(&converter->builder, &entry,
                              converter->frames.items, converter->frames.count);
    }
}

static const struct goroutine_dump *convert(const struct analysis *analysis,
                                            const struct profile *profile,
                                            size_t value)
{
    struct arena *arena = analysis->arena;
    struct goroutine_dump *dump = arena_allocate(arena, sizeof(*dump));
    struct converter converter = {
        .profile = profile,
        .value = value,
        .empty = strings_intern(analysis->evidence->strings, "", 0),
        .is_leaked =
            strcmp(profile->value_types[value].type, "goroutineleak") == 0,
    };
    dump->name = profile->name;
    arena_init(&converter.scratch);
    goroutine_builder_init(&converter.builder, arena, dump);
    profile->visit(profile, convert_sample, &converter);
    goroutine_builder_release(&converter.builder);
    arena_release(&converter.scratch);
    return dump;
}

static bool is_of_leaks(const struct goroutine_dump *dump)
{
    for (size_t i = 0; i < dump->stacks.count; i++) {
        if (!dump->stacks.items[i].is_leaked) {
            return false;
        }
    }
    return true;
}

static void add_dump(const struct analysis *analysis, struct dump_list *dumps,
                     const struct goroutine_dump *dump)
{
    if (dump->stacks.count > 0) {
        *LIST_PUSH(analysis->arena, dumps) =
            (struct dump_ref){ .dump = dump, .is_of_leaks = is_of_leaks(dump) };
    }
}

void goroutine_dumps_add(const struct analysis *analysis,
                         const struct evidence_side *side,
                         struct dump_list *dumps)
{
    static const char *const values[] = { "goroutine", "goroutineleak" };
    for (size_t i = 0; i < side->goroutines.count; i++) {
        add_dump(analysis, dumps, &side->goroutines.items[i]);
    }
    for (size_t i = 0; i < side->profiles.count; i++) {
        const struct profile *profile = &side->profiles.items[i];
        for (size_t v = 0; v < sizeof(values) / sizeof(values[0]); v++) {
            size_t value = profile_value_index(profile, values[v]);
            if (value < profile->value_count) {
                add_dump(analysis, dumps, convert(analysis, profile, value));
            }
        }
    }
}
