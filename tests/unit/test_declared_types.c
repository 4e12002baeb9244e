#include "core/analysis/allocations/declared_types.h"

#include "analysis_support.h"

static void begin(struct world *world, struct declared_types *types,
                  const char *text)
{
    world_init(world);
    world_source(world, world->head, "p/a.go", text);
    declared_types_init(types, &world->analysis, &world->head->tree);
}

static void end(struct world *world, struct declared_types *types)
{
    declared_types_release(types);
    world_release(world);
}

static int64_t bytes_of(struct declared_types *types, const char *type)
{
    return declared_type_bytes(types, "p/a.go", span_of(type));
}

/* As unsafe.Sizeof says on linux/amd64. */
static void test_sizes(void **state)
{
    (void)state;
    struct world world;
    struct declared_types types;
    begin(&world, &types,
          "package p\n"
          "type small struct {\n\ta byte\n\tb int64\n\tc bool\n}\n"
          "type pair struct{ key, value string }\n"
          "type node struct {\n\t*node\n\tpair `json:\"p\"`\n"
          "\tnext, prev *node\n\tkids []node\n\tby map[string]int\n"
          "\tf func(int) (int, error)\n\tc chan int\n\tany\n}\n"
          "type id [16]byte\n"
          "type empty struct{}\n"
          "type ends struct {\n\ta int32\n\tb struct{}\n}\n"
          "type kind uint8\n"
          "type same = pair\n"
          "type locked struct {\n\tsync.Mutex\n\tn int32\n\tk kind\n}\n");
    assert_int_equal(bytes_of(&types, "small"), 24);
    assert_int_equal(bytes_of(&types, "pair"), 32);
    assert_int_equal(bytes_of(&types, "node"), 8 + 32 + 16 + 24 + 24 + 16);
    assert_int_equal(bytes_of(&types, "id"), 16);
    assert_int_equal(bytes_of(&types, "empty"), 0);
    assert_int_equal(bytes_of(&types, "ends"), 8);
    assert_int_equal(bytes_of(&types, "kind"), 1);
    assert_int_equal(bytes_of(&types, "same"), 32);
    assert_int_equal(bytes_of(&types, "locked"), 16);
    assert_int_equal(bytes_of(&types, "[3]pair"), 96);
    assert_int_equal(bytes_of(&types, "*missing"), 8);
    assert_int_equal(bytes_of(&types, "struct { a int; b byte }"), 16);
    end(&world, &types);
}

/* A guess would be worse than nothing. */
static void test_not_known(void **state)
{
    (void)state;
    struct world world;
    struct declared_types types;
    begin(&world, &types,
          "package p\n"
          "type generic[T any] struct{ value T }\n"
          "type counted [size]int\n"
          "type foreign struct{ x other.Thing }\n"
          "type twice int\n"
          "func f() { type twice string }\n"
          "type loop struct{ a, b loop }\n"
          "type left right\ntype right left\n");
    static const char *const names[] = { "generic", "generic[int]", "counted",
                                         "foreign", "twice",        "loop",
                                         "left",    "missing",      "",
                                         "[",       "[]",           "struct",
                                         "struct {" };
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (strcmp(names[i], "[]") != 0) { /* a slice of anything */
            assert_int_equal(bytes_of(&types, names[i]), -1);
        }
    }
    end(&world, &types);
}

/* A folder below the root, by what the file imports. */
static void test_other_packages(void **state)
{
    (void)state;
    struct world world;
    struct declared_types types;
    begin(&world, &types,
          "package p\nimport (\n\t\"example.com/m/v2/tracker\"\n"
          "\t\"golang.org/x/far\"\n)\n");
    world_source(&world, world.head, "tracker/progress.go",
                 "package tracker\ntype Progress struct {\n\ta, b uint64\n"
                 "\tstate State\n}\ntype State uint64\n");
    world_source(&world, world.head, "tracker/a_test.go",
                 "package tracker\ntype State string\n");
    assert_int_equal(bytes_of(&types, "tracker.Progress"), 24);
    assert_int_equal(bytes_of(&types, "far.Thing"), -1);
    assert_int_equal(bytes_of(&types, "unknown.Thing"), -1);
    assert_true(span_equals(
        declared_type(&types, "p/a.go", span_of("tracker.State")), "uint64"));
    assert_int_equal(
        declared_type(&types, "q/a.go", span_of("tracker.State")).length, 0);
    end(&world, &types);
}

/* Types in types grow fast; they are given up in time. */
static void test_deep(void **state)
{
    (void)state;
    struct world world;
    struct declared_types types;
    struct buffer text;
    buffer_init(&text);
    buffer_text(&text, "package p\ntype T0 int\n");
    for (int i = 1; i < 40; i++) {
        buffer_printf(&text, "type T%d struct {\na T%d\nb T%d\n}\n", i, i - 1,
                      i - 1);
    }
    begin(&world, &types, text.bytes);
    assert_int_equal(bytes_of(&types, "T5"), 256);
    assert_int_equal(bytes_of(&types, "T39"), -1);
    assert_int_equal(bytes_of(&types, "[2147483647][2147483647][9]T0"), -1);
    buffer_release(&text);
    end(&world, &types);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sizes),
        cmocka_unit_test(test_not_known),
        cmocka_unit_test(test_other_packages),
        cmocka_unit_test(test_deep),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
