#include "bench_support.h"

static int set_up(void **state)
{
    static struct bench_world world;
    bench_world_init(&world);
    *state = &world;
    return 0;
}

static int tear_down(void **state)
{
    bench_world_release(*state);
    return 0;
}

static const struct benchmark_file *read_base(void **state, const char *text)
{
    struct bench_world *world = *state;
    return bench_read(world, &world->evidence.base, text);
}

static const struct notice *notice_at(void **state, size_t index)
{
    struct bench_world *world = *state;
    assert_true(index < world->evidence.base.notices.count);
    return &world->evidence.base.notices.items[index];
}

static size_t notice_count(void **state)
{
    struct bench_world *world = *state;
    return world->evidence.base.notices.count;
}

static void assert_value(const struct benchmark_file *file, size_t index,
                         double value, const char *unit)
{
    assert_true(index < file->values.count);
    assert_true(file->values.items[index].value == value);
    assert_string_equal(file->values.items[index].unit, unit);
}

static void test_a_result_line(void **state)
{
    const struct benchmark_file *file = read_base(
        state, "BenchmarkJoin/n=10-8   \t 1000\t  1204.5 ns/op\t 48 B/op\t"
               " 2 allocs/op\n");
    assert_int_equal(file->results.count, 1);
    const struct benchmark_result *result = &file->results.items[0];
    assert_string_equal(result->name, "Join/n=10-8");
    assert_int_equal(result->iterations, 1000);
    assert_int_equal(result->line, 1);
    assert_int_equal(result->value_count, 3);
    assert_value(file, 0, 1204.5, "ns/op");
    assert_value(file, 1, 48, "B/op");
    assert_value(file, 2, 2, "allocs/op");
    assert_int_equal(notice_count(state), 0);
}

static void test_other_lines_are_ignored(void **state)
{
    const struct benchmark_file *file =
        read_base(state, "=== RUN   TestX\n"
                         "BenchmarkA\n" /* go test -v: it starts */
                         "BenchmarkA-8 10 5 ns/op\n"
                         "--- BENCH: BenchmarkA-8\n"
                         "    a_test.go:5: hello: world\n"
                         " BenchmarkIndented 10 5 ns/op\n"
                         "\tpkg: indented\n"
                         "Key: upper case\n"
                         "a key: with a space\n"
                         "url:without a blank\n"
                         "{\"some\": \"json\"}\n"
                         "gc 2 @0.012s 18%: 0.057+0.30 ms clock\n"
                         "PASS\nok  \tp\t1.0s\n");
    assert_int_equal(file->results.count, 1);
    assert_int_equal(file->configs.items[0].settings.count, 0);
    assert_int_equal(notice_count(state), 0);
}

static void test_bad_lines_are_notices_with_their_number(void **state)
{
    static const struct {
        const char *line, *text;
    } cases[] = {
        { "BenchmarkA 1e3 5 ns/op", "parsing iteration count: invalid syntax" },
        { "BenchmarkA -3 5 ns/op", "parsing iteration count: invalid syntax" },
        { "BenchmarkA 99999999999999999999 5 ns/op",
          "parsing iteration count: value out of range" },
        { "BenchmarkA ", "missing iteration count" },
        { "BenchmarkA 10", "missing measurements" },
        { "BenchmarkA 10 5", "missing units" },
        { "BenchmarkA 10 5 ns/op 7", "missing units" },
        { "BenchmarkA 10 five ns/op", "parsing measurement: invalid syntax" },
        { "BenchmarkA 10 1e999 ns/op",
          "parsing measurement: value out of range" },
        { "Unit", "missing unit" },
        { "Unit ns/op better", "expected key=value" },
        { "Unit ns/op =lower", "expected key=value" },
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct bench_world world;
        bench_world_init(&world);
        char text[200];
        snprintf(text, sizeof(text), "PASS\n%s\nBenchmarkGood 1 2 ns/op\n",
                 cases[i].line);
        const struct benchmark_file *file =
            bench_read(&world, &world.evidence.base, text);
        assert_int_equal(file->results.count, 1);
        assert_int_equal(file->values.count, 1);
        assert_int_equal(world.evidence.base.notices.count, 1);
        const struct notice *notice = &world.evidence.base.notices.items[0];
        assert_string_equal(notice->text, cases[i].text);
        assert_string_equal(notice->file, "base0.txt");
        assert_int_equal(notice->line, 2);
        bench_world_release(&world);
    }
    (void)state;
}

