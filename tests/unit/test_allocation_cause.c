#include "core/analysis/allocations/allocation_cause.h"

#include "analysis_support.h"

/* A line of head and what the compiler said of it. */
static void begin(struct world *world, const char *line)
{
    world_init(world);
    world_source(world, world->head, "p/a.go",
                 arena_printf(&world->arena, "package p\n%s\n", line));
}

static struct diagnostic *escape(struct world *world, const char *subject)
{
    return world_escape(world, world->head, "p/a.go", 2, subject);
}

static struct cause cause_beside(struct world *world, int64_t block_bytes,
                                 int64_t largest_bytes)
{
    struct diagnostic_index diagnostics;
    diagnostic_index_init(&diagnostics, &world->arena, &world->head->escapes);
    struct allocation_place place = { .side = world->head,
                                      .diagnostics = &diagnostics,
                                      .path = world_text(world, "p/a.go"),
                                      .line = 2,
                                      .block_bytes = block_bytes,
                                      .largest_bytes = largest_bytes };
    struct cause cause = allocation_cause(&world->analysis, &place);
    diagnostic_index_release(&diagnostics);
    return cause;
}

static struct cause cause_of(struct world *world, int64_t block_bytes)
{
    return cause_beside(world, block_bytes, block_bytes);
}

static void check(enum cause_kind found, enum cause_kind expected,
                  const char *what)
{
    if (found != expected) {
        fail_msg("%s: %s, not %s", what, cause_kind_id(found),
                 cause_kind_id(expected));
    }
}

/* By the form of what escapes; the line's text says nothing. */
static void check_subject(const char *subject, enum cause_kind expected)
{
    struct world world;
    begin(&world, "\tf()");
    escape(&world, subject);
    check(cause_of(&world, 0).kind, expected, subject);
    world_release(&world);
}

static void test_subjects(void **state)
{
    (void)state;
    check_subject("&Order{...}", CAUSE_ESCAPES);
    check_subject("new(Order)", CAUSE_ESCAPES);
    check_subject("[]int{...}", CAUSE_ESCAPES);
    check_subject("func literal", CAUSE_CLOSURE);
    check_subject("... argument", CAUSE_VARIADIC);
    check_subject("make(map[string]int)", CAUSE_MAP_MAKE);
    check_subject("map[string]int{...}", CAUSE_MAP_MAKE);
    check_subject("make(chan int, 3)", CAUSE_CHANNEL);
    check_subject("make([]byte, 64)", CAUSE_MAKE_CONSTANT);
    check_subject("make([]byte, 0, 64)", CAUSE_MAKE_CONSTANT);
    check_subject("make([]byte, n)", CAUSE_MAKE_UNKNOWN);
    check_subject("make([]byte, f(1, 2))", CAUSE_MAKE_UNKNOWN);
    check_subject("string(b)", CAUSE_CONVERSION);
    check_subject("([]byte)(s)", CAUSE_CONVERSION);
    check_subject("\"n=\" + s", CAUSE_CONCATENATION);
    check_subject("n", CAUSE_BOXING);
}

static void test_moved_and_too_large(void **state)
{
    (void)state;
    struct world world;
    begin(&world, "\tvar a [100000]int");
    escape(&world, "a")->kind = DIAGNOSTIC_MOVED;
    check(cause_of(&world, 0).kind, CAUSE_MOVED, "moved");
    world.head->escapes.diagnostics.items[0].reason = "too large for stack";
    check(cause_of(&world, 0).kind, CAUSE_TOO_LARGE, "too large");
    world_release(&world);
    begin(&world, "\tp := new(T)");
    escape(&world, "new(T)");
    world_flow(&world, world.head, "new(T)", "too large for stack",
               (struct location){ "p/a.go", 2, 0 });
    check(cause_of(&world, 0).kind, CAUSE_TOO_LARGE, "too large, by flow");
    world_release(&world);
}

/* The compiler prints a sum of numbers that goes into an interface as it does
 * one of strings: the size tells them apart, or nothing. */
