/*
 * What happens to a file that no reader knows: legacy profiles are told from
 * the rest, whatever the machine that wrote them.
 */
#include "files_support.h"
#include "formats/input.h"

/* The message that the file is refused with. */
static struct error refuse(struct folder *folder, const void *bytes,
                           size_t length)
{
    const char *path = folder_bytes(folder, "given", bytes, length);
    struct input_request request = { .path = path,
                                     .name = "given",
                                     .label = "given" };
    struct strings strings;
    struct evidence evidence;
    struct error error = ERROR_INIT;
    strings_init(&strings);
    evidence_init(&evidence, &strings);
    assert_false(input_read_side(&request, &evidence, &evidence.base, &error));
    evidence_release(&evidence);
    strings_release(&strings);
    return error;
}

static void test_legacy_text(void **state)
{
    static const char *const texts[] = {
        "heap profile: 1: 2 [3: 4] @ heap/1048576\n",
        "goroutine profile: total 9\n",
        "--- mutex:\ncycles/second=2596129947\n",
    };
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        struct error error = refuse(*state, texts[i], strlen(texts[i]));
        assert_error(error, ERROR_INPUT, "legacy format");
        assert_error(error, ERROR_INPUT, "go tool pprof -proto");
    }
}

/* The words 0, 3 and then 0 (gperftools) or 1 (its Java kin), 10000, 0. */
static void test_legacy_words(void **state)
{
    static const char little_64[40] = { [8] = 3, [24] = 0x10, [25] = 0x27 };
    static const char big_32[20] = {
        [7] = 3, [11] = 1, [14] = 0x27, [15] = 0x10
    };
    assert_error(refuse(*state, little_64, sizeof(little_64)), ERROR_INPUT,
                 "legacy format");
    assert_error(refuse(*state, big_32, sizeof(big_32)), ERROR_INPUT,
                 "legacy format");
}

static void test_other_words(void **state)
{
    static const char second_is_4[40] = { [8] = 4 };
    static const char third_is_2[40] = { [8] = 3, [16] = 2 };
    static const char too_short[8] = { [4] = 3 };
    assert_error(refuse(*state, second_is_4, sizeof(second_is_4)), ERROR_INPUT,
                 "no reader knows");
    assert_error(refuse(*state, third_is_2, sizeof(third_is_2)), ERROR_INPUT,
                 "no reader knows");
    assert_error(refuse(*state, too_short, sizeof(too_short)), ERROR_INPUT,
                 "no reader knows");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        folder_test(test_legacy_text),
        folder_test(test_legacy_words),
        folder_test(test_other_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
