/*
 * The subcommands: exit codes, and what goes to stdout and stderr. Their
 * output on good input is what the golden tests hold.
 */
#include "command_support.h"

static const char join_base[] = "BenchmarkJoin-8 100 10 ns/op\n";
static const char join_head[] = "BenchmarkJoin-8 100 20 ns/op\n";

static void test_exit_codes_of_errors(void **state)
{
    (void)state;
    static const struct {
        enum error_kind kind;
        int code;
    } cases[] = { { ERROR_USAGE, 2 },
                  { ERROR_INPUT, 3 },
                  { ERROR_OUTPUT, 4 },
                  { ERROR_LIMIT, 5 },
                  { ERROR_NONE, 70 } };
    int kept = redirect(stderr, STDERR_FILENO, "/dev/null");
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct error error = ERROR_INIT;
        error_set(&error, cases[i].kind, "x");
        assert_int_equal(command_fail(&error), cases[i].code);
    }
    put_back(stderr, STDERR_FILENO, kept);
}

static void test_every_command_has_help(void **state)
{
    for (size_t i = 0; commands[i] != NULL; i++) {
        struct ran ran =
            run_words(*state, &command_help,
                      (const char *const[]){ commands[i]->name, NULL });
        assert_int_equal(ran.code, EXIT_OK);
        assert_string_equal(ran.err, "");
        assert_true(ran.out[0] != '\0');
        assert_true(commands[i]->example[0] != '\0');
    }
}

static void test_bench_reads_two_files(void **state)
{
    struct folder *folder = *state;
    const char *base = folder_text(folder, "base.txt", join_base);
    const char *head = folder_text(folder, "head.txt", join_head);
    struct ran ran =
        run_command(folder, command_bench, "--format", "csv", base, head);
    assert_int_equal(ran.code, EXIT_OK);
    assert_part(ran.out, "Join-8,1e-08,");
    ran = run_command(folder, command_bench, base, base);
    assert_int_equal(ran.code, EXIT_OK);
    assert_part(ran.out, "base.txt#1");
}

static void test_bench_refuses(void **state)
{
    struct folder *folder = *state;
    const char *base = folder_text(folder, "base.txt", join_base);
    const char *none = folder_text(folder, "none.txt", "PASS\n");
    const char *missing = folder_path(folder, "missing");
    assert_fails(run_command(folder, command_bench, base), EXIT_USAGE,
                 "bench takes two files");
    assert_fails(run_command(folder, command_bench, base, missing),
                 EXIT_BAD_INPUT, "missing: cannot be opened");
    assert_fails(run_command(folder, command_bench, base, none), EXIT_BAD_INPUT,
                 "holds no benchmark result");
    assert_fails(
        run_command(folder, command_bench, "--ignore", ".file", base, base),
        EXIT_USAGE, "only the keys of");
    assert_fails(
        run_command(folder, command_bench, "--format", "xml", base, base),
        EXIT_USAGE, "it takes text, csv, json");
}

/* What it skipped is said on stderr, clean. */
static void test_bench_tells_what_it_skipped(void **state)
{
    struct folder *folder = *state;
    const char *base = folder_text(folder, "base.txt",
                                   "BenchmarkJoin-8 100 10 ns/op\n"
                                   "BenchmarkBad-8 1\033[2J x ns/op\n"
                                   "BenchmarkBad-8 1e3 5 ns/op\n");
    struct ran ran = run_command(folder, command_bench, base, base);
    assert_int_equal(ran.code, EXIT_OK);
    assert_part(ran.err, "base.txt:2: ");
    assert_null(strchr(ran.err, '\033'));
}

static void test_diff_refuses(void **state)
{
    struct folder *folder = *state;
    const char *text = folder_text(folder, "bench.txt", join_base);
    const char *noise = folder_text(folder, "noise.gz", "noise");
    const char *cpu = "tests/data/pprof/cpu.pb.gz";
    assert_fails(run_command(folder, command_diff, cpu), EXIT_USAGE,
                 "diff takes two profiles");
    assert_fails(run_command(folder, command_diff, cpu, text), EXIT_BAD_INPUT,
                 "bench.txt: is not a profile");
    assert_fails(run_command(folder, command_diff, noise, cpu), EXIT_BAD_INPUT,
                 "noise.gz: no reader knows");
    assert_fails(run_command(folder, command_diff, "--sample-index", "nothing",
                             cpu, cpu),
                 EXIT_USAGE, "nothing");
    assert_fails(
        run_command(folder, command_diff, cpu, "tests/data/pprof/heap.pb.gz"),
        EXIT_BAD_INPUT, "");
    /* Both sides are bad: each has its line. */
    struct ran ran = run_command(folder, command_diff, noise, text);
    assert_int_equal(ran.code, EXIT_BAD_INPUT);
    assert_part(ran.err, "noise.gz");
    assert_part(ran.err, "bench.txt");
}

