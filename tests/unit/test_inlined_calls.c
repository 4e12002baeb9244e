#include "core/analysis/allocations/inlined_calls.h"

#include "analysis_support.h"

/* "\treturn f(g(s), T{})": g is inlined at column 12, f is not. */
static void say(struct world *world, enum diagnostic_kind kind, uint32_t column,
                const char *subject)
{
    struct diagnostic *diagnostic =
        world_escape(world, world->head, "p/a.go", 2, subject);
    diagnostic->kind = kind;
    diagnostic->location.column = column;
}

static void begin(struct world *world)
{
    world_init(world);
    say(world, DIAGNOSTIC_INLINED_CALL, 12, "bufio.NewReader");
    say(world, DIAGNOSTIC_INLINED_CALL, 12, "bufio.NewReaderSize");
    say(world, DIAGNOSTIC_INLINED_CALL, 30, "List[go.shape.int].Push");
    say(world, DIAGNOSTIC_ESCAPES, 12, "&bufio.Reader{...}");
    say(world, DIAGNOSTIC_ESCAPES, 30, "append");
    say(world, DIAGNOSTIC_ESCAPES, 9, "T{...}");
    say(world, DIAGNOSTIC_ESCAPES, 12, "... argument");
    say(world, DIAGNOSTIC_ESCAPES, 12, "~r0");
    say(world, DIAGNOSTIC_MOVED, 12, "bufio.size");
}

/* One letter a diagnostic that is no call: Well, Else, Never. */
static void check(struct world *world, const char *inlined,
                  const char *expected)
{
    static const char letters[] = {
        [FIT_NEVER] = 'N', [FIT_IF_NOTHING_ELSE] = 'E', [FIT_WELL] = 'W'
    };
    struct diagnostic_index index;
    struct inlined_calls calls;
    char found[32] = "";
    size_t length = 0;
    diagnostic_index_init(&index, &world->arena, &world->head->escapes);
    struct allocation_place place = { .side = world->head,
                                      .diagnostics = &index,
                                      .path = world_text(world, "p/a.go"),
                                      .line = 2,
                                      .inlined = inlined };
    inlined_calls_find(&place, &calls);
    const struct diagnostic_list *list = &world->head->escapes.diagnostics;
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].kind != DIAGNOSTIC_INLINED_CALL) {
            found[length++] =
                letters[inlined_calls_fit(&calls, &list->items[i])];
        }
    }
    assert_string_equal(found, expected);
    diagnostic_index_release(&index);
}

/* Without a frame of a body, what stands elsewhere or is the caller's. */
static void test_the_line_itself(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    check(&world, NULL, "EEWWWW");
    world_release(&world);
}

static void test_a_body(void **state)
{
    (void)state;
    struct world world;
    begin(&world);
    check(&world, "bufio.NewReader", "WNNWWW");
    check(&world, "x/y/list.List[...].Push", "NWNNNN");
    /* A name that no call has: any of the bodies. */
    check(&world, "strings.Clone", "WWNWWW");
    world_release(&world);
}

/* Some builds print no columns, and most lines have no inlined call. */
static void test_nothing_is_told_apart(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    say(&world, DIAGNOSTIC_ESCAPES, 12, "&T{...}");
    check(&world, NULL, "W");
    check(&world, "strings.Clone", "W");
    say(&world, DIAGNOSTIC_INLINED_CALL, 0, "strings.Clone");
    check(&world, NULL, "W");
    world_release(&world);
}

/* No more calls are looked at than there is room for. */
static void test_many_calls(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    for (uint32_t i = 1; i <= MOST_INLINED_CALLS + 5; i++) {
        say(&world, DIAGNOSTIC_INLINED_CALL, i, "f");
    }
    say(&world, DIAGNOSTIC_ESCAPES, MOST_INLINED_CALLS, "&T{}");
    say(&world, DIAGNOSTIC_ESCAPES, MOST_INLINED_CALLS + 1, "&T{}");
    check(&world, NULL, "EW");
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_line_itself),
        cmocka_unit_test(test_a_body),
        cmocka_unit_test(test_nothing_is_told_apart),
        cmocka_unit_test(test_many_calls),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
