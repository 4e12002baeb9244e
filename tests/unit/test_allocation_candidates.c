#include "core/analysis/allocations/allocation_candidates.h"

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

/* The kinds of what may be a block of the size: "map_growth conversion". */
static void check(struct world *world, int64_t block_bytes,
                  const char *expected)
{
    struct diagnostic_index index;
    struct candidates candidates;
    struct declared_types types;
    declared_types_init(&types, &world->analysis, &world->head->tree);
    struct allocation_place place = { .side = world->head,
                                      .diagnostics = &index,
                                      .types = &types,
                                      .path = world_text(world, "p/a.go"),
                                      .line = 2,
                                      .block_bytes = block_bytes };
    struct buffer found;
    diagnostic_index_init(&index, &world->arena, &world->head->escapes);
    allocation_candidates(&world->analysis, &place, &candidates);
    buffer_init(&found);
    for (size_t i = 0; i < candidates.count; i++) {
        buffer_printf(&found, "%s%s", i == 0 ? "" : " ",
                      cause_kind_id(candidates.items[i].kind));
    }
    assert_string_equal(found.bytes, expected);
    buffer_release(&found);
    declared_types_release(&types);
    diagnostic_index_release(&index);
}

/* Where the compiler's text covers a file it names conversions and the like;
 * what it does not name there does not allocate. */
static void test_told_files(void **state)
{
    (void)state;
    struct world world;
    begin(&world, "\tlabels[string(key)] = make(chan int)");
    check(&world, 288, "map_growth channel conversion");
    world_escape(&world, world.head, "p/a.go", 9, "x")->is_logged = true;
    check(&world, 288, "map_growth channel conversion");
    world_escape(&world, world.head, "p/a.go", 9, "x");
    check(&world, 288, "map_growth channel");
    world_release(&world);
}

/* "+=" is never told: of texts it always allocates, whatever the size. */
static void test_extended_texts(void **state)
{
    (void)state;
    struct world world;
    begin(&world, "\ts += \" \" + rest");
    escape(&world, "\" \" + rest")->kind = DIAGNOSTIC_NO_ESCAPE;
    check(&world, 16, "concatenation");
    check(&world, 64, "concatenation");
    world_release(&world);
    begin(&world, "\ts += rest");
    escape(&world, "x");
    check(&world, 16, "boxing concatenation");
    check(&world, 1024, "concatenation");
    world_release(&world);
    begin(&world, "\tcounts[key] += n");
    world_escape(&world, world.head, "p/a.go", 9, "x");
    check(&world, 16, "map_growth");
    world_release(&world);
}

/* A slice that goes into an interface is two blocks of one name. */
static void test_boxed_slices(void **state)
{
    (void)state;
    struct world world;
    begin(&world, "\tall[k] = make([]map[string]any, 0, 4)");
    escape(&world, "make([]map[string]any, 0, 4)")->is_boxed = true;
    check(&world, 24, "boxing");
    check(&world, 32, "make_constant");
    check(&world, 288, "map_growth");
    world_release(&world);
    begin(&world, "\tlog(string(b))");
    escape(&world, "string(b)");
    check(&world, 16, "conversion");
    world.head->escapes.diagnostics.items[0].is_boxed = true;
    check(&world, 16, "boxing");
    check(&world, 48, "conversion");
    world_release(&world);
    begin(&world, "\tall[k] = append(hash, make(map[string]any))");
    escape(&world, "append(hash, make(map[string]any))");
    escape(&world, "append");
    escape(&world, "make(map[string]any)");
    check(&world, 24, "boxing");
    check(&world, 48, "map_make");
    check(&world, 64, "append_growth map_growth");
    world_release(&world);
}

/* The size of a type of the library decides between it and its buffer. */
static void test_library_types(void **state)
{
    (void)state;
    struct world world;
    begin(&world, "\tr := bufio.NewReaderSize(f, size)");
    escape(&world, "make([]byte, max(bufio.size, 16))");
    escape(&world, "new(bufio.Reader)");
    check(&world, 96, "escapes");
    check(&world, 4096, "make_unknown");
    world_release(&world);
}

