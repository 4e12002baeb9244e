#include "core/analysis/sources/match_lines.h"

#include "analysis_support.h"

/* Base and head of p/a.go; their difference is `patch`, its hunks. */
struct edit {
    const char *base, *head, *patch;
};

static void begin(struct world *world, const struct edit *edit)
{
    world_init(world);
    if (edit->base != NULL) {
        world_source(world, world->base, "p/a.go", edit->base);
    }
    world_source(world, world->head, "p/a.go", edit->head);
    world_patch(world,
                arena_printf(&world->arena, "--- a/p/a.go\n+++ b/p/a.go\n%s",
                             edit->patch));
    match_lines(&world->analysis);
}

static const struct patch_line *entry_of(const struct world *world, char sign,
                                         uint32_t line)
{
    static const struct patch_line none;
    const struct patch_line_list *lines =
        &world->evidence->patch.files.items[0].lines;
    for (size_t i = 0; i < lines->count; i++) {
        const struct patch_line *entry = &lines->items[i];
        uint32_t own = sign == '-' ? entry->base_line : entry->head_line;
        if (entry->sign == sign && own == line) {
            return entry;
        }
    }
    fail_msg("no %c%u", sign, line);
    return &none;
}

/* The lines of the patch that say something new: "-3 +4". */
static void check_new(const struct edit *edit, const char *expected)
{
    struct world world;
    struct buffer text;
    begin(&world, edit);
    buffer_init(&text);
    const struct patch_line_list *lines =
        &world.evidence->patch.files.items[0].lines;
    for (size_t i = 0; i < lines->count; i++) {
        const struct patch_line *entry = &lines->items[i];
        if (entry->sign != ' ' && !entry->is_trivial) {
            buffer_printf(&text, "%s%c%u", text.length > 0 ? " " : "",
                          entry->sign, entry->base_line + entry->head_line);
        }
    }
    buffer_text(&text, "");
    assert_string_equal(text.bytes, expected);
    buffer_release(&text);
    world_release(&world);
}

/* What the base line became in head; 0: nothing. */
static uint32_t twin_of(const struct edit *edit, uint32_t base_line)
{
    struct world world;
    begin(&world, edit);
    const struct patch_line *twin = entry_of(&world, '-', base_line)->twin;
    uint32_t line = twin == NULL ? 0 : twin->head_line;
    world_release(&world);
    return line;
}

/* Beside an edit stands what is only broken, indented or commented otherwise:
 * one run of the patch. */
static void test_code_beside_an_edit(void **state)
{
    (void)state;
    check_new(&(struct edit){ .head = "package p\n",
                              .patch = "@@ -3,4 +3,9 @@\n"
                                       "-\ta := f(b, c)\n"
                                       "-\tg(1)\n"
                                       "-\tif x { y() }\n"
                                       "-\treturn z\n"
                                       "+\t// Why.\n"
                                       "+\ta := f(\n"
                                       "+\t\tb,\n"
                                       "+\t\tc,\n"
                                       "+\t)\n"
                                       "+\tg(2)\n"
                                       "+\tif x { y()\n"
                                       "+\t}\n"
                                       "+\treturn z\n" },
              "-4 +8");
}

/* A line that holds more than it did, or stands elsewhere, is new. */
static void test_more_than_before(void **state)
{
    (void)state;
    check_new(&(struct edit){ .head = "package p\n",
                              .patch = "@@ -3,2 +3,2 @@\n"
                                       "-\tx = f(a)\n"
                                       "-\ty = g()\n"
                                       "+\tx = f(a, g())\n"
                                       "+\ty = g()\n" },
              "-3 +3");
    check_new(&(struct edit){ .head = "package p\n",
                              .patch = "@@ -3,1 +3,2 @@\n"
                                       "-\tx = append(x, a, b)\n"
                                       "+\tx = append(x, a)\n"
                                       "+\tx = append(x, b)\n" },
              "-3 +3 +4");
    check_new(&(struct edit){ .head = "package p\n",
                              .patch = "@@ -3,2 +3,2 @@\n"
                                       "-\ttext := `a\n"
                                       "-b`\n"
                                       "+\ttext := `a\n"
                                       "+c`\n" },
              "-3 -4 +3 +4");
}

static const char base_function[] = "package p\n"
                                    "func (p *P) Sum(list []int) int {\n"
                                    "\tn := 0\n"
                                    "\tfor _, v := range list {\n"
                                    "\t\tn += p.n(v)\n"
                                    "\t}\n"
                                    "\treturn n\n"
                                    "}\n";