static void assert_refused(void **state, const char *text, const char *message)
{
    struct bench_world *world = *state;
    struct error error = ERROR_INIT;
    assert_false(
        bench_try_read(world, &world->evidence.base, span_of(text), &error));
    assert_int_equal(error.kind, ERROR_INPUT);
    assert_string_equal(error.message, message);
    assert_int_equal(world->evidence.base.benchmarks.count, 0);
}

static void test_nan_and_infinity_are_refused(void **state)
{
    assert_refused(state,
                   "goos: linux\nBenchmarkA 10 5 ns/op NaN q/op 7 B/op\n",
                   "base0.txt:2: a value of q/op is NaN or infinite; mend the "
                   "benchmark that reports it and run it again");
    assert_refused(state, "BenchmarkA 10 +Inf ns/op\nBenchmarkA 10 1 ns/op\n",
                   "base0.txt:1: a value of ns/op is NaN or infinite; mend the "
                   "benchmark that reports it and run it again");
}

static void test_what_overflows_is_left_out(void **state)
{
    const struct benchmark_file *file =
        read_base(state, "BenchmarkA 10 6 ns/op 1e300 x/op\n");
    assert_int_equal(file->values.count, 1);
    assert_value(file, 0, 6, "ns/op");
    assert_int_equal(notice_count(state), 1);
    assert_int_equal(notice_at(state, 0)->line, 1);
    assert_string_equal(notice_at(state, 0)->text,
                        "a value beyond 1e290 was left out");
}

static void test_settings_hold_until_they_change(void **state)
{
    const struct benchmark_file *file =
        read_base(state, "goos: linux\npkg: a\nnote:  x \n"
                         "BenchmarkA 1 1 ns/op\n"
                         "BenchmarkB 1 1 ns/op\n"
                         "pkg: b\nnote:\n"
                         "BenchmarkC 1 1 ns/op\n");
    assert_int_equal(file->configs.count, 2);
    const struct benchmark_result *results = file->results.items;
    assert_int_equal(results[0].config, 0);
    assert_int_equal(results[1].config, 0);
    assert_int_equal(results[2].config, 1);
    assert_string_equal(benchmark_setting(file, 0, "pkg"), "a");
    assert_string_equal(benchmark_setting(file, 0, "note"), "x ");
    assert_string_equal(benchmark_setting(file, 1, "pkg"), "b");
    assert_string_equal(benchmark_setting(file, 1, "goos"), "linux");
    assert_string_equal(benchmark_setting(file, 1, "note"), "");
    assert_int_equal(file->configs.items[1].settings.count, 2);
}

static void test_the_side_learns_its_platform_once(void **state)
{
    struct bench_world *world = *state;
    read_base(state, "goos: linux\ngoarch: amd64\ncpu: AMD EPYC\n"
                     "BenchmarkA 1 1 ns/op\n");
    read_base(state, "goos: plan9\nBenchmarkA 1 2 ns/op\n");
    assert_string_equal(world->evidence.base.goos, "linux");
    assert_string_equal(world->evidence.base.goarch, "amd64");
    assert_string_equal(world->evidence.base.cpu, "AMD EPYC");
    assert_string_equal(world->evidence.head.goos, "");
}

static void test_unit_lines(void **state)
{
    const struct benchmark_file *file =
        read_base(state, "Unit ns/op better=lower title=x\n"
                         "Unit widgets/s better=higher assume=exact\n"
                         "Unit widgets/s better=higher\n"
                         "Unit widgets/s better=lower\n"
                         "BenchmarkA 1 1 ns/op\n");
    assert_int_equal(file->units.count, 3);
    assert_string_equal(file->units.items[0].unit, "sec/op");
    assert_string_equal(file->units.items[1].key, "better");
    assert_string_equal(file->units.items[1].value, "higher");
    assert_string_equal(file->units.items[2].value, "exact");
    assert_int_equal(notice_count(state), 1);
    assert_string_equal(
        notice_at(state, 0)->text,
        "metadata better of unit widgets/s already set to higher");
    assert_int_equal(notice_at(state, 0)->line, 4);
}

static void test_line_ends_and_white_space(void **state)
{
    const struct benchmark_file *file =
        read_base(state, "pkg: p\r\nBenchmarkA-8\xc2\xa0\xe2\x80\x83"
                         "10\v5 ns/op \r\nBenchmarkB 20 6 ns/op");
    assert_int_equal(file->results.count, 2);
    assert_string_equal(file->results.items[0].name, "A-8");
    assert_int_equal(file->results.items[0].iterations, 10);
    assert_string_equal(file->results.items[1].name, "B");
    assert_value(file, 1, 6, "ns/op");
    assert_string_equal(benchmark_setting(file, 0, "pkg"), "p");
    assert_int_equal(notice_count(state), 0);
}

