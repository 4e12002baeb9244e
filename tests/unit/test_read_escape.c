#include "formats/reader.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>

#include <cmocka.h>

struct reading {
    struct strings strings;
    struct evidence evidence;
    struct escapes *escapes;
};

static void begin(struct reading *reading)
{
    strings_init(&reading->strings);
    evidence_init(&reading->evidence, &reading->strings);
    reading->escapes = &reading->evidence.head.escapes;
}

static void end(struct reading *reading)
{
    evidence_release(&reading->evidence);
    strings_release(&reading->strings);
}

static void read_bytes(struct reading *reading, const char *bytes,
                       size_t length)
{
    struct input input = { .name = "log.txt",
                           .label = "log.txt",
                           .content = { bytes, length } };
    struct reader_target target = { .evidence = &reading->evidence,
                                    .side = &reading->evidence.head,
                                    .arena = &reading->evidence.head.arena,
                                    .strings = &reading->strings };
    struct error error = ERROR_INIT;
    assert_true(reader_escape.read(&input, &target, &error));
}

static void read_text(struct reading *reading, const char *text)
{
    read_bytes(reading, text, strlen(text));
}

/* The mapping is gone after the reading: nothing may point into it. */
static void read_data(struct reading *reading, const char *name)
{
    char path[256];
    snprintf(path, sizeof(path), "tests/data/escape/%s", name);
    struct file_view view;
    struct error error = ERROR_INIT;
    assert_true(file_open_view(path, FILE_LIMIT_BYTES, &view, &error));
    read_bytes(reading, view.bytes, view.length);
    file_close_view(&view);
}

static size_t count_kind(const struct reading *reading,
                         enum diagnostic_kind kind)
{
    size_t count = 0;
    for (size_t i = 0; i < reading->escapes->diagnostics.count; i++) {
        count += reading->escapes->diagnostics.items[i].kind == kind;
    }
    return count;
}

static const struct diagnostic *find(const struct reading *reading,
                                     enum diagnostic_kind kind, uint32_t line,
                                     const char *subject)
{
    for (size_t i = 0; i < reading->escapes->diagnostics.count; i++) {
        const struct diagnostic *entry =
            &reading->escapes->diagnostics.items[i];
        if (entry->kind == kind && entry->location.line == line &&
            strcmp(entry->subject, subject) == 0) {
            return entry;
        }
    }
    fail_msg("no %s of %s in line %u", diagnostic_kind_name(kind), subject,
             line);
    return NULL;
}

static const struct flow_step *step_of(const struct reading *reading,
                                       const struct diagnostic *diagnostic,
                                       uint32_t index)
{
    assert_true(index < diagnostic->flow_count);
    return &reading->escapes->flow.items[diagnostic->flow_first + index];
}

/* Counted apart with awk: distinct lines by message. */
static void test_versions(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        size_t all, escapes, moved, leaks, no_escape, inlined, cannot;
    } cases[] = {
        { "m1.go1.18.10.txt", 112, 24, 6, 6, 17, 9, 0 },
        { "m1.go1.20.14.txt", 120, 24, 7, 6, 17, 12, 0 },
        { "m1.go1.24.6.txt", 123, 24, 7, 6, 16, 14, 0 },
        { "m1.go1.26.8.txt", 124, 23, 7, 6, 18, 14, 0 },
        { "m2.go1.18.10.txt", 124, 24, 6, 6, 17, 9, 9 },
        { "m2.go1.20.14.txt", 131, 24, 7, 6, 17, 12, 8 },
        { "m2.go1.21.13.txt", 131, 24, 7, 6, 17, 12, 8 },
        { "m2.go1.22.12.txt", 133, 24, 7, 6, 17, 13, 8 },
        { "m2.go1.23.12.txt", 133, 24, 7, 6, 17, 13, 8 },
        { "m2.go1.24.6.txt", 132, 24, 7, 6, 16, 14, 7 },
        { "m2.go1.25.1.txt", 133, 23, 7, 6, 18, 14, 7 },
        { "m2.go1.26.8.txt", 133, 23, 7, 6, 18, 14, 7 },
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct reading reading;
        begin(&reading);
        read_data(&reading, cases[i].name);
        assert_int_equal(reading.escapes->diagnostics.count, cases[i].all);
        assert_int_equal(count_kind(&reading, DIAGNOSTIC_ESCAPES),
                         cases[i].escapes);
        assert_int_equal(count_kind(&reading, DIAGNOSTIC_MOVED),
                         cases[i].moved);
        assert_int_equal(count_kind(&reading, DIAGNOSTIC_LEAKS),
                         cases[i].leaks);
        assert_int_equal(count_kind(&reading, DIAGNOSTIC_NO_ESCAPE),
                         cases[i].no_escape);
        assert_int_equal(count_kind(&reading, DIAGNOSTIC_INLINED_CALL),
                         cases[i].inlined);
        assert_int_equal(count_kind(&reading, DIAGNOSTIC_CANNOT_INLINE),
                         cases[i].cannot);
        assert_int_equal(reading.escapes->has_flow, cases[i].name[1] == '2');
        end(&reading);
    }
}