static void test_diff_options(void **state)
{
    struct folder *folder = *state;
    const char *cpu = "tests/data/pprof/cpu.pb.gz";
    const char *text = folder_text(folder, "bench.txt", join_base);
    assert_fails(run_command(folder, command_diff, "--tag=worker", cpu, cpu),
                 EXIT_USAGE, "a tag is KEY=VALUE");
    assert_fails(run_command(folder, command_diff, "--tag=worker=9", cpu, cpu),
                 EXIT_USAGE, "no sample of either profile");
    assert_fails(run_command(folder, command_diff, "--as-recorded", cpu, cpu),
                 EXIT_USAGE, "add --granularity lines");
    assert_fails(run_command(folder, command_diff, "--granularity=lines",
                             "--as-recorded", "--source-root=.", cpu, cpu),
                 EXIT_USAGE, "it goes without --source-root");
    assert_fails(run_command(folder, command_diff, "--granularity=lines",
                             "--patch", text, cpu, cpu),
                 EXIT_BAD_INPUT, "is not a unified diff");
    struct ran ran =
        run_command(folder, command_diff, "--tag=worker=0", "--tag=worker=2",
                    "--sample-index=samples", cpu, cpu);
    assert_int_equal(ran.code, EXIT_OK);
    assert_part(ran.out, "of 3 total");
}

static void test_diff_prints_each_format(void **state)
{
    struct folder *folder = *state;
    const char *cpu = "tests/data/pprof/cpu.pb.gz";
    struct ran ran = run_command(folder, command_diff, "--format=csv",
                                 "--granularity=lines", cpu, cpu);
    assert_int_equal(ran.code, EXIT_OK);
    assert_part(ran.out, "name,file,line,base_flat");
    ran = run_command(folder, command_diff, "--format=json", cpu, cpu);
    assert_part(ran.out, "{\"comparison\":");
    ran = run_command(folder, command_diff, cpu, cpu);
    assert_part(ran.out, "Showing nodes accounting for 0, ");
}

static void test_escape_of_files_and_folders(void **state)
{
    struct folder *folder = *state;
    static const char log[] = "# p\n./a.go:3:6: moved to heap: x\n";
    const char *file = folder_text(folder, "logs/build.log", log);
    folder_text(folder, "logs/README", "no log\n");
    struct ran ran = run_command(folder, command_escape, file);
    assert_int_equal(ran.code, EXIT_OK);
    assert_part(ran.out, "moved to heap: x");
    ran = run_command(folder, command_escape, "--format", "csv",
                      folder_path(folder, "logs"));
    assert_int_equal(ran.code, EXIT_OK);
    assert_part(ran.out, "p,./a.go,3,6,moved,x");
    ran = run_command(folder, command_escape, "--format=json", "--base", file,
                      file);
    assert_string_equal(ran.out, "{\"diagnostics\":[\n]}\n");
}

static void test_escape_refuses(void **state)
{
    struct folder *folder = *state;
    const char *text = folder_text(folder, "x/bench.txt", join_base);
    assert_fails(run_command(folder, command_escape, text, text), EXIT_USAGE,
                 "escape takes one file or folder");
    assert_fails(run_command(folder, command_escape, text), EXIT_BAD_INPUT,
                 "holds no diagnostics of the compiler");
    assert_fails(run_command(folder, command_escape, folder_path(folder, "x")),
                 EXIT_BAD_INPUT, "no file in it holds diagnostics");
    assert_fails(
        run_command(folder, command_escape, folder_path(folder, "missing")),
        EXIT_BAD_INPUT, "missing: cannot be opened");
}

static void test_explain_knows_rules_and_topics(void **state)
{
    struct folder *folder = *state;
    struct ran ran =
        run_words(folder, &command_explain, (const char *const[]){ NULL });
    assert_part(ran.out, "PERF2004  NewEscape");
    assert_part(ran.out, "Topics:");
    ran = run_command(folder, command_explain, "PERF2004");
    assert_part(ran.out, "# PERF2004 NewEscape\n");
    ran = run_command(folder, command_explain, "bundle");
    assert_int_equal(ran.code, EXIT_OK);
    assert_fails(run_command(folder, command_explain, "PERF2004x"), EXIT_USAGE,
                 "did you mean \"PERF2004\"");
    assert_fails(run_command(folder, command_explain, "../secret"), EXIT_USAGE,
                 "there is no rule or topic \"../secret\"; perfscribe explain");
}