static void test_nuls_and_bad_utf8_are_text(void **state)
{
    static const char text[] = "BenchmarkA\0B 10 5 ns/op\n"
                               "BenchmarkC\xff\xfe 10 5 ns\0/op\n\0\0\n";
    struct bench_world *world = *state;
    assert_true(
        bench_read_bytes(world, &world->evidence.base, text, sizeof(text) - 1));
    const struct benchmark_file *file = world->evidence.base.benchmarks.items;
    assert_int_equal(file->results.count, 2);
    assert_string_equal(file->results.items[0].name, "A\xc0\x80"
                                                     "B");
    assert_string_equal(file->results.items[1].name, "C\xff\xfe");
}

static void test_a_huge_line_is_left_out(void **state)
{
    struct bench_world *world = *state;
    struct buffer text;
    buffer_init(&text);
    buffer_text(&text, "Benchmark");
    buffer_repeat(&text, 'x', 2 << 20);
    buffer_text(&text, " 1 1 ns/op\nBenchmarkB 1 1 ns/op\n");
    const struct benchmark_file *file =
        bench_read(world, &world->evidence.base, text.bytes);
    assert_int_equal(file->results.count, 1);
    assert_string_equal(file->results.items[0].name, "B");
    assert_string_equal(notice_at(state, 0)->text,
                        "a line of more than 1 MiB was left out");
    buffer_release(&text);
}

static void test_too_many_keys_are_ignored(void **state)
{
    struct bench_world *world = *state;
    struct buffer text;
    buffer_init(&text);
    for (int i = 0; i < 300; i++) {
        buffer_printf(&text, "key%d: value\n", i);
    }
    buffer_text(&text, "BenchmarkB 1 1 ns/op\n");
    const struct benchmark_file *file =
        bench_read(world, &world->evidence.base, text.bytes);
    assert_int_equal(file->configs.items[0].settings.count, 256);
    assert_int_equal(notice_at(state, 0)->line, 257);
    assert_int_equal(notice_at(state, 0)->count, 44);
    buffer_release(&text);
}

static void test_configurations_without_end_hit_a_limit(void **state)
{
    struct bench_world *world = *state;
    struct buffer text;
    buffer_init(&text);
    for (int i = 0; i < 100001; i++) {
        buffer_printf(&text, "seed: %d\nBenchmarkA 1 1 ns/op\n", i);
    }
    assert_false(bench_read_bytes(world, &world->evidence.base, text.bytes,
                                  text.length));
    assert_int_equal(world->evidence.base.benchmarks.count, 0);
    buffer_release(&text);
}

static void test_a_file_without_results_says_so(void **state)
{
    const struct benchmark_file *file = read_base(state, "goos: linux\nPASS\n");
    assert_int_equal(file->results.count, 0);
    assert_string_equal(notice_at(state, 0)->text,
                        "no benchmark result stands in it");
}

#define EVENT(package, test, output)                                      \
    "{\"Action\":\"output\",\"Package\":\"" package "\",\"Test\":\"" test \
    "\",\"Output\":\"" output "\"}\n"

static void test_events_are_joined_up_to_the_newline(void **state)
{
    const struct benchmark_file *file = read_base(
        state,
        "{\"Action\":\"start\",\"Package\":\"p\"}\n" EVENT(
            "p", "", "goos: linux\\n") EVENT("p", "", "pkg: p\\n")
            EVENT("q", "", "pkg: q\\n") EVENT("p", "BenchmarkA",
                                              "=== RUN   BenchmarkA\\n")
                EVENT("p", "BenchmarkA", "BenchmarkA\\n") EVENT(
                    "p", "BenchmarkA",
                    "BenchmarkA-2  \\t") EVENT("q", "BenchmarkB",
                                               "BenchmarkB-2  \\t 20\\t")
                    EVENT("p", "BenchmarkA", " 10\\t 5 ns/op\\n") EVENT(
                        "q", "BenchmarkB",
                        "6 ns/op\\r\\nPASS\\n") "{\"Action\":\"pass\",\"Package\":\"p\"}\n");
    assert_int_equal(file->results.count, 2);
    const struct benchmark_result *results = file->results.items;
    assert_string_equal(results[0].name, "A-2");
    assert_int_equal(results[0].line, 9);
    assert_string_equal(benchmark_setting(file, results[0].config, "pkg"), "p");
    assert_string_equal(benchmark_setting(file, results[0].config, "goos"),
                        "linux");
    assert_string_equal(results[1].name, "B-2");
    assert_value(file, 1, 6, "ns/op");
    assert_string_equal(benchmark_setting(file, results[1].config, "pkg"), "q");
    assert_string_equal(benchmark_setting(file, results[1].config, "goos"), "");
    assert_int_equal(notice_count(state), 0);
}