static void test_sums(void **state)
{
    (void)state;
    struct world world;
    begin(&world, "\tlog(a + b)");
    escape(&world, "a + b");
    check(cause_of(&world, 0).kind, CAUSE_ONE_OF, "any size");
    check(cause_of(&world, 16).kind, CAUSE_ONE_OF, "16 bytes");
    check(cause_of(&world, 64).kind, CAUSE_CONCATENATION, "64 bytes");
    /* What has larger blocks is no number; unless they may be another's. */
    check(cause_beside(&world, 16, 64).kind, CAUSE_CONCATENATION, "beside 64");
    escape(&world, "&T{...}");
    check(cause_beside(&world, 16, 64).kind, CAUSE_ONE_OF, "not the only one");
    world_release(&world);
}

/* Without a word of the compiler, what the line does. */
static void test_text_alone(void **state)
{
    (void)state;
    struct world world;
    begin(&world, "\tcounts[word]++");
    struct cause cause = cause_of(&world, 0);
    check(cause.kind, CAUSE_MAP_GROWTH, "text");
    assert_string_equal(cause.text, "a map grows");
    assert_null(cause.diagnostic);
    world_release(&world);
    begin(&world, "\tf(x)");
    cause = cause_of(&world, 0);
    check(cause.kind, CAUSE_UNKNOWN, "nothing");
    assert_string_equal(cause.text, "");
    world_release(&world);
}

/* The compiler and the text speak of one allocation: no two candidates. */
static void test_text_and_compiler_agree(void **state)
{
    (void)state;
    struct world world;
    begin(&world, "\tb := []byte(s)");
    escape(&world, "([]byte)(s)");
    struct cause cause = cause_of(&world, 0);
    check(cause.kind, CAUSE_CONVERSION, "both");
    assert_string_equal(cause.subject, "([]byte)(s)");
    world_release(&world);
}

/* "does not escape" is no word against an allocation above the stack's buffer,
 * but for the rest it is. */
static void test_does_not_escape(void **state)
{
    (void)state;
    struct world world;
    begin(&world, "\tf()");
    escape(&world, "make([]byte, n)")->kind = DIAGNOSTIC_NO_ESCAPE;
    struct cause cause = cause_of(&world, 0);
    check(cause.kind, CAUSE_MAKE_UNKNOWN, "make(n)");
    assert_string_equal(cause.text, "make of a size not known");
    world_release(&world);
    begin(&world, "\tf()");
    escape(&world, "&T{...}")->kind = DIAGNOSTIC_NO_ESCAPE;
    check(cause_of(&world, 0).kind, CAUSE_UNKNOWN, "&T{}");
    world_release(&world);
}

/* Candidates on a line are told apart by the size of the blocks. */
static void test_size_decides(void **state)
{
    (void)state;
    struct world world;
    begin(&world, "\tlog(\"n\", n, make([]byte, size))");
    escape(&world, "n");
    escape(&world, "make([]byte, size)");
    escape(&world, "... argument");
    check(cause_of(&world, 0).kind, CAUSE_ONE_OF, "no size");
    check(cause_of(&world, 8192).kind, CAUSE_MAKE_UNKNOWN, "8 KiB");
    struct cause cause = cause_of(&world, 8);
    check(cause.kind, CAUSE_ONE_OF, "8 B");
    assert_non_null(strstr(cause.text, "a value is stored in an interface"));
    assert_null(strstr(cause.text, "variadic"));
    world_release(&world);
}

/* The text does not know that the size is a constant; the compiler does. */
static void test_compiler_knows_better(void **state)
{
    (void)state;
    struct world world;
    begin(&world, "\treturn &Buffer{bs: make([]byte, 0, size)}");
    escape(&world, "&Buffer{...}")->location.column = 9;
    escape(&world, "&buffer.Buffer{...}")->location.column = 9;
    escape(&world, "make([]byte, 0, 1024)")->location.column = 25;
    check(cause_of(&world, 1024).kind, CAUSE_MAKE_CONSTANT, "1024 B");
    struct cause cause = cause_of(&world, 32);
    check(cause.kind, CAUSE_ESCAPES, "32 B");
    assert_string_equal(cause.subject, "&Buffer{...}");
    world_release(&world);
    begin(&world, "\tb := make([]byte, size)");
    escape(&world, "make([]byte, 64)")->kind = DIAGNOSTIC_NO_ESCAPE;
    check(cause_of(&world, 64).kind, CAUSE_UNKNOWN, "on the stack");
    world_release(&world);
}

