/*
 * Dumps of goroutines in a world: text of debug=1 or debug=2, or a profile.
 * Relative files are in the repository, absolute ones outside.
 */
#ifndef TESTS_UNIT_GOROUTINE_SUPPORT_H
#define TESTS_UNIT_GOROUTINE_SUPPORT_H

#include "rule_support.h"

#include "core/analysis/profiles/compare_goroutines.h"

static inline void place_frame(struct goroutine_frame *frame)
{
    if (frame->at.file != NULL && frame->at.file[0] != '/') {
        frame->path = frame->at.file;
    }
}

static inline void world_dump(struct world *world, struct evidence_side *side,
                              const char *text)
{
    struct input input = { .name = "goroutines.txt",
                           .label = "goroutines.txt",
                           .content = { text, strlen(text) } };
    struct reader_target target = { .evidence = world->evidence,
                                    .side = side,
                                    .arena = &side->arena,
                                    .strings = &world->bench.strings };
    struct error error = ERROR_INIT;
    assert_true(reader_goroutines.read(&input, &target, &error));
    assert_true(side->goroutines.count > 0);
    struct goroutine_dump *dump =
        &side->goroutines.items[side->goroutines.count - 1];
    for (size_t i = 0; i < dump->frames.count; i++) {
        place_frame(&dump->frames.items[i]);
    }
    for (size_t i = 0; i < dump->stacks.count; i++) {
        place_frame(&dump->stacks.items[i].creator);
    }
}

/* Many goroutines with one header and one traceback. */
static inline void world_goroutines(struct world *world,
                                    struct evidence_side *side, int count,
                                    const char *header, const char *traceback)
{
    struct buffer text;
    buffer_init(&text);
    for (int i = 0; i < count; i++) {
        buffer_printf(&text, "goroutine %d [%s]:\n%s\n", i + 1, header,
                      traceback);
    }
    world_dump(world, side, text.bytes);
    buffer_release(&text);
}

/* A goroutine profile of the side, to record counts. */
static inline struct recording *world_goroutine_profile(
    struct world *world, struct evidence_side *side, const char *type)
{
    struct recording *recording = world_profile(world, side, PROFILE_GOROUTINE);
    struct profile *profile = recorded_profile(recording);
    profile->value_types[0] = (struct value_type){ "samples", "count" };
    profile->value_types[1] = (struct value_type){ type, "count" };
    return recording;
}

#endif
