#include "core/analysis/sources/source_benchmarks.h"

#include <string.h>

#include "core/model/go_symbol.h"
#include "core/model/go_tokens.h"

/* A tree is walked no further than this: a stranger's may be endless. */
static const size_t most_folders = 20000;
static const size_t most_files = 20000;

struct walk {
    struct arena *arena;
    struct strings *strings;
    struct source_benchmarks *benchmarks;
    struct LIST_STRUCT(const char *) folders; /* still to list, as a queue */
    size_t file_count;
};

/* Does the body call b.Loop()? */
static bool calls_loop(struct span body)
{
    size_t position = 0;
    bool after_dot = false;
    for (struct span token; go_token_next(body, &position, &token);) {
        if (after_dot && span_equals(token, "Loop")) {
            return true;
        }
        after_dot = token.bytes[0] == '.';
    }
    return false;
}

static void add_declarations(struct walk *walk, const char *path,
                             struct span text)
{
    struct go_function_list functions = { .items = NULL };
    go_functions(walk->arena, text, &functions);
    for (size_t i = 0; i < functions.count; i++) {
        const struct go_function *function = &functions.items[i];
        if (!span_starts_with(function->name, "Benchmark")) {
            continue;
        }
        struct benchmark_declaration *declaration =
            LIST_PUSH(walk->arena, &walk->benchmarks->declarations);
        declaration->name = strings_intern(walk->strings, function->name.bytes,
                                           function->name.length);
        declaration->location.file = path;
        declaration->location.line = function->first_line;
        declaration->loops = calls_loop(function->body);
    }
}

static void read_tests(struct walk *walk, const char *path)
{
    struct buffer content;
    buffer_init(&content);
    if (walk->file_count++ < most_files &&
        tree_read(walk->benchmarks->tree, path, &content)) {
        struct span text = { .bytes = content.bytes, .length = content.length };
        add_declarations(walk, path, text);
    }
    buffer_release(&content);
}

static bool is_walked(const char *folder)
{
    return folder[0] != '.' && folder[0] != '_' &&
           strcmp(folder, "vendor/") != 0 && strcmp(folder, "testdata/") != 0 &&
           strcmp(folder, "node_modules/") != 0;
}

static void walk_folder(struct walk *walk, const char *folder)
{
    struct file_names names;
    tree_list(walk->benchmarks->tree, walk->arena, folder, &names);
    for (size_t i = 0; i < names.count; i++) {
        const char *name = names.items[i];
        const char *path = arena_printf(walk->arena, "%s%s%s", folder,
                                        folder[0] == '\0' ? "" : "/", name);
        if (text_ends_with(name, "_test.go")) {
            read_tests(walk, path);
        } else if (text_ends_with(name, "/") && is_walked(name) &&
                   walk->folders.count < most_folders) {
            *LIST_PUSH(walk->arena, &walk->folders) =
                arena_copy(walk->arena, path, strlen(path) - 1);
        }
    }
}

void source_benchmarks_find(struct arena *arena, struct strings *strings,
                            const struct tree *tree,
                            struct source_benchmarks *benchmarks)
{
    struct walk walk = { .arena = arena,
                         .strings = strings,
                         .benchmarks = benchmarks };
    benchmarks->tree = tree;
    *LIST_PUSH(arena, &walk.folders) = "";
    for (size_t i = 0; i < walk.folders.count; i++) {
        walk_folder(&walk, walk.folders.items[i]);
    }
}

static bool is_in_package(const char *path, const char *folder)
{
    size_t length = strlen(folder);
    const char *slash = strrchr(path, '/');
    size_t path_length = slash == NULL ? 0 : (size_t)(slash - path);
    return length == path_length && memcmp(path, folder, length) == 0;
}

struct location source_benchmarks_locate(
    const struct source_benchmarks *benchmarks,
    const struct source_benchmark *wanted)
{
    struct location found = { .file = NULL };
    for (size_t i = 0; i < benchmarks->declarations.count; i++) {
        const struct benchmark_declaration *declaration =
            &benchmarks->declarations.items[i];
        if (strcmp(declaration->name, wanted->name) != 0 ||
            (wanted->package != NULL &&
             !is_in_package(declaration->location.file, wanted->package))) {
            continue;
        }
        if (found.file != NULL) {
            return (struct location){ .file = NULL };
        }
        found = declaration->location;
    }
    return found;
}

bool source_benchmarks_loop(const struct source_benchmarks *benchmarks,
                            const char *name)
{
    bool found = false;
    for (size_t i = 0; i < benchmarks->declarations.count; i++) {
        const struct benchmark_declaration *declaration =
            &benchmarks->declarations.items[i];
        if (strcmp(declaration->name, name) == 0) {
            if (!declaration->loops) {
                return false;
            }
            found = true;
        }
    }
    return found;
}