/* What the package declares tells what is made, and how large it is. */
static void test_declared_types(void **state)
{
    (void)state;
    struct world world;
    begin(&world, "\tdata := make(Fields, n)\ntype Fields map[string]any\n");
    escape(&world, "make(Fields, n)");
    check(&world, 48, "map_make");
    world_release(&world);
    begin(&world, "\tall = append(all, &node{name, rest})\n"
                  "type node struct{ name, rest, last string }\n");
    escape(&world, "append");
    escape(&world, "&node{...}");
    check(&world, 48, "escapes");
    check(&world, 64, "append_growth");
    world_release(&world);
    begin(&world, "\tall = append(all, node{string(key), rest})\n"
                  "type node struct{ name, rest, last string }\n");
    escape(&world, "append");
    escape(&world, "string(key)");
    check(&world, 48, "append_growth");
    check(&world, 96, "append_growth");
    check(&world, 64, "conversion");
    world_release(&world);
}

/* A slice has some of its elements, not a part of one. */
static void test_elements(void **state)
{
    (void)state;
    struct world world;
    begin(&world, "\treturn []reflect.Value{reflect.ValueOf(token.Value)}");
    escape(&world, "[]reflect.Value{...}");
    escape(&world, "token.Value");
    check(&world, 16, "boxing");
    check(&world, 48, "escapes boxing");
    check(&world, 240, "escapes");
    world_release(&world);
    begin(&world, "\tx := f(make([]node, n), &v)\n"
                  "type node struct{ a, b, c, d int }\n");
    escape(&world, "make([]node, n)");
    escape(&world, "&v{...}");
    check(&world, 16, "escapes");
    check(&world, 64, "make_unknown");
    world_release(&world);
}

static void test_large_values(void **state)
{
    (void)state;
    struct world world;
    begin(&world, "\tdata[key] = t.Format(layout)");
    escape(&world, "time.Time.Format(t, layout)");
    check(&world, 16, "boxing");
    check(&world, 48, "boxing map_growth");
    check(&world, 288, "map_growth");
    world_release(&world);
    begin(&world, "\tlog(v)");
    escape(&world, "v");
    check(&world, 288, "boxing");
    check(&world, 1024, "");
    world_release(&world);
}

static void test_without_a_block(void **state)
{
    (void)state;
    struct world world;
    begin(&world, "\tnext := append([]T{}, rest...)");
    escape(&world, "append");
    escape(&world, "[]T{}");
    check(&world, 64, "append_growth");
    world_release(&world);
}

/* Eight entries of a byte and a byte are the smallest group; a table of groups
 * is told by nothing else being there. */
static void test_least_growth(void **state)
{
    (void)state;
    struct world world;
    begin(&world, "\tcallbacks[c] = r.number");
    escape(&world, "r.number");
    check(&world, 16, "boxing");
    check(&world, 24, "boxing map_growth");
    world_release(&world);
    begin(&world, "\tseen[c] = true");
    check(&world, 8, "map_growth");
    world_release(&world);
}

static void test_append_without_escape(void **state)
{
    (void)state;
    struct world world;
    begin(&world, "\tkey = append(key, part)");
    escape(&world, "append")->kind = DIAGNOSTIC_NO_ESCAPE;
    check(&world, 16, "append_growth");
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_told_files),
        cmocka_unit_test(test_extended_texts),
        cmocka_unit_test(test_boxed_slices),
        cmocka_unit_test(test_library_types),
        cmocka_unit_test(test_declared_types),
        cmocka_unit_test(test_elements),
        cmocka_unit_test(test_large_values),
        cmocka_unit_test(test_without_a_block),
        cmocka_unit_test(test_least_growth),
        cmocka_unit_test(test_append_without_escape),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
