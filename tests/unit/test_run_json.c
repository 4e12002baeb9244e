/*
 * A run as a line of JSON and back, and lines that are no run.
 */
#include "files_support.h"
#include "record_support.h"

#include "formats/history/run_json.h"

struct world {
    struct arena arena;
    struct buffer out;
    struct run_record run;
    struct error error;
};

static int setup(void **state)
{
    static struct world world;
    memset(&world, 0, sizeof(world));
    buffer_init(&world.out);
    *state = &world;
    return 0;
}

static int teardown(void **state)
{
    struct world *world = *state;
    buffer_release(&world->out);
    arena_release(&world->arena);
    return 0;
}

static bool parse(struct world *world, const char *line)
{
    return run_json_parse(span_of(line), "past.jsonl:3", &world->arena,
                          &world->run, &world->error);
}

static void run_goes_round(void **state)
{
    struct world *world = *state;
    struct run_record run;
    fill_run(&world->arena, &run);
    run_json_print(&run, &world->out);
    assert_true(strchr(world->out.bytes, '\n') ==
                world->out.bytes + world->out.length - 1);
    if (!parse(world, world->out.bytes)) {
        fail_msg("%s", world->error.message);
    }
    assert_same_run(&run, &world->run);
}

static void what_is_missing_is_unknown(void **state)
{
    struct world *world = *state;
    assert_true(parse(world, "{\"schema\":\"perfscribe-run\",\"version\":1,"
                             "\"later\":[1],\"findings\":[{\"key\":\"aa\"}]}"));
    assert_string_equal(world->run.repository, "");
    assert_true(isnan(world->run.rating));
    assert_int_equal(world->run.parts[PART_FINDINGS].count, 1);
    assert_string_equal(run_findings(&world->run)[0].key, "aa");
    assert_string_equal(run_findings(&world->run)[0].rule, "");
}

static void assert_refused(struct world *world, const char *rest,
                           const char *part)
{
    const char *line =
        arena_printf(&world->arena, "{\"schema\":\"perfscribe-run\",%s}", rest);
    assert_false(parse(world, line));
    assert_error(world->error, ERROR_INPUT, part);
    assert_non_null(strstr(world->error.message, "past.jsonl:3"));
}

static void others_are_refused(void **state)
{
    struct world *world = *state;
    assert_false(parse(world, "{\"schema\":\"perfscribe-report\"}"));
    assert_error(world->error, ERROR_INPUT, "is no run of a history");
    assert_false(parse(world, "[]"));
    assert_false(parse(world, "{\"schema\""));
    assert_refused(world, "\"version\":2", "another version");
    assert_refused(world, "\"version\":1,\"target\":5", "\"target\" must be");
    assert_refused(world, "\"version\":1,\"at\":1.5", "a whole number");
    assert_refused(world, "\"version\":1,\"at\":1e300", "a whole number");
    assert_refused(world, "\"version\":1,\"rating\":\"5\"", "or null");
    assert_refused(world, "\"version\":1,\"is_main\":1", "true or false");
    assert_refused(world, "\"version\":1,\"gates\":{}", "an array");
    assert_refused(world, "\"version\":1,\"gates\":[1]", "of objects");
    assert_refused(world, "\"version\":1,\"gates\":[{\"failed\":null}]",
                   "a whole number");
}

static void csv_has_a_column_a_field(void **state)
{
    struct world *world = *state;
    const struct record_field *fields = record_parts[PART_HOTSPOTS].fields;
    struct recorded_hotspot row = { .function = "=p.F, q",
                                    .file = "p/p.go",
                                    .owner = "",
                                    .flat = 0.125,
                                    .cum = (double)NAN,
                                    .own = 1 };
    record_csv_head(fields, &world->out);
    record_csv_row(fields, &row, &world->out);
    assert_string_equal(world->out.bytes, "function,file,owner,flat,cum,own\n"
                                          "\"'=p.F, q\",p/p.go,,0.125,,1\n");
}

#define world_test(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        world_test(run_goes_round),
        world_test(what_is_missing_is_unknown),
        world_test(others_are_refused),
        world_test(csv_has_a_column_a_field),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
