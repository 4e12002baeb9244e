/*
 * bundle.json as a stranger's pull request may send it. It is read from a
 * file, so the bytes go into one that lives in memory.
 */
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "formats/bundle/bundle_json.h"
#include "tests/fuzz/fuzz.h"

static void read_descriptor(int descriptor)
{
    struct strings strings;
    struct evidence evidence;
    struct bundle_role_list roles = { .items = NULL };
    struct error error = ERROR_INIT;
    char path[64];
    snprintf(path, sizeof(path), "/proc/self/fd/%d", descriptor);
    strings_init(&strings);
    evidence_init(&evidence, &strings);
    if (!bundle_json_read(path, "bundle.json", &evidence, &roles, &error)) {
        fuzz_expect_refusal(&error);
    }
    evidence_release(&evidence);
    strings_release(&strings);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    int descriptor = memfd_create("bundle.json", MFD_CLOEXEC);
    fuzz_expect(descriptor >= 0 &&
                    write(descriptor, data, size) == (ssize_t)size,
                "a file in memory can be written");
    read_descriptor(descriptor);
    close(descriptor);
    return 0;
}