/* A constant that goes into an interface lies in read-only data. */
static void test_constants_are_free(void **state)
{
    (void)state;
    struct world world;
    begin(&world, "\tlog(\"a\", 7, n)");
    escape(&world, "\"a\"");
    escape(&world, "7");
    check(cause_of(&world, 16).kind, CAUSE_UNKNOWN, "constants");
    escape(&world, "n");
    assert_string_equal(cause_of(&world, 8).subject, "n");
    world_release(&world);
}

/* Which of several values of one kind it is nothing tells. */
static void test_several_values(void **state)
{
    (void)state;
    struct world world;
    begin(&world, "\tlog(code, path, status, took)");
    escape(&world, "code");
    escape(&world, "path");
    struct cause cause = cause_of(&world, 16);
    check(cause.kind, CAUSE_BOXING, "two");
    assert_string_equal(cause.text, "a value is stored in an interface: one of "
                                    "code, path");
    assert_string_equal(cause.subject, "");
    assert_true(cause.is_escape);
    escape(&world, "status");
    escape(&world, "took");
    assert_string_equal(cause_of(&world, 16).text,
                        "a value is stored in an interface: one of code, path, "
                        "status and 1 more");
    world_release(&world);
}

/* A variable that is moved is a value that escapes, as the other one is. */
static void test_moved_beside_escape(void **state)
{
    (void)state;
    struct world world;
    begin(&world, "\treturn &Label{Name: proto.String(name)}");
    escape(&world, "proto.v")->kind = DIAGNOSTIC_MOVED;
    check(cause_of(&world, 16).kind, CAUSE_MOVED, "moved alone");
    escape(&world, "&Label{...}");
    struct cause cause = cause_of(&world, 16);
    check(cause.kind, CAUSE_ESCAPES, "both");
    assert_string_equal(cause.text,
                        "a value escapes to the heap: one of proto.v, "
                        "&Label{...}");
    world_release(&world);
}

/* Sizes that only one kind of block has. */
static void test_telling_sizes(void **state)
{
    (void)state;
    struct world world;
    begin(&world, "\tresults <- make(map[string]int)");
    escape(&world, "make(map[string]int)");
    check(cause_of(&world, 48).kind, CAUSE_MAP_MAKE, "a map's header");
    check(cause_of(&world, 112).kind, CAUSE_RUNTIME, "one who waits");
    check(cause_of(&world, 96).kind, CAUSE_RUNTIME, "one who waits");
    check(cause_of(&world, 288).kind, CAUSE_MAP_GROWTH, "a filled map");
    world_release(&world);
    begin(&world, "\tseen := make(map[string]struct{}, n)");
    escape(&world, "make(map[string]struct {}, n)");
    check(cause_of(&world, 416).kind, CAUSE_MAP_MAKE, "with a hint");
    world_release(&world);
    begin(&world, "\tr = r.WithContext(ctx)");
    escape(&world, "new(http.Request)");
    escape(&world, "context.backgroundCtx{}");
    check(cause_of(&world, 320).kind, CAUSE_ESCAPES, "beside an empty value");
    world_release(&world);
    begin(&world, "\tdone := make(chan error, 1)");
    check(cause_of(&world, 16).kind, CAUSE_CHANNEL, "a channel's buffer");
    world_release(&world);
}

/* Up to 32 B, what does not escape lies on the stack. */
static void test_stack_buffer(void **state)
{
    (void)state;
    struct world world;
    begin(&world, "\tuse(string(b))");
    escape(&world, "string(b)")->kind = DIAGNOSTIC_NO_ESCAPE;
    check(cause_of(&world, 32).kind, CAUSE_UNKNOWN, "32 B");
    check(cause_of(&world, 48).kind, CAUSE_CONVERSION, "48 B");
    world_release(&world);
}

/* Never a line too high or too low, never another file's. */
static void test_exact_line(void **state)
{
    (void)state;
    struct world world;
    begin(&world, "\tf()");
    world_escape(&world, world.head, "p/a.go", 1, "&T{...}");
    world_escape(&world, world.head, "p/a.go", 3, "&T{...}");
    world_escape(&world, world.head, "p/b.go", 2, "&T{...}");
    escape(&world, "&T{...}")->path = NULL;
    check(cause_of(&world, 0).kind, CAUSE_UNKNOWN, "elsewhere");
    world_release(&world);
}