static void test_build_events_and_plain_lines_may_stand_between(void **state)
{
    const struct benchmark_file *file = read_base(
        state, "{\"ImportPath\":\"p\",\"Action\":\"build-output\",\"Output\":"
               "\"# p\\nBenchmarkNot 1 1 ns/op\\n\"}\n"
               "# p\n./a.go:3:6: can inline F\n" EVENT(
                   "p", "", "BenchmarkA 10 5 ns/op\\nBenchmarkB 10 6 ns/op"));
    assert_int_equal(file->results.count, 2);
    assert_string_equal(file->results.items[1].name, "B"); /* cut off */
}

static void test_a_damaged_event_is_a_notice(void **state)
{
    const struct benchmark_file *file = read_base(
        state,
        EVENT(
            "p", "",
            "BenchmarkA 10 5 ns/op\\n") "{\"Action\":\"output\",\"Package\":\"p\",\"Outp");
    assert_int_equal(file->results.count, 1);
    assert_string_equal(notice_at(state, 0)->text,
                        "a damaged test event was left out");
    assert_int_equal(notice_at(state, 0)->line, 2);
}

static void test_real_events_of_a_go_test_run(void **state)
{
    struct bench_world *world = *state;
    const struct benchmark_file *file =
        read_base(state, bench_data(world, "tests/data/bench/gjson/base.json"));
    assert_int_equal(file->results.count, 3);
    assert_string_equal(file->results.items[0].name, "Valid-2");
    assert_int_equal(file->results.items[0].iterations, 10000);
    assert_value(file, 0, 1992, "ns/op");
    assert_string_equal(benchmark_setting(file, 0, "cpu"), "AMD EPYC");
    assert_int_equal(notice_count(state), 0);
}

static void test_a_wrapped_copy_is_known_as_one(void **state)
{
    const struct benchmark_file *file =
        read_base(state, "pkg: p\nBenchmarkA 10 5 ns/op\nok  \tp\t1.0s\n");
    uint64_t plain = file->content_hash;
    file = read_base(state, EVENT("p", "", "pkg: p\\n")
                                EVENT("p", "", "BenchmarkA 10 5 ns/op\\n"));
    assert_true(file->content_hash == plain);
    file = read_base(state, "pkg: p\nBenchmarkA 10 5.1 ns/op\n");
    assert_true(file->content_hash != plain);
}

static int score(const char *text)
{
    return reader_benchmark.recognise(span_of(text));
}

static void test_recognition(void **state)
{
    (void)state;
    assert_true(score("log\nBenchmarkA-8 10 5 ns/op\n") >= 80);
    assert_true(score(EVENT("p", "BenchmarkA", "BenchmarkA-2  \\t")) >= 80);
    assert_in_range(score("goos: linux\n"), 40, 60);
    assert_in_range(score(EVENT("p", "TestX", "=== RUN\\n")), 1, 40);
    assert_int_equal(score(""), 0);
    assert_int_equal(score("Benchmarking is fun\nBenchmarkA\n"), 0);
    assert_int_equal(score("# p\n./a.go:3:6: can inline F\n"), 0);
    assert_int_equal(score("{\"Action\":\"build-output\",\"Output\":\"\"}"), 0);
    assert_int_equal(score("diff --git a/x b/x\n"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_result_line, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_other_lines_are_ignored, set_up,
                                        tear_down),
        cmocka_unit_test(test_bad_lines_are_notices_with_their_number),
        cmocka_unit_test_setup_teardown(test_nan_and_infinity_are_refused,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_what_overflows_is_left_out, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_settings_hold_until_they_change,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_the_side_learns_its_platform_once,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_unit_lines, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_line_ends_and_white_space, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_nuls_and_bad_utf8_are_text, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_a_huge_line_is_left_out, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_too_many_keys_are_ignored, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(
            test_configurations_without_end_hit_a_limit, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_file_without_results_says_so,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            test_events_are_joined_up_to_the_newline, set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            test_build_events_and_plain_lines_may_stand_between, set_up,
            tear_down),
        cmocka_unit_test_setup_teardown(test_a_damaged_event_is_a_notice,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_real_events_of_a_go_test_run,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_wrapped_copy_is_known_as_one,
                                        set_up, tear_down),
        cmocka_unit_test(test_recognition),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