static void check_flow_of_moved(const char *name, const char *function)
{
    struct reading reading;
    begin(&reading);
    read_data(&reading, name);
    const struct diagnostic *moved = find(&reading, DIAGNOSTIC_MOVED, 18, "x");
    assert_string_equal(moved->package, "example.com/fmtprobe");
    assert_string_equal(moved->location.file, "./a.go");
    assert_int_equal(moved->location.column, 21);
    assert_string_equal(moved->function, function);
    assert_string_equal(moved->reason, "return");
    assert_string_equal(moved->destination, "~r0");
    assert_int_equal(moved->flow_count, 3);
    const struct flow_step *flow = step_of(&reading, moved, 0);
    assert_string_equal(flow->destination, "~r0");
    assert_string_equal(flow->source, "&x");
    const struct flow_step *from = step_of(&reading, moved, 2);
    assert_null(from->destination);
    assert_string_equal(from->expression, "return &x");
    assert_string_equal(from->reason, "return");
    assert_string_equal(from->at.file, "./a.go");
    assert_int_equal(from->at.line, 18);
    assert_int_equal(from->at.column, 29);
    end(&reading);
}

/* The arrow and "in F" changed between 1.24 and 1.25. */
static void test_flow(void **state)
{
    (void)state;
    check_flow_of_moved("m2.go1.18.10.txt", "");
    check_flow_of_moved("m2.go1.24.6.txt", "");
    check_flow_of_moved("m2.go1.25.1.txt", "Moved");
    check_flow_of_moved("m2.go1.26.8.txt", "Moved");
}

static void test_every_explained_kind(void **state)
{
    (void)state;
    struct reading reading;
    begin(&reading);
    read_data(&reading, "m2.go1.26.8.txt");
    const struct diagnostic *large =
        find(&reading, DIAGNOSTIC_ESCAPES, 30, "make([]byte, 1048576)");
    assert_string_equal(large->reason, "too large for stack");
    assert_string_equal(large->destination, "{heap}");
    /* The block says "append(a, i)", the summary "append". */
    const struct diagnostic *append =
        find(&reading, DIAGNOSTIC_ESCAPES, 29, "append");
    assert_string_equal(append->function, "Append");
    assert_int_equal(append->flow_count, 5);
    const struct diagnostic *leak = find(&reading, DIAGNOSTIC_LEAKS, 21, "p");
    assert_string_equal(leak->function, "Leak");
    assert_string_equal(leak->destination, "{heap}");
    assert_int_equal(leak->flow_count, 2);
    const struct diagnostic *content =
        find(&reading, DIAGNOSTIC_LEAKS_CONTENT, 22, "p");
    assert_string_equal(step_of(&reading, content, 0)->source, "*p");
    const struct diagnostic *result =
        find(&reading, DIAGNOSTIC_LEAKS_TO_RESULT, 25, "p");
    assert_string_equal(result->destination, "q");
    assert_int_equal(result->flow_count, 2);
    end(&reading);
}

/* -m, -m=2 and the test variant of one package say the same once. */
static void test_merging(void **state)
{
    (void)state;
    struct reading reading;
    begin(&reading);
    read_data(&reading, "m1.go1.26.8.txt");
    assert_int_equal(reading.escapes->diagnostics.count, 124);
    assert_int_equal(find(&reading, DIAGNOSTIC_MOVED, 18, "x")->flow_count, 0);
    read_data(&reading, "m2.go1.26.8.txt");
    /* -m=2 adds "cannot inline" and captures. */
    assert_int_equal(reading.escapes->diagnostics.count, 133);
    assert_int_equal(find(&reading, DIAGNOSTIC_MOVED, 18, "x")->flow_count, 3);
    assert_string_equal(
        find(&reading, DIAGNOSTIC_CAN_INLINE, 18, "Moved")->reason, "cost 8");
    size_t flow_count = reading.escapes->flow.count;
    read_data(&reading, "m2.go1.26.8.txt");
    assert_int_equal(reading.escapes->diagnostics.count, 133);
    assert_int_equal(reading.escapes->flow.count, flow_count);
    end(&reading);
}

