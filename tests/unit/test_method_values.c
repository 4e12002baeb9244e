#include "core/analysis/allocations/method_values.h"

#include "analysis_support.h"

static const char source[] = "package p\n"                           /* 1 */
                             "\n"                                    /* 2 */
                             "func (s *Server[T]) Start(m *Mux) {\n" /* 3 */
                             "\tgo m.run(s.serve, s.name)\n"         /* 4 */
                             "}\n"                                   /* 5 */
                             "\n"                                    /* 6 */
                             "func Start(s *Server) {\n"             /* 7 */
                             "\tgo run(s.serve)\n"                   /* 8 */
                             "}\n"                                   /* 9 */
                             "\n"                                    /* 10 */
                             "func (Server) serve() {\n"             /* 11 */
                             "\tgo run(s.serve)\n"                   /* 12 */
                             "}\n";                                  /* 13 */

/* Declared in another file of the package, beside others. */
static const char more[] = "package p\n"
                           "func (m *Mux) run(f func()) {}\n"
                           "func (m *Mux) name() {}\n"
                           "func name() {}\n"
                           "func (s *Server) stop() {}\n";

static enum cause_kind kind_of(const char *subject, uint32_t line)
{
    struct world world;
    world_init(&world);
    world_source(&world, world.head, "p/server.go", source);
    world_source(&world, world.head, "p/more.go", more);
    world_source(&world, world.head, "p/more_test.go",
                 "package p\nfunc (s *Server) check() {}\n");
    struct diagnostic *diagnostic =
        world_escape(&world, world.head, "p/server.go", line, subject);
    struct candidates candidates = {
        .items = { { .kind = CAUSE_BOXING, .diagnostic = diagnostic } },
        .count = 1,
    };
    struct allocation_place place = { .side = world.head,
                                      .path = world_text(&world, "p/server.go"),
                                      .line = line };
    method_values_find(&world.analysis, &place, &candidates);
    enum cause_kind kind = candidates.items[0].kind;
    world_release(&world);
    return kind;
}

static void test_methods_of_the_receiver(void **state)
{
    (void)state;
    assert_int_equal(kind_of("s.serve", 4), CAUSE_CLOSURE);
    assert_int_equal(kind_of("s.stop", 4), CAUSE_CLOSURE);
}

/* A field, whatever methods other types have; a method of an argument, whose
 * type is not looked up; a call; something longer. */
static void test_all_else(void **state)
{
    (void)state;
    static const char *const subjects[] = { "s.name",    "s.run",  "m.run",
                                            "s.serve()", "s",      "s.a.serve",
                                            "s.check",   ".serve", "" };
    for (size_t i = 0; i < sizeof(subjects) / sizeof(*subjects); i++) {
        if (kind_of(subjects[i], 4) != CAUSE_BOXING) {
            fail_msg("\"%s\" is no method value", subjects[i]);
        }
    }
    assert_int_equal(kind_of("s.serve", 8), CAUSE_BOXING);
    assert_int_equal(kind_of("s.serve", 12), CAUSE_BOXING);
    assert_int_equal(kind_of("s.serve", 1), CAUSE_BOXING);
}

/* What the compiler named otherwise, or did not name, stays as it is. */
static void test_other_kinds(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    world_source(&world, world.head, "p/server.go", source);
    struct candidates candidates = {
        .items = { { .kind = CAUSE_BOXING },
                   { .kind = CAUSE_MOVED,
                     .diagnostic = world_escape(
                         &world, world.head, "p/server.go", 4, "s.serve") } },
        .count = 2,
    };
    struct allocation_place place = { .side = world.head,
                                      .path = world_text(&world, "p/server.go"),
                                      .line = 4 };
    method_values_find(&world.analysis, &place, &candidates);
    assert_int_equal(candidates.items[0].kind, CAUSE_BOXING);
    assert_int_equal(candidates.items[1].kind, CAUSE_MOVED);
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_methods_of_the_receiver),
        cmocka_unit_test(test_all_else),
        cmocka_unit_test(test_other_kinds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
