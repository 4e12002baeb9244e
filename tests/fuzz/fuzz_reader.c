/*
 * One reader against any bytes, built once for each line of readers.def. A
 * profile that was accepted must hold together: what its samples add up to,
 * and where they point.
 */
#include <stdlib.h>

#include "formats/reader.h"
#include "tests/fuzz/fuzz.h"

#define JOINED(prefix, name) prefix##name
#define READER_OF(name)      JOINED(reader_, name)

static const struct reader *const fuzzed = &READER_OF(FUZZED_READER);

struct sums {
    const struct profile *profile;
    uint64_t *values; /* as unsigned: they may wrap where the reader's do */
    uint64_t samples;
};

static void add_sample(void *context, const struct profile_sample *sample)
{
    struct sums *sums = context;
    for (size_t i = 0; i < sample->location_count; i++) {
        fuzz_expect(sample->locations[i] < sums->profile->location_count,
                    "a stack points into the profile's locations");
    }
    for (size_t i = 0; i < sums->profile->value_count; i++) {
        sums->values[i] += (uint64_t)sample->values[i];
    }
    sums->samples++;
}

static void check_frames(const struct profile *profile)
{
    for (uint32_t i = 0; i < profile->location_count; i++) {
        const struct profile_location *location = &profile->locations[i];
        for (uint32_t j = 0; j < location->frame_count; j++) {
            uint32_t line = profile->frames[location->first_frame + j];
            fuzz_expect(line < profile->line_count &&
                            profile->lines[line].function <
                                profile->function_count,
                        "a frame points to a line of a function");
        }
    }
}

static void check_profile(const struct profile *profile)
{
    struct sums sums = { .profile = profile };
    sums.values = calloc(profile->value_count + 1, sizeof(*sums.values));
    check_frames(profile);
    profile->visit(profile, add_sample, &sums);
    fuzz_expect(sums.samples == profile->sample_count,
                "the visitor meets each sample once");
    for (size_t i = 0; i < profile->value_count; i++) {
        fuzz_expect(sums.values[i] == (uint64_t)profile->totals[i],
                    "the samples add up to the totals");
    }
    free(sums.values);
}

static void check_evidence(const struct evidence *evidence)
{
    for (size_t i = 0; i < evidence->head.profiles.count; i++) {
        check_profile(&evidence->head.profiles.items[i]);
    }
}

static void read_bytes(struct evidence *evidence, struct span content)
{
    struct error error = ERROR_INIT;
    struct input input = { .name = "input",
                           .label = "input",
                           .content = content };
    struct reader_target target = { .evidence = evidence,
                                    .side = &evidence->head,
                                    .arena = &evidence->head.arena,
                                    .strings = evidence->strings };
    if (fuzzed->read(&input, &target, &error)) {
        check_evidence(evidence);
    } else {
        fuzz_expect_refusal(&error);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct span content = fuzz_span(data, size);
    struct strings strings;
    struct evidence evidence;
    int score = fuzzed->recognise(content);
    fuzz_expect(score >= 0 && score <= 100, "a score is 0 to 100");
    strings_init(&strings);
    evidence_init(&evidence, &strings);
    read_bytes(&evidence, content);
    evidence_release(&evidence);
    strings_release(&strings);
    return 0;
}
