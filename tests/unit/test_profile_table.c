#include "core/analysis/profiles/profile_table.h"

#include "analysis_support.h"

#define JOIN "m/p.Join p/join.go:9"
#define FIND "m/p.find p/join.go:3"
#define MAIN "main.main main.go:1"

/* One cpu profile a side. */
static void begin(struct world *world)
{
    world_init(world);
    struct recording *base = world_profile(world, world->base, PROFILE_CPU);
    struct recording *head = world_profile(world, world->head, PROFILE_CPU);
    record(base, FIND " < " JOIN " < " MAIN, 30);
    record(base, JOIN " < " MAIN, 70);
    record(head, FIND " < " JOIN " < " MAIN, 50);
    record(head, "m/p.Join p/join.go:12 < " MAIN, 20);
}

static struct profile_table build(struct world *world, bool by_line,
                                  const char *sample_index)
{
    struct profile_table_request request = {
        .base = &world->base->profiles.items[0],
        .head = &world->head->profiles.items[0],
        .sample_index = sample_index,
        .by_line = by_line,
        .with_calls = true,
    };
    struct profile_table table;
    struct error error = ERROR_INIT;
    if (!profile_table_build(&request, &world->arena, &table, &error)) {
        fail_msg("%s", error.message);
    }
    return table;
}

static const struct profile_table_row *row_of(const struct profile_table *table,
                                              const char *name, int64_t line)
{
    static const struct profile_table_row none;
    for (size_t i = 0; i < table->row_count; i++) {
        if (strcmp(table->rows[i].name, name) == 0 &&
            table->rows[i].line == line) {
            return &table->rows[i];
        }
    }
    fail_msg("no row %s:%ld", name, (long)line);
    return &none;
}

static void check_row(const struct profile_table_row *row, int64_t base_flat,
                      int64_t head_flat, int64_t base_cum, int64_t head_cum)
{
    assert_int_equal(row->base_flat, base_flat);
    assert_int_equal(row->head_flat, head_flat);
    assert_int_equal(row->flat_delta, head_flat - base_flat);
    assert_int_equal(row->base_cum, base_cum);
    assert_int_equal(row->head_cum, head_cum);
    assert_int_equal(row->cum_delta, head_cum - base_cum);
}

static void test_functions(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    struct profile_table table = build(&world, false, "samples");
    assert_int_equal(table.row_count, 3);
    check_row(row_of(&table, "m/p.Join", 0), 70, 20, 100, 70);
    check_row(row_of(&table, "m/p.find", 0), 30, 50, 30, 50);
    check_row(row_of(&table, "main.main", 0), 0, 0, 100, 70);
    assert_int_equal(table.base_total, 100);
    assert_int_equal(table.head_total, 70);
    /* Largest difference first. */
    assert_string_equal(table.rows[0].name, "m/p.Join");
    assert_string_equal(table.rows[2].name, "main.main");
    world_release(&world);
}

static void test_lines(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    struct profile_table table = build(&world, true, "samples");
    assert_int_equal(table.row_count, 4);
    check_row(row_of(&table, "m/p.Join", 9), 70, 0, 100, 50);
    check_row(row_of(&table, "m/p.Join", 12), 0, 20, 0, 20);
    assert_string_equal(row_of(&table, "m/p.find", 3)->file, "p/join.go");
    world_release(&world);
}

/* pprof's default is the last type: nanoseconds of a cpu profile. */
static void test_default_value(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    struct profile_table table = build(&world, false, NULL);
    assert_string_equal(table.value.type, "cpu");
    assert_int_equal(table.base_total, 100 * 10000000LL);
    assert_string_equal(build(&world, false, "0").value.type, "samples");
    world_release(&world);
}

/* Whether a share changed; a row without samples has nothing to test. */
static void test_significance(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    struct recording *base = world_profile(&world, world.base, PROFILE_CPU);
    struct recording *head = world_profile(&world, world.head, PROFILE_CPU);
    record(base, JOIN " < " MAIN, 5000);
    record(base, FIND " < " MAIN, 5000);
    record(head, JOIN " < " MAIN, 2000);
    record(head, FIND " < " MAIN, 8000);
    struct profile_table table = build(&world, false, "samples");
    assert_true(row_of(&table, "m/p.find", 0)->p < 1e-6);
    assert_true(isnan(row_of(&table, "main.main", 0)->p));
    world_release(&world);
}

/* An inlined function is not called; both is possible. */
static void test_calls(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    struct recording *base = world_profile(&world, world.base, PROFILE_CPU);
    struct recording *head = world_profile(&world, world.head, PROFILE_CPU);
    record(base, FIND " ~ " JOIN " < " MAIN, 1);
    record(base, "m/p.both p/a.go:1 ~ " JOIN " < " MAIN, 1);
    record(head, "m/p.both p/a.go:1 < m/p.Other p/a.go:2 < " MAIN, 1);
    struct profile_table table = build(&world, false, "samples");
    const struct profile_table_row *find = row_of(&table, "m/p.find", 0);
    assert_true(find->is_inlined && !find->is_called);
    const struct profile_table_row *join = row_of(&table, "m/p.Join", 0);
    assert_true(!join->is_inlined && join->is_called);
    const struct profile_table_row *both = row_of(&table, "m/p.both", 0);
    assert_true(both->is_inlined && both->is_called);
    world_release(&world);
}

static void test_overflow(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    struct recording *base = world_profile(&world, world.base, PROFILE_MUTEX);
    struct recording *head = world_profile(&world, world.head, PROFILE_MUTEX);
    record(base, JOIN, INT64_MIN / 2 - 1);
    record(head, JOIN, INT64_MAX / 2 + 2);
    struct profile_table_request request = {
        .base = &world.base->profiles.items[0],
        .head = &world.head->profiles.items[0],
    };
    struct profile_table table;
    struct error error = ERROR_INIT;
    assert_false(profile_table_build(&request, &world.arena, &table, &error));
    assert_int_equal(error.kind, ERROR_INPUT);
    assert_non_null(strstr(error.message, "mutex"));
    (void)base;
    (void)head;
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_functions),
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_default_value),
        cmocka_unit_test(test_significance),
        cmocka_unit_test(test_calls),
        cmocka_unit_test(test_overflow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
