#include "core/analysis/sources/line_places.h"

#include "core/analysis/profiles/profile_table.h"

#include "analysis_support.h"

#define OLD "/go/mod/p@v1.0.0/join.go"
#define NEW "/go/mod/p@v1.1.0/join.go"

static void add(struct world *world, struct evidence_side *side,
                const char *stack, int64_t samples)
{
    record(side->profiles.count > 0 ? world_recording(side, 0)
                                    : world_profile(world, side, PROFILE_CPU),
           stack, samples);
}

static struct profile_table build(struct world *world, bool as_recorded)
{
    struct line_places places = {
        .arena = &world->arena,
        .strings = &world->bench.strings,
        .patch =
            world->evidence->patch.is_present ? &world->evidence->patch : NULL,
    };
    struct profile_table_request request = {
        .base = &world->base->profiles.items[0],
        .head = &world->head->profiles.items[0],
        .sample_index = "samples",
        .by_line = true,
        .places = as_recorded ? NULL : &places,
    };
    struct profile_table table;
    struct error error = ERROR_INIT;
    line_places_init(&places, request.head);
    assert_true(profile_table_build(&request, &world->arena, &table, &error));
    line_places_release(&places);
    return table;
}

static void check_row(const struct profile_table *table, const char *file,
                      int64_t line, int64_t base, int64_t head)
{
    for (size_t i = 0; i < table->row_count; i++) {
        const struct profile_table_row *row = &table->rows[i];
        if (strcmp(row->file, file) == 0 && row->line == line) {
            assert_int_equal(row->base_flat, base);
            assert_int_equal(row->head_flat, head);
            return;
        }
    }
    fail_msg("no row %s:%ld", file, (long)line);
}

/* Two versions of a module lie in two folders. */
static void test_folders(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    add(&world, world.base, "m/p.Join " OLD ":9", 40);
    add(&world, world.base, "m/p.gone " OLD ":50", 7);
    add(&world, world.head, "m/p.Join " NEW ":9", 60);
    struct profile_table table = build(&world, false);
    assert_int_equal(table.row_count, 2);
    check_row(&table, NEW, 9, 40, 60);
    check_row(&table, OLD, 50, 7, 0); /* nothing says where it would be */
    table = build(&world, true);
    assert_int_equal(table.row_count, 3);
    check_row(&table, OLD, 9, 40, 0);
    world_release(&world);
}

/* A file of another name is another file, whatever its folder. */
static void test_other_file(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    add(&world, world.base, "m/p.Join /a/old.go:9", 40);
    add(&world, world.head, "m/p.Join /b/new.go:9", 60);
    struct profile_table table = build(&world, false);
    assert_int_equal(table.row_count, 2);
    check_row(&table, "/a/old.go", 9, 40, 0);
    check_row(&table, "/b/new.go", 9, 0, 60);
    world_release(&world);
}

/* Below the source roots the patch says which line is which. */
static void test_patch(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world_patch(&world, "--- a/p/join.go\n+++ b/p/joined.go\n@@ -3,3 +3,3 @@\n"
                        " a\n-b\n c\n+d\n");
    add(&world, world.base, "m/p.Join p/join.go:3", 1);
    add(&world, world.base, "m/p.Join p/join.go:4", 2);
    add(&world, world.base, "m/p.Join p/join.go:5", 4);
    add(&world, world.base, "m/p.Rest p/rest.go:5", 8);
    add(&world, world.head, "m/p.Join p/joined.go:3", 10);
    add(&world, world.head, "m/p.Join p/joined.go:4", 20);
    add(&world, world.head, "m/p.Join p/joined.go:5", 40);
    add(&world, world.head, "m/p.Rest p/rest.go:5", 80);
    struct profile_table table = build(&world, false);
    assert_int_equal(table.row_count, 5);
    check_row(&table, "p/joined.go", 3, 1, 10);
    check_row(&table, "p/join.go (base)", 4, 2, 0);
    check_row(&table, "p/joined.go", 4, 4, 20);
    check_row(&table, "p/joined.go", 5, 0, 40);
    check_row(&table, "p/rest.go", 5, 8, 80);
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_folders),
        cmocka_unit_test(test_other_file),
        cmocka_unit_test(test_patch),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