static void test_constant_in_place_of_name(void **state)
{
    (void)state;
    struct reading reading;
    begin(&reading);
    read_text(&reading, "# p\n"
                        "./a.go:8:9: text escapes to heap in F:\n"
                        "./a.go:8:9:   flow: {heap} ← &{storage for text}:\n"
                        "./a.go:8:9:     from text (spill) at ./a.go:8:9\n"
                        "./a.go:8:9:     from panic(text) (call parameter) at "
                        "./a.go:8:8\n"
                        "./a.go:8:9: \"no rows\" escapes to heap\n");
    const struct diagnostic *escape =
        find(&reading, DIAGNOSTIC_ESCAPES, 8, "\"no rows\"");
    assert_string_equal(escape->function, "F");
    assert_string_equal(escape->reason, "call parameter");
    assert_int_equal(escape->flow_count, 3);
    end(&reading);
}

/* Go 1.18 explains the wrapper of a function in assembly, of which it has
 * spoken before. */
static void test_explained_afterwards(void **state)
{
    (void)state;
    struct reading reading;
    begin(&reading);
    read_text(&reading,
              "# p\n"
              "./doc.go:56:16: leaking param: addr\n"
              "./doc.go:56:16: parameter addr leaks to {heap} with derefs=0:\n"
              "./doc.go:56:16:   flow: {heap} = addr:\n"
              "./doc.go:56:16:     from Swap(addr, new) (call parameter) at "
              "<autogenerated>:1\n"
              "./doc.go:57:16: parameter old leaks to {heap} with derefs=0:\n"
              "./doc.go:57:16:   flow: {heap} = old:\n"
              "# q\n");
    assert_int_equal(reading.escapes->diagnostics.count, 1);
    const struct diagnostic *leak =
        find(&reading, DIAGNOSTIC_LEAKS, 56, "addr");
    assert_int_equal(leak->flow_count, 2);
    end(&reading);
}

/* A slice that goes into an interface has two blocks of the same words; only
 * one of them names the conversion, whichever comes first. */
static void test_boxed(void **state)
{
    (void)state;
#define BLOCK "./a.go:5:9: make([]int, n) escapes to heap in F:\n"
#define FROM  "./a.go:5:9:     from make([]int, n) "
#define SUM   "./a.go:5:9: make([]int, n) escapes to heap\n"
    static const char *const logs[] = {
        BLOCK FROM "(spill) at ./a.go:5:9\n" BLOCK FROM
                   "(interface-converted) at ./a.go:5:9\n" SUM SUM,
        BLOCK FROM "(interface-converted) at ./a.go:5:9\n" BLOCK FROM
                   "(spill) at ./a.go:5:9\n" SUM SUM,
        BLOCK FROM "(spill) at ./a.go:5:9\n" BLOCK FROM
                   "(spill) at ./a.go:5:9\n" SUM SUM,
    };
#undef BLOCK
#undef FROM
#undef SUM
    for (size_t i = 0; i < 3; i++) {
        struct reading reading;
        begin(&reading);
        read_text(&reading, logs[i]);
        const struct diagnostic *slice =
            find(&reading, DIAGNOSTIC_ESCAPES, 5, "make([]int, n)");
        assert_int_equal(slice->is_boxed, i < 2);
        assert_int_equal(slice->flow_count, 1);
        end(&reading);
    }
}

/* The closure behind a go statement has a block and no summary. */
static void test_go_statement(void **state)
{
    (void)state;
    struct reading reading;
    begin(&reading);
    read_text(&reading,
              "# p\n"
              "./a.go:31:4: func literal escapes to heap in F:\n"
              "./a.go:31:4:   flow: {heap} ← &{storage for func literal}:\n"
              "./a.go:31:4:     from func literal (spill) at ./a.go:31:4\n"
              "./a.go:40:4: x escapes to heap in F:\n"
              "./a.go:41:1: can inline G\n"
              "# q\n"
              "./b.go:1:1: can inline H\n");
    assert_int_equal(reading.escapes->diagnostics.count, 3);
    const struct diagnostic *closure =
        find(&reading, DIAGNOSTIC_ESCAPES, 31, "func literal");
    assert_string_equal(closure->package, "p");
    assert_string_equal(closure->reason, "spill");
    assert_int_equal(closure->flow_count, 2);
    end(&reading);
}

