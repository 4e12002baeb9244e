/*
 * Which reports go where, and that a failure changes none of them.
 */
#include "files_support.h"
#include "report_support.h"

#include "cmd/report_output.h"
#include "formats/writer.h"

enum { MOST_REPORTS = 45 };

static struct made_report made[MOST_REPORTS];

struct world {
    struct folder *folder;
    struct report_options options;
    struct report_output output;
    const struct report *reports[MOST_REPORTS];
    struct error error;
};

static int setup(void **state)
{
    static struct world world;
    void *folder;
    int failed = folder_setup(&folder);
    world = (struct world){ .folder = folder };
    world.options.out = folder_path(folder, "out");
    world.output = (struct report_output){ .options = &world.options,
                                           .arena = &world.folder->arena,
                                           .reports = world.reports,
                                           .is_complete = true };
    *state = &world;
    return failed;
}

static int teardown(void **state)
{
    struct world *world = *state;
    void *folder = world->folder;
    for (size_t i = 0; i < world->output.count; i++) {
        made_report_release(&made[i]);
    }
    return folder_teardown(&folder);
}

static void add_reports(struct world *world, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        made_report_init(&made[i]);
        made[i].evidence.target =
            arena_printf(&world->folder->arena, "target%zu", i);
        made_report_finish(&made[i]);
        world->reports[i] = &made[i].report;
    }
    world->output.count = count;
    world->output.has_several = count > 1;
}

static void write_good(struct world *world)
{
    if (!report_output_write(&world->output, &world->error)) {
        fail_msg("%s", world->error.message);
    }
}

static void assert_listed(struct world *world, const char *name,
                          const char *expected)
{
    struct file_names names;
    struct buffer list;
    buffer_init(&list);
    if (!file_list_folder(&world->folder->arena,
                          folder_path(world->folder, name), &names,
                          &world->error)) {
        fail_msg("%s", world->error.message);
    }
    for (size_t i = 0; i < names.count; i++) {
        buffer_printf(&list, "%s ", names.items[i]);
    }
    assert_string_equal(list.bytes, expected);
    buffer_release(&list);
}

static const char five_files[] = "TEST-perfscribe.xml perfscribe.sarif "
                                 "report.html report.json summary.md ";

static void test_one_report_is_five_files(void **state)
{
    struct world *world = *state;
    add_reports(world, 1);
    write_good(world);
    assert_listed(world, "out", five_files);
}

/* Each has its folder; the files beside them hold all. */
static void test_several_reports(void **state)
{
    struct world *world = *state;
    add_reports(world, 2);
    write_good(world);
    assert_listed(world, "out",
                  "TEST-perfscribe.xml perfscribe.sarif report.html "
                  "report.json summary.md target0 target1 ");
    assert_listed(world, "out/target1", five_files);
}

/* One of them was bad: what holds all stays as it was. */
static void test_an_incomplete_set(void **state)
{
    struct world *world = *state;
    const char *old = folder_text(world->folder, "out/report.json", "old");
    const char *named = folder_text(world->folder, "named.json", "old");
    add_reports(world, 1);
    world->output.has_several = true;
    world->output.is_complete = false;
    for (size_t i = 0; writers[i] != NULL; i++) {
        world->options.writer_paths[i] = named;
    }
    write_good(world);
    assert_file(old, "old");
    assert_file(named, "old");
    assert_listed(world, "out", "report.json target0 ");
}

static void test_no_good_report_writes_nothing(void **state)
{
    struct world *world = *state;
    world->output.is_complete = false;
    write_good(world);
    assert_int_equal(folder_count(world->folder), 0);
}

/* GitHub takes 20 runs a file. */
static void test_many_reports_are_several_sarif_files(void **state)
{
    struct world *world = *state;
    world->options.out = NULL;
    for (size_t i = 0; writers[i] != NULL; i++) {
        if (strcmp(writers[i]->name, "sarif") == 0) {
            world->options.writer_paths[i] =
                folder_path(world->folder, "a.b/x.sarif");
        }
        if (strcmp(writers[i]->name, "json") == 0) {
            world->options.writer_paths[i] =
                folder_path(world->folder, "all.json");
        }
    }
    add_reports(world, MOST_REPORTS);
    write_good(world);
    assert_listed(world, "a.b", "x-2.sarif x-3.sarif x.sarif ");
    assert_listed(world, "", "a.b all.json ");
}

/* A file that cannot be written leaves all others as they were. */
static void test_a_failure_changes_nothing(void **state)
{
    struct world *world = *state;
    const char *old = folder_text(world->folder, "out/perfscribe.sarif", "old");
    folder_text(world->folder, "out/summary.md/in the way", "old");
    add_reports(world, 1);
    assert_false(report_output_write(&world->output, &world->error));
    assert_error(world->error, ERROR_OUTPUT, "summary.md: cannot be written");
    assert_file(old, "old");
    assert_listed(world, "out", "perfscribe.sarif summary.md ");
}

static void test_a_file_where_a_folder_should_be(void **state)
{
    struct world *world = *state;
    const char *old = folder_text(world->folder, "out", "old");
    add_reports(world, 1);
    assert_false(report_output_write(&world->output, &world->error));
    assert_error(world->error, ERROR_OUTPUT, "out: cannot be written");
    assert_file(old, "old");
}

static void test_knows_when_stdout_is_taken(void **state)
{
    struct world *world = *state;
    assert_false(report_output_uses_stdout(&world->output));
    world->options.writer_paths[2] = "file";
    assert_false(report_output_uses_stdout(&world->output));
    world->options.writer_paths[2] = "-";
    assert_true(report_output_uses_stdout(&world->output));
    world->options.writer_paths[2] = "/dev/stdout";
    assert_true(report_output_uses_stdout(&world->output));
}

static void test_the_folder_of_all_reports(void **state)
{
    struct world *world = *state;
    assert_string_equal(report_output_folder(&world->options),
                        world->options.out);
    world->options.out = NULL;
    assert_string_equal(report_output_folder(&world->options),
                        "perfscribe-out");
    world->options.writer_paths[0] = "x.sarif";
    assert_null(report_output_folder(&world->options));
}

#define output_test(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        output_test(test_one_report_is_five_files),
        output_test(test_several_reports),
        output_test(test_an_incomplete_set),
        output_test(test_no_good_report_writes_nothing),
        output_test(test_many_reports_are_several_sarif_files),
        output_test(test_a_failure_changes_nothing),
        output_test(test_a_file_where_a_folder_should_be),
        output_test(test_knows_when_stdout_is_taken),
        output_test(test_the_folder_of_all_reports),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
