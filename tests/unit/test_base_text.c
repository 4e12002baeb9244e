#include "core/analysis/sources/base_text.h"

#include "analysis_support.h"

static void check_base_text(const char *head, const char *patch,
                            const char *expected)
{
    struct world world;
    world_init(&world);
    if (head != NULL) {
        world_source(&world, world.head, "a.go", head);
    }
    world_patch(&world, patch);
    struct span text =
        base_text(&world.analysis, &world.evidence->patch.files.items[0]);
    assert_int_equal(text.length, strlen(expected));
    assert_memory_equal(text.bytes, expected, text.length);
    world_release(&world);
}

static void test_base_text(void **state)
{
    (void)state;
    check_base_text("1\n2\nx\ny\n4\n5\n8\n",
                    "--- a/a.go\n+++ b/a.go\n@@ -2,3 +2,4 @@\n 2\n-3\n+x\n+y\n"
                    " 4\n@@ -6,3 +7,1 @@\n-6\n-7\n 8\n",
                    "1\n2\n3\n4\n5\n6\n7\n8\n");
    check_base_text(
        NULL, "--- a/a.go\n+++ /dev/null\n@@ -1,2 +0,0 @@\n-1\n-2\n", "1\n2\n");
    check_base_text("1\n", "--- /dev/null\n+++ b/a.go\n@@ -0,0 +1,1 @@\n+1\n",
                    "");
    /* A patch of another head: what there is of it. */
    check_base_text("1\n",
                    "--- a/a.go\n+++ b/a.go\n@@ -90,2 +90,2 @@\n-x\n+y\n z\n",
                    "1\nx\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_base_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