static void test_expressions_with_traps(void **state)
{
    (void)state;
    struct reading reading;
    begin(&reading);
    read_text(
        &reading,
        "a.go:1:2: s(\" at (x) at \") escapes to heap:\n"
        "a.go:1:2:   flow: {storage for f(a = b)} = &{storage for s(\" = "
        "\")}:\n"
        "a.go:1:2:     from s(\" at (x) at \") (captured by a closure) at "
        "C:\\go dir\\a.go:3:4\n"
        "a.go:1:2:   warning: truncated explanation due to assignment cycle; "
        "see golang.org/issue/35518\n"
        "a.go:1:2: s(\" at (x) at \") escapes to heap\n");
    const struct diagnostic *escape = &reading.escapes->diagnostics.items[0];
    assert_int_equal(escape->flow_count, 2);
    const struct flow_step *flow = step_of(&reading, escape, 0);
    assert_string_equal(flow->destination, "{storage for f(a = b)}");
    assert_string_equal(flow->source, "&{storage for s(\" = \")}");
    const struct flow_step *from = step_of(&reading, escape, 1);
    assert_string_equal(from->expression, "s(\" at (x) at \")");
    assert_string_equal(from->reason, "captured by a closure");
    assert_string_equal(from->at.file, "C:\\go dir\\a.go");
    assert_int_equal(from->at.line, 3);
    end(&reading);
}

static void test_packages(void **state)
{
    (void)state;
    struct reading reading;
    begin(&reading);
    read_data(&reading, "xtest-m.txt");
    assert_string_equal(reading.escapes->diagnostics.items[0].package,
                        "example.com/fmtprobe/sub/deep");
    assert_string_equal(
        find(&reading, DIAGNOSTIC_CAN_INLINE, 5, "TestD")->package,
        "example.com/fmtprobe/sub/deep_test");
    assert_string_equal(
        find(&reading, DIAGNOSTIC_CAN_INLINE, 39, "init.0")->package,
        "example.com/fmtprobe/sub/deep.test");
    /* 15 lines, all different but those of the wrappers. */
    assert_int_equal(count_kind(&reading, DIAGNOSTIC_INLINED_CALL), 8);
    end(&reading);
}

static void test_wrapped(void **state)
{
    (void)state;
    struct reading plain, wrapped;
    begin(&plain);
    begin(&wrapped);
    read_data(&plain, "test-c-m.txt");
    read_data(&wrapped, "test-json-m.out");
    size_t count = plain.escapes->diagnostics.count;
    assert_int_equal(count, 139);
    assert_int_equal(wrapped.escapes->diagnostics.count, count);
    for (size_t i = 0; i < count; i++) {
        const struct diagnostic *left = &plain.escapes->diagnostics.items[i];
        const struct diagnostic *right = &wrapped.escapes->diagnostics.items[i];
        assert_int_equal(left->kind, right->kind);
        assert_string_equal(left->subject, right->subject);
        assert_string_equal(left->package, right->package);
        assert_int_equal(left->location.line, right->location.line);
    }
    end(&plain);
    end(&wrapped);
}

/* A stream that wraps each line, cut even within lines, and names the package
 * in the event alone. */
static void test_wrapped_line_by_line(void **state)
{
    (void)state;
    struct reading reading;
    begin(&reading);
    read_text(&reading,
              "go: downloading x v1.0.0\n"
              "{\"ImportPath\":\"p [p.test]\",\"Action\":\"build-output\","
              "\"Output\":\"./a.go:1:2: \\u003c-c escapes to heap in F:\\n\"}\n"
              "{\"ImportPath\":\"p [p.test]\",\"Action\":\"build-output\","
              "\"Output\":\"./a.go:1:2:   flow: {heap} ← \"}\n"
              "{\"ImportPath\":\"p [p.test]\",\"Action\":\"build-output\","
              "\"Output\":\"\\u0026x:\\n\"}\n"
              "{\"Action\":\"start\",\"Package\":\"p\"}\n"
              "{\"Action\":\"damaged\n"
              "{\"ImportPath\":\"p [p.test]\",\"Action\":\"build-output\","
              "\"Output\":\"./a.go:1:2: \\u003c-c escapes to heap\\n\"}\n");
    const struct diagnostic *escape =
        find(&reading, DIAGNOSTIC_ESCAPES, 1, "<-c");
    assert_string_equal(escape->package, "p");
    assert_string_equal(escape->function, "F");
    assert_string_equal(step_of(&reading, escape, 0)->source, "&x");
    assert_int_equal(reading.evidence.head.notices.count, 1);
    end(&reading);
}

