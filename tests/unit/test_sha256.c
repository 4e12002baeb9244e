/* Vectors: NIST's example values for SHA-256, and "" and a million "a". */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/memory.h"
#include "core/base/sha256.h"

static void assert_digest(const void *bytes, size_t length, const char *hex)
{
    unsigned char digest[SHA256_BYTES];
    char text[2 * SHA256_BYTES + 1];
    sha256(bytes, length, digest);
    for (size_t i = 0; i < SHA256_BYTES; i++) {
        snprintf(text + 2 * i, 3, "%02x", digest[i]);
    }
    assert_string_equal(text, hex);
}

static void test_vectors(void **state)
{
    (void)state;
    static const char *const vectors[][2] = {
        { "",
          "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
        { "abc",
          "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
        { "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
        { "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmno"
          "ijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
          "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1" },
    };
    for (size_t i = 0; i < sizeof(vectors) / sizeof(*vectors); i++) {
        assert_digest(vectors[i][0], strlen(vectors[i][0]), vectors[i][1]);
    }
}

static void test_a_million(void **state)
{
    (void)state;
    enum { MILLION = 1000000 };
    char *text = memory_allocate(MILLION);
    memset(text, 'a', MILLION);
    assert_digest(
        text, MILLION,
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    memory_release(text);
}

/* The lengths at which the padding takes another block. */
static void test_lengths_around_a_block(void **state)
{
    (void)state;
    static const struct {
        size_t length;
        const char *hex;
    } vectors[] = {
        { 55,
          "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318" },
        { 56,
          "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a" },
        { 64,
          "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb" },
    };
    char text[64];
    memset(text, 'a', sizeof(text));
    for (size_t i = 0; i < sizeof(vectors) / sizeof(*vectors); i++) {
        assert_digest(text, vectors[i].length, vectors[i].hex);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_vectors),
        cmocka_unit_test(test_a_million),
        cmocka_unit_test(test_lengths_around_a_block),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
