#include "reading_support.h"

static void take_text(struct reading *reading, const char *text)
{
    assert_true(reading_take(reading, span_of(text)));
}

static const char *owner(const struct owners *owners, const char *path,
                         uint32_t index)
{
    const struct owner_rule *rule = owners_find(owners, path);
    return rule != NULL && index < rule->owner_count
               ? owners->names.items[rule->owner_first + index]
               : "(none)";
}

static void test_rules(void **state)
{
    struct reading *reading = *state;
    take_text(reading, "# who is asked\n\n"
                       "*   @shop/all\r\n"
                       "/pricing/\t@shop/pricing maria@example.com # both\n"
                       "/docs/ # nobody's\n"
                       "with\\ blank/ @x\n"
                       "odd\\#name @y");
    const struct owners *owners = &reading->evidence.head.owners;
    assert_int_equal(owners->rules.count, 5);
    assert_string_equal(owner(owners, "main.go", 0), "@shop/all");
    assert_string_equal(owner(owners, "pricing/join.go", 0), "@shop/pricing");
    assert_string_equal(owner(owners, "pricing/join.go", 1),
                        "maria@example.com");
    assert_string_equal(owner(owners, "docs/a.md", 0), "(none)");
    assert_string_equal(owner(owners, "with blank/a", 0), "@x");
    assert_string_equal(owner(owners, "odd#name", 0), "@y");
    assert_int_equal(owners->rules.items[1].line, 4);
    assert_int_equal(reading->evidence.head.notices.count, 0);
}

static void test_lines_that_github_leaves_out(void **state)
{
    struct reading *reading = *state;
    struct input input = { .name = "CODEOWNERS",
                           .content = span_of("* @a\n"
                                              "!*.go @b\n"
                                              "[ab].go @c\n"
                                              "*.go no-owner\n"
                                              "*.c @\n") };
    struct reader_target target = { .evidence = &reading->evidence,
                                    .side = &reading->evidence.head,
                                    .arena = &reading->evidence.head.arena,
                                    .strings = &reading->strings };
    assert_true(reader_codeowners.read(&input, &target, &reading->error));
    const struct notice_list *notices = &reading->evidence.head.notices;
    assert_int_equal(reading->evidence.head.owners.rules.count, 1);
    assert_int_equal(notices->count, 1);
    assert_int_equal(notices->items[0].count, 4);
    assert_int_equal(notices->items[0].line, 2);
}

static void test_more_than_github_loads(void **state)
{
    struct reading *reading = *state;
    struct buffer text;
    buffer_init(&text);
    buffer_text(&text, "* @a\n#");
    buffer_repeat(&text, '#', 3 << 20);
    take_text(reading, text.bytes);
    buffer_release(&text);
    assert_int_equal(reading->evidence.head.owners.rules.count, 0);
    assert_int_equal(reading->evidence.head.notices.count, 1);
}

static void test_what_is_recognised(void **state)
{
    (void)state;
    static const char *const others[] = {
        "",
        "# nothing\n",
        "hello world\n",
        "a.go\nb.go\n",
        "* @a\nand here is prose\n* @a\n",
        "mail me at a@example.com\n",
    };
    for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
        assert_int_equal(reader_codeowners.recognise(span_of(others[i])), 0);
    }
    assert_ptr_equal(reader_for(span_of("# x\n*.go @org/team\n/docs/\n")),
                     &reader_codeowners);
    assert_ptr_equal(reader_for(span_of("* @a\n/p/ @cut-behi")),
                     &reader_codeowners);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        reading_test(test_rules),
        reading_test(test_lines_that_github_leaves_out),
        reading_test(test_more_than_github_loads),
        reading_test(test_what_is_recognised),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