static void test_time_stamps(void **state)
{
    (void)state;
    struct reading reading;
    begin(&reading);
    read_text(&reading,
              "2026-11-23T01:08:21.1293077Z # p\r\n"
              "2026-11-23T01:08:21.1293078Z ./a.go:1:2: x escapes to heap:\r\n"
              "2026-11-23T01:08:21.1293079Z ./a.go:1:2:   flow: ~r0 = &x:\r\n"
              "2026-11-23T01:08:21.1293080Z ./a.go:1:2: moved to heap: x\r\n");
    const struct diagnostic *moved = find(&reading, DIAGNOSTIC_MOVED, 1, "x");
    assert_string_equal(moved->package, "p");
    assert_string_equal(moved->location.file, "./a.go");
    assert_string_equal(step_of(&reading, moved, 0)->source, "&x");
    end(&reading);
}

static void test_special_positions(void **state)
{
    (void)state;
    struct reading reading;
    begin(&reading);
    read_data(&reading, "line-directives-m.txt");
    assert_string_equal(
        find(&reading, DIAGNOSTIC_MOVED, 100, "x")->location.file, "foo.y");
    read_text(&reading, "moved to heap: #next\n"
                        "<unknown line number>: moved to heap: #state\n");
    assert_null(find(&reading, DIAGNOSTIC_MOVED, 0, "#next")->location.file);
    assert_null(find(&reading, DIAGNOSTIC_MOVED, 0, "#state")->location.file);
    end(&reading);
}

/* Errors, vet, other debug flags and test output do no harm. */
static void test_mixed_logs(void **state)
{
    (void)state;
    struct reading reading;
    begin(&reading);
    read_data(&reading, "vetfail-in-go-test.txt");
    read_data(&reading, "live.txt");
    read_data(&reading, "test-json-buildfail.out");
    assert_int_equal(reading.escapes->diagnostics.count, 0);
    read_data(&reading, "check_bce.txt");
    assert_int_equal(count_kind(&reading, DIAGNOSTIC_BOUNDS_CHECK), 3);
    read_data(&reading, "build-error-m.txt");
    assert_int_equal(count_kind(&reading, DIAGNOSTIC_CAN_INLINE), 8);
    assert_int_equal(reading.escapes->diagnostics.count, 11);
    assert_int_equal(reading.evidence.head.notices.count, 0);
    end(&reading);
}

static void test_long_line(void **state)
{
    (void)state;
    struct reading reading;
    begin(&reading);
    size_t length = ((size_t)1 << 20) + 100;
    char *text = calloc(1, length + 64);
    memset(text, 'x', length);
    memcpy(text, "a.go:1:1: ", 10);
    memcpy(text + length, " escapes to heap\na.go:2:1: moved to heap: y\n", 44);
    read_text(&reading, text);
    free(text);
    assert_int_equal(reading.escapes->diagnostics.count, 1);
    assert_int_equal(reading.evidence.head.notices.count, 1);
    assert_int_equal(reading.evidence.head.notices.items[0].line, 1);
    end(&reading);
}

static int score_of(const char *text)
{
    return reader_escape.recognise(span_of(text));
}

static void test_recognise(void **state)
{
    (void)state;
    assert_true(score_of("go: downloading\n# p\n./a.go:1:2: can inline F\n") >
                80);
    assert_true(score_of("./a.go:1:2: x escapes to heap") > 80);
    assert_true(score_of("{\"ImportPath\":\"p\",\"Action\":\"build-output\","
                         "\"Output\":\"# p\\na.go:1:2: can inline F") > 80);
    assert_int_equal(score_of("BenchmarkA-8 100 5 ns/op\ngoos: linux\n"), 0);
    assert_int_equal(score_of("# Heading\n\nAn x escapes to heap.\n"), 0);
    assert_int_equal(score_of("diff --git a/a.go b/a.go\n--- a/a.go\n"), 0);
    assert_int_equal(score_of("# p\na.go:4:25: cannot use x as int value\n"),
                     0);
    assert_int_equal(score_of(""), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_versions),
        cmocka_unit_test(test_flow),
        cmocka_unit_test(test_every_explained_kind),
        cmocka_unit_test(test_merging),
        cmocka_unit_test(test_constant_in_place_of_name),
        cmocka_unit_test(test_go_statement),
        cmocka_unit_test(test_boxed),
        cmocka_unit_test(test_explained_afterwards),
        cmocka_unit_test(test_expressions_with_traps),
        cmocka_unit_test(test_packages),
        cmocka_unit_test(test_wrapped),
        cmocka_unit_test(test_wrapped_line_by_line),
        cmocka_unit_test(test_time_stamps),
        cmocka_unit_test(test_special_positions),
        cmocka_unit_test(test_mixed_logs),
        cmocka_unit_test(test_long_line),
        cmocka_unit_test(test_recognise),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
