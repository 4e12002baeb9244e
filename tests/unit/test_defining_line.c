#include "core/analysis/findings/defining_line.h"

#include "analysis_support.h"

static const char head_file[] = "package p\n"                           /* 1 */
                                "\n"                                    /* 2 */
                                "func Count(words []string) Counts {\n" /* 3 */
                                "\tunused := 1\n"                       /* 4 */
                                "\tcounts := make(Counts)\n"            /* 5 */
                                "\tvar word string\n"                   /* 6 */
                                "\tfor _, word = range words {\n"       /* 7 */
                                "\t\tcounts[word]++\n"                  /* 8 */
                                "\t}\n"                                 /* 9 */
                                "\tlog(1)\n"                            /* 10 */
                                "\treturn counts\n"                     /* 11 */
                                "}\n"                                   /* 12 */
                                "\n"                                    /* 13 */
                                "func log(int) {}\n";                   /* 14 */

/* A world in which the patch changes lines of head; "" separates nothing. */
static void begin(struct world *world, const char *patch)
{
    world_init(world);
    world_source(world, world->head, "p/a.go", head_file);
    world_patch(world, patch);
}

static uint32_t line_for(const char *patch, uint32_t seen)
{
    struct world world;
    begin(&world, patch);
    struct location found = { .file = NULL };
    struct location at = { world_text(&world, "p/a.go"), seen, 0 };
    bool is_found = defining_line(&world.analysis, at, &found) ||
                    nearest_line(&world.analysis, at, &found);
    assert_true(!is_found || strcmp(found.file, "p/a.go") == 0);
    uint32_t line = is_found ? found.line : 0;
    world_release(&world);
    return line;
}

#define HUNKS "--- a/p/a.go\n+++ b/p/a.go\n"

/* A dropped size: the map is made elsewhere than it grows. */
static void test_definition(void **state)
{
    (void)state;
    static const char size_dropped[] =
        HUNKS "@@ -3,4 +3,4 @@\n"
              " func Count(words []string) Counts {\n"
              "-\tused := 1\n"
              "-\tcounts := make(Counts, len(words))\n"
              "+\tunused := 1\n"
              "+\tcounts := make(Counts)\n"
              " \tvar word string\n";
    assert_int_equal(line_for(size_dropped, 8), 5);
    assert_int_equal(line_for(size_dropped, 11), 5);
    static const char declared[] = HUNKS "@@ -6,1 +6,1 @@\n"
                                         "-\tvar word text\n"
                                         "+\tvar word string\n";
    assert_int_equal(line_for(declared, 8), 6);
}

/* Nothing of it is used: the changed line nearest before, else behind. */
static void test_nearest(void **state)
{
    (void)state;
    static const char both[] = HUNKS "@@ -4,1 +4,1 @@\n"
                                     "-\tunused := 2\n"
                                     "+\tunused := 1\n"
                                     "@@ -10,1 +10,1 @@\n"
                                     "-\tlog(2)\n"
                                     "+\tlog(1)\n";
    assert_int_equal(line_for(both, 8), 4);
    assert_int_equal(line_for(both, 11), 10);
    assert_int_equal(line_for(both, 3), 4);
}

/* A deferred call is seen where the function ends. */
static void test_deferred(void **state)
{
    (void)state;
    static const char file[] = "package p\n"                /* 1 */
                               "\n"                         /* 2 */
                               "func (s *S) Add(n int) {\n" /* 3 */
                               "\ts.lock()\n"               /* 4 */
                               "\tdefer s.unlock()\n"       /* 5 */
                               "\ts.sum += n\n"             /* 6 */
                               "}\n";                       /* 7 */
    static const char patch[] = HUNKS "@@ -4,3 +4,3 @@\n"
                                      "-\ts.sum += n\n"
                                      "+\ts.lock()\n"
                                      "+\tdefer s.unlock()\n"
                                      "+\ts.sum += n\n"
                                      "-\ts.lock()\n"
                                      "-\tdefer s.unlock()\n";
    struct world world;
    world_init(&world);
    world_source(&world, world.head, "p/a.go", file);
    world_patch(&world, patch);
    struct location found = { .file = NULL };
    struct location seen = { world_text(&world, "p/a.go"), 7, 0 };
    assert_true(defining_line(&world.analysis, seen, &found));
    assert_int_equal(found.line, 5);
    world_release(&world);
}

