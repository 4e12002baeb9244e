/*
 * What tests of patches share: evidence with a patch read from text.
 */
#ifndef TESTS_UNIT_PATCH_SUPPORT_H
#define TESTS_UNIT_PATCH_SUPPORT_H

#include "files_support.h"
#include "formats/reader.h"

struct patch_world {
    struct strings strings;
    struct evidence evidence;
    struct error error;
};

static inline void patch_world_init(struct patch_world *world)
{
    *world = (struct patch_world){ .error = ERROR_INIT };
    strings_init(&world->strings);
    evidence_init(&world->evidence, &world->strings);
}

static inline void patch_world_release(struct patch_world *world)
{
    evidence_release(&world->evidence);
    strings_release(&world->strings);
}

static inline bool patch_read_bytes(struct patch_world *world,
                                    const char *bytes, size_t length)
{
    struct input input = { .name = "changes.patch",
                           .label = "changes.patch",
                           .content = { bytes, length } };
    struct reader_target target = { .evidence = &world->evidence,
                                    .arena = &world->evidence.arena,
                                    .strings = &world->strings };
    return reader_patch.read(&input, &target, &world->error);
}

static inline bool patch_read(struct patch_world *world, const char *text)
{
    return patch_read_bytes(world, text, strlen(text));
}

/* The only file of a patch. */
static inline const struct patch_file *patch_of_one(struct patch_world *world,
                                                    const char *text)
{
    if (!patch_read(world, text)) {
        fail_msg("%s", world->error.message);
    }
    assert_int_equal(world->evidence.patch.files.count, 1);
    return &world->evidence.patch.files.items[0];
}

static inline int patch_setup(void **state)
{
    static struct patch_world world;
    patch_world_init(&world);
    *state = &world;
    return 0;
}

static inline int patch_teardown(void **state)
{
    patch_world_release(*state);
    return 0;
}

#define patch_test(test) \
    cmocka_unit_test_setup_teardown(test, patch_setup, patch_teardown)

#endif
