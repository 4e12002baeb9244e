/*
 * What tests of reading share: empty evidence, beside a folder of the test's
 * own for the files that are read.
 */
#ifndef TESTS_UNIT_EVIDENCE_SUPPORT_H
#define TESTS_UNIT_EVIDENCE_SUPPORT_H

#include "files_support.h"

#include "core/model/evidence.h"

struct reading {
    struct folder *folder; /* NULL without reading_setup() */
    struct strings strings;
    struct evidence evidence;
    struct error error;
};

static inline void reading_init(struct reading *reading)
{
    *reading = (struct reading){ .error = ERROR_INIT };
    strings_init(&reading->strings);
    evidence_init(&reading->evidence, &reading->strings);
}

static inline void reading_release(struct reading *reading)
{
    evidence_release(&reading->evidence);
    strings_release(&reading->strings);
}

static inline int reading_setup(void **state)
{
    struct reading *reading = malloc(sizeof(*reading));
    void *folder;
    int failed = folder_setup(&folder);
    reading_init(reading);
    reading->folder = folder;
    *state = reading;
    return failed;
}

static inline int reading_teardown(void **state)
{
    struct reading *reading = *state;
    void *folder = reading->folder;
    reading_release(reading);
    free(reading);
    return folder_teardown(&folder);
}

#define reading_test(test) \
    cmocka_unit_test_setup_teardown(test, reading_setup, reading_teardown)

#endif