/* A variable is called otherwise wherever it stands: no change. */
static void test_renamed_variable(void **state)
{
    (void)state;
    const char *head = "package p\n"
                       "func (p *P) Sum(list []int) int {\n"
                       "\ttotal := 0\n"
                       "\tfor _, v := range list {\n"
                       "\t\ttotal += p.n(v)\n"
                       "\t}\n"
                       "\treturn total\n"
                       "}\n";
    const char *patch = "@@ -3,1 +3,1 @@\n"
                        "-\tn := 0\n"
                        "+\ttotal := 0\n"
                        "@@ -5,1 +5,1 @@\n"
                        "-\t\tn += p.n(v)\n"
                        "+\t\ttotal += p.n(v)\n"
                        "@@ -7,1 +7,1 @@\n"
                        "-\treturn n\n"
                        "+\treturn total\n";
    check_new(&(struct edit){ base_function, head, patch }, "");
    /* Without base's source nobody knows that `n` is a variable. */
    check_new(&(struct edit){ NULL, head, patch }, "-3 +3 -5 +5 -7 +7");
}

/* Another function, field or type is another thing; so is a name that stands
 * for two, or that was there before. */
static void test_other_names(void **state)
{
    (void)state;
    check_new(&(struct edit){ base_function,
                              "package p\n"
                              "func (p *P) Sum(list []int) int {\n"
                              "\tn := 0\n"
                              "\tfor _, v := range list {\n"
                              "\t\tn += p.m(v)\n"
                              "\t}\n"
                              "\treturn n\n"
                              "}\n",
                              "@@ -5,1 +5,1 @@\n"
                              "-\t\tn += p.n(v)\n"
                              "+\t\tn += p.m(v)\n" },
              "-5 +5");
    check_new(&(struct edit){ base_function,
                              "package p\n"
                              "func (p *P) Sum(list []int) int {\n"
                              "\ttotal := 0\n"
                              "\tfor _, v := range list {\n"
                              "\t\tother += p.n(v)\n"
                              "\t}\n"
                              "\treturn total\n"
                              "}\n",
                              "@@ -3,1 +3,1 @@\n"
                              "-\tn := 0\n"
                              "+\ttotal := 0\n"
                              "@@ -5,1 +5,1 @@\n"
                              "-\t\tn += p.n(v)\n"
                              "+\t\tother += p.n(v)\n"
                              "@@ -7,1 +7,1 @@\n"
                              "-\treturn n\n"
                              "+\treturn total\n" },
              "-5 +5");
    check_new(&(struct edit){ base_function,
                              "package p\n"
                              "func (p *P) Sum(list []int) int {\n"
                              "\tv := 0\n"
                              "\tfor _, v := range list {\n"
                              "\t\tv += p.n(v)\n"
                              "\t}\n"
                              "\treturn v\n"
                              "}\n",
                              "@@ -3,1 +3,1 @@\n"
                              "-\tn := 0\n"
                              "+\tv := 0\n"
                              "@@ -5,1 +5,1 @@\n"
                              "-\t\tn += p.n(v)\n"
                              "+\t\tv += p.n(v)\n"
                              "@@ -7,1 +7,1 @@\n"
                              "-\treturn n\n"
                              "+\treturn v\n" },
              "-3 +3 -5 +5 -7 +7");
}

/* A line moved into the loop is a change, and known for what it was; one that
 * was edited is known, too. A brace is at home anywhere. */
static void test_twins(void **state)
{
    (void)state;
    const struct edit edit = { base_function,
                               "package p\n"
                               "func (p *P) Sum(list []int) int {\n"
                               "\tfor _, v := range list {\n"
                               "\t\tn := 0\n"
                               "\t\tn += p.n(v, list)\n"
                               "\t\tlog(n)\n"
                               "\t}\n"
                               "\treturn 0\n"
                               "}\n",
                               "@@ -2,6 +2,7 @@\n"
                               " func (p *P) Sum(list []int) int {\n"
                               "-\tn := 0\n"
                               " \tfor _, v := range list {\n"
                               "-\t\tn += p.n(v)\n"
                               "-\t}\n"
                               "+\t\tn := 0\n"
                               "+\t\tn += p.n(v, list)\n"
                               "+\t\tlog(n)\n"
                               "+\t}\n"
                               "-\treturn n\n"
                               "+\treturn 0\n" };
    check_new(&edit, "-3 -5 +4 +5 +6 -7 +8");
    assert_int_equal(twin_of(&edit, 3), 4);
    assert_int_equal(twin_of(&edit, 5), 5);
    assert_int_equal(twin_of(&edit, 6), 7);
    assert_int_equal(twin_of(&edit, 7), 0);
}

/* Unfinished literals, hunks without lines of their own, other files. */
static void test_odd_patches(void **state)
{
    (void)state;
    check_new(&(struct edit){ "", "",
                              "@@ -3,1 +3,1 @@\n"
                              "-\ta := `b\n"
                              "+\ta := `c\n" },
              "-3 +3");
    check_new(&(struct edit){ "", "", "@@ -3,1 +3,0 @@\n-\ta()\n" }, "-3");
    check_new(&(struct edit){ "", "", "@@ -3,0 +3,1 @@\n+\ta()\n" }, "+3");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_code_beside_an_edit),
        cmocka_unit_test(test_more_than_before),
        cmocka_unit_test(test_renamed_variable),
        cmocka_unit_test(test_other_names),
        cmocka_unit_test(test_twins),
        cmocka_unit_test(test_odd_patches),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
