#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cmd/init_pipeline.h"

static const char sample[] = "steps:\n"
                             "  sh record.sh ../base . pool bundles/pool\n"
                             "  git diff > bundles/pool/changes.patch\n"
                             "  perfscribe report bundles/pool # all\n";

static void expect(const char *const *names, size_t count, const char *wanted)
{
    struct buffer out;
    const char *items[3];
    for (size_t i = 0; i < count; i++) {
        items[i] = names[i];
    }
    struct pipeline_packages packages = { .items = items, .count = count };
    buffer_init(&out);
    pipeline_print(&out, sample, &packages);
    assert_string_equal(out.bytes, wanted);
    buffer_release(&out);
}

static void test_without_a_package_it_is_the_sample(void **state)
{
    (void)state;
    expect(NULL, 0, sample);
}

static void test_each_package_is_recorded(void **state)
{
    (void)state;
    static const char *const names[] = { ".", "internal/codec" };
    expect(names, 2,
           "steps:\n"
           "  sh record.sh ../base . . bundles/module\n"
           "  sh record.sh ../base . internal/codec bundles/internal-codec\n"
           "  git diff > bundles/module/changes.patch\n"
           "  git diff > bundles/internal-codec/changes.patch\n"
           "  perfscribe report bundles/module bundles/internal-codec # all\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_without_a_package_it_is_the_sample),
        cmocka_unit_test(test_each_package_is_recorded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
