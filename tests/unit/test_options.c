/*
 * The command line of a subcommand, and the text of --help made from the same
 * table.
 */
#include "files_support.h"

#include <fcntl.h>

#include "cmd/options.h"

static const struct command command = {
    .name = "report",
    .arguments = "[options] BUNDLE...",
    .summary = "Does it.",
    .details = "In detail.",
    .example = "perfscribe report bundle",
};

struct parse {
    struct arena arena;
    bool quiet;
    const char *out;
    struct argument_list files;
    size_t format;
    struct parsed_options parsed;
    struct error error;
};

static int setup(void **state)
{
    static struct parse parse;
    parse = (struct parse){ .format = 1 };
    arena_init(&parse.arena);
    *state = &parse;
    return 0;
}

static int teardown(void **state)
{
    struct parse *parse = *state;
    arena_release(&parse->arena);
    return 0;
}

/* Words after the subcommand's name, between blanks; "" ends a word early. */
static bool parse_words(struct parse *parse, const char *const *words)
{
    static const char *const formats[] = { "text", "csv", "json", NULL };
    const struct option_spec options[] = {
        { "--out", "DIR", "where to", OPTION_TEXT, &parse->out, NULL },
        { "--quiet", NULL, "says less", OPTION_FLAG, &parse->quiet, NULL },
        { "--file", "FILE", "repeatable", OPTION_LIST, &parse->files, NULL },
        { "--format", "NAME", "how", OPTION_CHOICE, &parse->format, formats },
        { .name = NULL },
    };
    struct option_context context = { &command, options, &parse->arena };
    char *arguments[16] = { arena_copy(&parse->arena, "report", 6) };
    int count = 1;
    for (; words[count - 1] != NULL; count++) {
        arguments[count] = arena_copy(&parse->arena, words[count - 1],
                                      strlen(words[count - 1]));
    }
    return options_parse(&context, count, arguments, &parse->parsed,
                         &parse->error);
}

#define WORDS(...) ((const char *const[]){ __VA_ARGS__, NULL })

static void test_every_kind_in_both_spellings(void **state)
{
    struct parse *parse = *state;
    assert_true(
        parse_words(parse, WORDS("--out", "a", "b", "--quiet", "--file=x",
                                 "--file", "y=z", "--format=json", "c", "-")));
    assert_string_equal(parse->out, "a");
    assert_true(parse->quiet);
    assert_int_equal(parse->files.count, 2);
    assert_string_equal(parse->files.items[0], "x");
    assert_string_equal(parse->files.items[1], "y=z");
    assert_int_equal(parse->format, 2);
    assert_int_equal(parse->parsed.arguments.count, 3);
    assert_string_equal(parse->parsed.arguments.items[0], "b");
    assert_string_equal(parse->parsed.arguments.items[2], "-");
    assert_false(parse->parsed.wants_help);
}

static void test_nothing_given(void **state)
{
    struct parse *parse = *state;
    assert_true(parse_words(parse, (const char *const[]){ NULL }));
    assert_null(parse->out);
    assert_false(parse->quiet);
    assert_int_equal(parse->format, 1);
    assert_int_equal(parse->parsed.arguments.count, 0);
}

static void test_the_last_one_wins(void **state)
{
    struct parse *parse = *state;
    assert_true(parse_words(parse, WORDS("--out", "a", "--out=")));
    assert_string_equal(parse->out, "");
}

/* Behind "--" everything is an argument. */
static void test_the_end_of_options(void **state)
{
    struct parse *parse = *state;
    assert_true(parse_words(parse, WORDS("--", "--out", "--", "-x")));
    assert_null(parse->out);
    assert_int_equal(parse->parsed.arguments.count, 3);
    assert_string_equal(parse->parsed.arguments.items[1], "--");
}

static void refuse(struct parse *parse, const char *const *words,
                   const char *message)
{
    assert_false(parse_words(parse, words));
    assert_int_equal(parse->error.kind, ERROR_USAGE);
    assert_string_equal(parse->error.message, message);
}

static void test_mistakes_are_named(void **state)
{
    refuse(*state, WORDS("--uot", "x"),
           "report has no option --uot; did you mean --out?");
    refuse(*state, WORDS("--frmat=json"),
           "report has no option --frmat; did you mean --format?");
    refuse(*state, WORDS("--something"),
           "report has no option --something; perfscribe report --help lists "
           "them");
    refuse(*state, WORDS("-q"),
           "report has no option -q; perfscribe report --help lists them");
    refuse(*state, WORDS("--out"), "--out needs a value: --out DIR");
    refuse(*state, WORDS("--quiet=yes"), "--quiet takes no value");
    refuse(*state, WORDS("--format", "xml"),
           "--format does not take \"xml\"; it takes text, csv, json");
    refuse(*state, WORDS("--format="),
           "--format does not take \"\"; it takes text, csv, json");
    /* A part of a name is not the name. */
    refuse(*state, WORDS("--ou", "x"),
           "report has no option --ou; did you mean --out?");
}

static void test_a_long_option_is_cut(void **state)
{
    struct parse *parse = *state;
    char word[3000];
    memset(word, '-', sizeof(word));
    word[sizeof(word) - 1] = '\0';
    assert_false(parse_words(parse, WORDS(word)));
    assert_int_equal(parse->error.kind, ERROR_USAGE);
}

/* What options_parse() prints for these words. */
static void print_help(struct parse *parse, const char *const *words,
                       const char *path)
{
    fflush(stdout);
    int kept = dup(STDOUT_FILENO);
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    dup2(file, STDOUT_FILENO);
    bool ok = parse_words(parse, words);
    fflush(stdout);
    dup2(kept, STDOUT_FILENO);
    close(kept);
    close(file);
    assert_true(ok);
}

static void test_help_is_made_of_the_table(void **state)
{
    void *folder;
    assert_int_equal(folder_setup(&folder), 0);
    const char *path = folder_path(folder, "help");
    static const char expected[] = "Usage: perfscribe report [options] "
                                   "BUNDLE...\n"
                                   "\n"
                                   "Does it.\n"
                                   "In detail.\n"
                                   "\n"
                                   "Options:\n"
                                   "  --out DIR      where to\n"
                                   "  --quiet        says less\n"
                                   "  --file FILE    repeatable\n"
                                   "  --format NAME  how\n"
                                   "  --help         this text\n"
                                   "\n"
                                   "Example:\n"
                                   "  perfscribe report bundle\n";
    struct parse *parse = *state;
    print_help(parse, WORDS("x", "--help", "--nonsense"), path);
    assert_true(parse->parsed.wants_help);
    assert_file(path, expected);
    print_help(parse, WORDS("-h"), path);
    assert_file(path, expected);
    folder_teardown(&folder);
}

#define parse_test(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        parse_test(test_every_kind_in_both_spellings),
        parse_test(test_nothing_given),
        parse_test(test_the_last_one_wins),
        parse_test(test_the_end_of_options),
        parse_test(test_mistakes_are_named),
        parse_test(test_a_long_option_is_cut),
        parse_test(test_help_is_made_of_the_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