/* Leaks and inlined calls allocate nothing. */
static void test_other_diagnostics(void **state)
{
    (void)state;
    static const enum diagnostic_kind kinds[] = { DIAGNOSTIC_LEAKS,
                                                  DIAGNOSTIC_LEAKS_CONTENT,
                                                  DIAGNOSTIC_INLINED_CALL,
                                                  DIAGNOSTIC_CAN_INLINE };
    struct world world;
    begin(&world, "\tf()");
    for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
        escape(&world, "&x")->kind = kinds[i];
    }
    check(cause_of(&world, 0).kind, CAUSE_UNKNOWN, "others");
    world_release(&world);
}

/* The sentence: what escapes, by which use, of which kind. */
static void test_words(void **state)
{
    (void)state;
    struct world world;
    begin(&world, "\tf()");
    escape(&world, "best")->kind = DIAGNOSTIC_MOVED;
    world_flow(&world, world.head, "&best", "address-of",
               (struct location){ "p/a.go", 2, 0 });
    world_flow(&world, world.head, "return &best", "return",
               (struct location){ "p/a.go", 9, 0 });
    assert_string_equal(cause_of(&world, 0).text,
                        "best is moved to the heap by \"return &best\"");
    world_release(&world);
    begin(&world, "\tf()");
    escape(&world, "n");
    world_flow(&world, world.head, "n", "interface-converted",
               (struct location){ "p/a.go", 2, 0 });
    world_flow(&world, world.head, "log(n)", "call parameter",
               (struct location){ "p/a.go", 2, 0 });
    assert_string_equal(cause_of(&world, 0).text,
                        "n escapes to the heap by \"log(n)\" (call parameter; "
                        "a value is stored in an interface)");
    world_release(&world);
}

/* What is stored in another value escapes with it, by that one's use. */
static void test_holder(void **state)
{
    (void)state;
    struct world world;
    struct location here = { "p/a.go", 2, 0 }, above = { "p/a.go", 1, 0 };
    begin(&world, "\t\tbs: make([]byte, 0, 64),");
    escape(&world, "make([]byte, 0, 64)");
    world_flow_to(world.head, "{storage for &Buffer{...}}");
    world_flow(&world, world.head, "make([]byte, 0, 64)", "spill", here);
    world_flow(&world, world.head, "Buffer{...}", "struct literal element",
               above);
    assert_string_equal(cause_of(&world, 64).text,
                        "make([]byte, 0, 64) escapes to the heap by "
                        "\"Buffer{...}\" (struct literal element; make of a "
                        "constant size escapes)");
    world_escape(&world, world.head, "p/a.go", 1, "&Buffer{...}");
    world_flow_to(world.head, "~r0");
    world_flow(&world, world.head, "return &Buffer{...}", "return", above);
    assert_string_equal(cause_of(&world, 64).text,
                        "make([]byte, 0, 64) escapes to the heap with "
                        "&Buffer{...} by \"return &Buffer{...}\" (make of a "
                        "constant size escapes)");
    world_release(&world);
}

/* The compiler sums up every append by the one word. */
static void test_append_in_full(void **state)
{
    (void)state;
    struct world world;
    struct location here = { "p/a.go", 2, 0 };
    begin(&world, "\tc.stack = append(c.stack, e)");
    escape(&world, "append");
    world_flow(&world, world.head, "append(c.stack, e)", "spill", here);
    world_flow(&world, world.head, "c.stack = append(c.stack, e)", "assign",
               here);
    assert_string_equal(cause_of(&world, 64).text,
                        "append(c.stack, e) escapes to the heap by \"c.stack = "
                        "append(c.stack, e)\" (append grows its slice)");
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_subjects),
        cmocka_unit_test(test_moved_and_too_large),
        cmocka_unit_test(test_sums),
        cmocka_unit_test(test_text_alone),
        cmocka_unit_test(test_text_and_compiler_agree),
        cmocka_unit_test(test_does_not_escape),
        cmocka_unit_test(test_size_decides),
        cmocka_unit_test(test_compiler_knows_better),
        cmocka_unit_test(test_constants_are_free),
        cmocka_unit_test(test_several_values),
        cmocka_unit_test(test_moved_beside_escape),
        cmocka_unit_test(test_telling_sizes),
        cmocka_unit_test(test_stack_buffer),
        cmocka_unit_test(test_exact_line),
        cmocka_unit_test(test_other_diagnostics),
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_holder),
        cmocka_unit_test(test_append_in_full),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
