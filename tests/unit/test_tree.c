/*
 * Sources are read beneath the tree and nowhere else: paths and symlinks come
 * from strangers.
 */
#include "files_support.h"

struct world {
    struct folder *folder;
    struct tree tree;
};

/*
 * outside.txt                      beside the tree, not to be reached
 * tree/main.go tree/pkg/a.go tree/pkg/.hidden.go
 * tree/out -> ..                   tree/in -> pkg
 * tree/evil.go -> ../outside.txt   tree/good.go -> main.go
 * tree/fifo
 */
static int world_setup(void **state)
{
    struct world *world = calloc(1, sizeof(*world));
    struct error error = ERROR_INIT;
    void *folder;
    folder_setup(&folder);
    world->folder = folder;
    folder_text(folder, "outside.txt", "secret");
    folder_text(folder, "tree/main.go", "package main\n");
    folder_text(folder, "tree/pkg/a.go", "package pkg\n");
    folder_text(folder, "tree/pkg/.hidden.go", "x");
    bool ok =
        symlink("..", folder_path(folder, "tree/out")) == 0 &&
        symlink("pkg", folder_path(folder, "tree/in")) == 0 &&
        symlink("../outside.txt", folder_path(folder, "tree/evil.go")) == 0 &&
        symlink("main.go", folder_path(folder, "tree/good.go")) == 0 &&
        mkfifo(folder_path(folder, "tree/fifo"), 0600) == 0 &&
        tree_open(&world->tree, folder_path(folder, "tree"), &error);
    *state = world;
    return ok ? 0 : -1;
}

static int world_teardown(void **state)
{
    struct world *world = *state;
    void *folder = world->folder;
    tree_close(&world->tree);
    tree_close(&world->tree);
    free(world);
    return folder_teardown(&folder);
}

static void test_reads_files_beneath_it(void **state)
{
    struct world *world = *state;
    struct buffer content;
    buffer_init(&content);
    assert_true(tree_has_file(&world->tree, "main.go"));
    assert_true(tree_read(&world->tree, "main.go", &content));
    assert_string_equal(content.bytes, "package main\n");
    assert_true(tree_read(&world->tree, "pkg/a.go", &content));
    assert_string_equal(content.bytes, "package pkg\n");
    buffer_release(&content);
}

static void test_never_leaves_the_tree(void **state)
{
    struct world *world = *state;
    char component[300];
    memset(component, 'a', sizeof(component));
    component[299] = '\0';
    const char *const paths[] = {
        "",
        "/",
        ".",
        "..",
        "../outside.txt",
        "pkg/../../outside.txt",
        "pkg/../main.go",
        "./main.go",
        "pkg/./a.go",
        "pkg//a.go",
        "/etc/passwd",
        folder_path(world->folder, "outside.txt"),
        "out/outside.txt",
        "out/tree/main.go",
        "in/a.go",
        "evil.go",
        "good.go",
        "fifo",
        "pkg",
        "pkg/",
        "main.go/",
        "main.go/x",
        "missing",
        component,
    };
    struct buffer content;
    buffer_init(&content);
    for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
        buffer_text(&content, "left over");
        if (tree_has_file(&world->tree, paths[i]) ||
            tree_read(&world->tree, paths[i], &content)) {
            fail_msg("\"%s\" was read", paths[i]);
        }
        assert_int_equal(content.length, 0);
    }
    buffer_release(&content);
}

/* Every descriptor on the way is closed, found or not. */
static void test_leaks_no_descriptors(void **state)
{
    struct world *world = *state;
    struct file_names names;
    int before = dup(STDIN_FILENO);
    close(before);
    for (int i = 0; i < 100; i++) {
        tree_has_file(&world->tree, "pkg/a.go");
        tree_has_file(&world->tree, "pkg/missing/x.go");
        tree_has_file(&world->tree, "pkg/fifo");
        tree_list(&world->tree, &world->folder->arena, "pkg", &names);
        tree_list(&world->tree, &world->folder->arena, "fifo", &names);
    }
    int after = dup(STDIN_FILENO);
    close(after);
    assert_int_equal(before, after);
}

static void test_sources_have_a_limit(void **state)
{
    struct world *world = *state;
    struct buffer content;
    buffer_init(&content);
    const char *path = folder_text(world->folder, "tree/big.go", "");
    assert_int_equal(truncate(path, 16 << 20), 0);
    assert_true(tree_read(&world->tree, "big.go", &content));
    assert_int_equal(content.length, 16 << 20);
    assert_int_equal(truncate(path, (16 << 20) + 1), 0);
    assert_true(tree_has_file(&world->tree, "big.go"));
    assert_false(tree_read(&world->tree, "big.go", &content));
    assert_int_equal(content.length, 0);
    buffer_release(&content);
}

static void assert_listed(struct world *world, const char *path,
                          const char *expected)
{
    struct file_names names;
    struct buffer list;
    buffer_init(&list);
    tree_list(&world->tree, &world->folder->arena, path, &names);
    for (size_t i = 0; i < names.count; i++) {
        buffer_printf(&list, "%s ", names.items[i]);
    }
    assert_string_equal(list.bytes, expected);
    buffer_release(&list);
}

static void test_lists_files_and_folders_only(void **state)
{
    assert_listed(*state, "", "main.go pkg/ ");
    assert_listed(*state, "pkg", ".hidden.go a.go ");
    assert_listed(*state, "in", "");
    assert_listed(*state, "out", "");
    assert_listed(*state, "..", "");
    assert_listed(*state, ".", "");
    assert_listed(*state, "main.go", "");
    assert_listed(*state, "missing", "");
}

static void test_no_tree_has_nothing(void **state)
{
    struct world *world = *state;
    struct tree none = TREE_NONE;
    struct file_names names;
    struct buffer content;
    buffer_init(&content);
    assert_false(tree_has_file(&none, "main.go"));
    assert_false(tree_read(&none, "main.go", &content));
    tree_list(&none, &world->folder->arena, "", &names);
    assert_int_equal(names.count, 0);
    tree_close(&none);
    buffer_release(&content);
}

static void test_opens_folders_only(void **state)
{
    struct world *world = *state;
    struct tree tree;
    struct error error = ERROR_INIT;
    assert_false(
        tree_open(&tree, folder_path(world->folder, "missing"), &error));
    assert_error(error, ERROR_USAGE, "cannot be used as a source root");
    assert_false(
        tree_open(&tree, folder_path(world->folder, "tree/main.go"), &error));
    assert_error(error, ERROR_USAGE, "Not a directory");
    tree_close(&tree);
}

#define world_test(test) \
    cmocka_unit_test_setup_teardown(test, world_setup, world_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        world_test(test_reads_files_beneath_it),
        world_test(test_never_leaves_the_tree),
        world_test(test_leaks_no_descriptors),
        world_test(test_sources_have_a_limit),
        world_test(test_lists_files_and_folders_only),
        world_test(test_no_tree_has_nothing),
        world_test(test_opens_folders_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
