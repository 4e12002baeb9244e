/*
 * What tests of patches share: evidence with a patch read from text.
 */
#ifndef TESTS_UNIT_PATCH_SUPPORT_H
#define TESTS_UNIT_PATCH_SUPPORT_H

#include "evidence_support.h"
#include "formats/reader.h"

static inline bool patch_read_bytes(struct reading *reading, const char *bytes,
                                    size_t length)
{
    struct input input = { .name = "changes.patch",
                           .label = "changes.patch",
                           .content = { bytes, length } };
    struct reader_target target = { .evidence = &reading->evidence,
                                    .arena = &reading->evidence.arena,
                                    .strings = &reading->strings };
    return reader_patch.read(&input, &target, &reading->error);
}

static inline bool patch_read(struct reading *reading, const char *text)
{
    return patch_read_bytes(reading, text, strlen(text));
}

/* The only file of a patch. */
static inline const struct patch_file *patch_of_one(struct reading *reading,
                                                    const char *text)
{
    if (!patch_read(reading, text)) {
        fail_msg("%s", reading->error.message);
    }
    assert_int_equal(reading->evidence.patch.files.count, 1);
    return &reading->evidence.patch.files.items[0];
}

#endif