static const char related[] = "package p\n"                        /* 1 */
                              "\n"                                 /* 2 */
                              "func (p *P) Parse(text string) {\n" /* 3 */
                              "\tp.text = text\n"                  /* 4 */
                              "\tlexer := New()\n"                 /* 5 */
                              "\tp.count = 0\n"                    /* 6 */
                              "\tif err := p.scan(lexer); err {\n" /* 7 */
                              "\t\treturn\n"                       /* 8 */
                              "\t}\n"                              /* 9 */
                              "\tp.rest = p.text[p.count:]\n"      /* 10 */
                              "}\n";                               /* 11 */

/* The line found for `seen` when the lines given by a mask have changed. */
static uint32_t related_line(uint32_t changed_mask, uint32_t seen)
{
    struct world world;
    struct buffer patch;
    world_init(&world);
    world_source(&world, world.head, "p/a.go", related);
    buffer_init(&patch);
    buffer_text(&patch, HUNKS);
    for (uint32_t line = 1; line <= 11; line++) {
        if ((changed_mask & (1U << line)) != 0) {
            buffer_printf(&patch, "@@ -%u,1 +%u,1 @@\n-old\n+new\n", line,
                          line);
        }
    }
    world_patch(&world, patch.bytes);
    buffer_release(&patch);
    struct location found = { .file = NULL };
    struct location at = { world_text(&world, "p/a.go"), seen, 0 };
    bool is_found = defining_line(&world.analysis, at, &found);
    uint32_t line = is_found ? found.line : 0;
    world_release(&world);
    return line;
}

/* The use of what the line seen makes, before a line that is only nearer. */
static void test_use(void **state)
{
    (void)state;
    assert_int_equal(related_line(1U << 4 | 1U << 6 | 1U << 7, 5), 7);
    assert_int_equal(related_line(1U << 4 | 1U << 6, 5), 0);
}

/* A field that is set is the field's definition, not its owner's; a parameter
 * is defined by the function's first line. */
static void test_fields_and_parameters(void **state)
{
    (void)state;
    assert_int_equal(related_line(1U << 4 | 1U << 6, 7), 0);
    assert_int_equal(related_line(1U << 6, 10), 6);
    assert_int_equal(related_line(1U << 3 | 1U << 6, 4), 3);
}

static void test_no_change_in_the_function(void **state)
{
    (void)state;
    static const char elsewhere[] = HUNKS "@@ -14,1 +14,1 @@\n"
                                          "-func log(n int) {}\n"
                                          "+func log(int) {}\n";
    assert_int_equal(line_for(elsewhere, 8), 0);
    static const char trivial[] = HUNKS "@@ -5,1 +5,1 @@\n"
                                        "-\tcounts  :=  make(Counts)\n"
                                        "+\tcounts := make(Counts)\n";
    assert_int_equal(line_for(trivial, 8), 0);
    assert_int_equal(line_for(elsewhere, 13), 0);
}

/* A name is a whole word. */
static void test_whole_names(void **state)
{
    (void)state;
    static const char named_alike[] = HUNKS "@@ -4,2 +4,2 @@\n"
                                            "-\tunused := 2\n"
                                            "-\tcounts := make(Counts, 9)\n"
                                            "+\tunused := 1\n"
                                            "+\tcounts := make(Counts)\n";
    /* "return counts" uses counts, not unused nor Counts. */
    assert_int_equal(line_for(named_alike, 11), 5);
    assert_int_equal(line_for(named_alike, 10), 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_definition),
        cmocka_unit_test(test_nearest),
        cmocka_unit_test(test_deferred),
        cmocka_unit_test(test_use),
        cmocka_unit_test(test_fields_and_parameters),
        cmocka_unit_test(test_no_change_in_the_function),
        cmocka_unit_test(test_whole_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