/* A bundle of these texts below the folder. */
static const char *make_bundle(struct folder *folder, const char *name,
                               const char *base, const char *head)
{
    folder_text(folder, arena_printf(&folder->arena, "%s/base/b.txt", name),
                base);
    folder_text(folder, arena_printf(&folder->arena, "%s/head/b.txt", name),
                head);
    return folder_path(folder, name);
}

static void test_report_of_one_bad_among_good(void **state)
{
    struct folder *folder = *state;
    const char *good = make_bundle(folder, "good", join_base, join_base);
    const char *bad = make_bundle(folder, "bad", join_base, "");
    const char *out = folder_path(folder, "out");
    const char *old = folder_text(folder, "out/bad/report.json", "old");
    struct ran ran =
        run_command(folder, command_report, "--out", out, good, bad);
    assert_int_equal(ran.code, EXIT_BAD_INPUT);
    assert_part(ran.err, "perfscribe: head/b.txt: is empty");
    assert_int_equal(file_type_of(folder_path(folder, "out/good/report.json")),
                     FILE_REGULAR);
    assert_int_equal(file_type_of(folder_path(folder, "out/report.json")),
                     FILE_MISSING);
    assert_file(old, "old");
}

static void test_report_under_strict(void **state)
{
    struct folder *folder = *state;
    const char *bundle = make_bundle(folder, "one", join_base, join_base);
    const char *out = folder_path(folder, "out");
    folder_text(folder, "one/head/README", "no evidence\n");
    struct ran ran =
        run_command(folder, command_report, "--quiet", "--out", out, bundle);
    assert_int_equal(ran.code, EXIT_OK);
    assert_string_equal(ran.out, "");
    assert_fails(run_command(folder, command_report, "--strict", "--out",
                             folder_path(folder, "strict"), bundle),
                 EXIT_BAD_INPUT, "an error under --strict");
    assert_int_equal(file_type_of(folder_path(folder, "strict")), FILE_MISSING);
}

/* They would write into one folder. */
static void test_two_bundles_of_one_target(void **state)
{
    struct folder *folder = *state;
    const char *one = make_bundle(folder, "a/same", join_base, join_base);
    const char *two = make_bundle(folder, "b/same", join_base, join_base);
    assert_fails(run_command(folder, command_report, "--out",
                             folder_path(folder, "out"), one, two),
                 EXIT_USAGE, "have the same target \"same\"");
    assert_int_equal(file_type_of(folder_path(folder, "out")), FILE_MISSING);
}

static void test_report_that_cannot_be_written(void **state)
{
    struct folder *folder = *state;
    const char *bundle = make_bundle(folder, "one", join_base, join_base);
    const char *file = folder_text(folder, "file", "x");
    assert_fails(run_command(folder, command_report, "--out", file, bundle),
                 EXIT_OUTPUT, "file: cannot be written");
    assert_fails(
        run_command(folder, command_report, "--source-root", file, bundle),
        EXIT_USAGE, "cannot be used as a source root");
}

/* One document on stdout, and nothing else. */
static void test_report_on_stdout(void **state)
{
    struct folder *folder = *state;
    const char *bundle = make_bundle(folder, "one", join_base, join_base);
    struct ran ran = run_command(folder, command_report, "--json", "-",
                                 "--category", "nightly", bundle);
    assert_int_equal(ran.code, EXIT_OK);
    assert_int_equal(ran.out[0], '{');
    assert_string_equal(ran.out + strlen(ran.out) - 3, "\n}\n");
    assert_part(ran.out, "\"category\":\t\"nightly/\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_exit_codes_of_errors),
        folder_test(test_every_command_has_help),
        folder_test(test_bench_reads_two_files),
        folder_test(test_bench_refuses),
        folder_test(test_bench_tells_what_it_skipped),
        folder_test(test_diff_refuses),
        folder_test(test_diff_options),
        folder_test(test_diff_prints_each_format),
        folder_test(test_escape_of_files_and_folders),
        folder_test(test_escape_refuses),
        folder_test(test_explain_knows_rules_and_topics),
        folder_test(test_report_of_one_bad_among_good),
        folder_test(test_report_under_strict),
        folder_test(test_two_bundles_of_one_target),
        folder_test(test_report_that_cannot_be_written),
        folder_test(test_report_on_stdout),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
