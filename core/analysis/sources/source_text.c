#include "core/analysis/sources/source_text.h"

#include <string.h>

#include "core/analysis/sources/source_benchmarks.h"
#include "core/analysis/sources/source_path.h"
#include "core/analysis/sources/test_functions.h"
#include "core/base/map.h"
#include "core/base/strings.h"

struct source_key {
    const struct tree *tree;
    const char *path; /* interned */
};

struct source_text {
    struct buffer content;
    bool is_there;
    bool has_functions; /* they are found on demand */
    size_t *line_starts;
    uint32_t line_count;
    struct go_function_list functions;
};
struct source_text_list LIST_STRUCT(struct source_text *);

struct source_cache {
    struct arena *arena;
    struct strings strings;
    struct map keys; /* struct source_key to an index of texts */
    struct source_text_list texts;
    struct source_benchmarks benchmarks[2]; /* of the trees asked about */
    struct map folders; /* struct source_key to an index of test_functions */
    struct LIST_STRUCT(struct test_functions) test_functions;
};

const struct tree *source_tree_of(const struct evidence *evidence,
                                  const struct evidence_side *side)
{
    return side->tree.descriptor >= 0 ? &side->tree : &evidence->head.tree;
}

struct source_cache *source_cache_new(struct arena *arena)
{
    struct source_cache *cache = arena_allocate(arena, sizeof(*cache));
    cache->arena = arena;
    strings_init(&cache->strings);
    map_init(&cache->keys, sizeof(struct source_key));
    map_init(&cache->folders, sizeof(struct source_key));
    return cache;
}

void source_cache_release(struct source_cache *cache)
{
    for (size_t i = 0; i < cache->texts.count; i++) {
        buffer_release(&cache->texts.items[i]->content);
    }
    for (size_t i = 0; i < cache->test_functions.count; i++) {
        test_functions_release(&cache->test_functions.items[i]);
    }
    map_release(&cache->folders);
    map_release(&cache->keys);
    strings_release(&cache->strings);
}

static void find_lines(struct arena *arena, struct source_text *text)
{
    struct LIST_STRUCT(size_t) starts = { .items = NULL };
    const char *bytes = text->content.bytes;
    for (size_t at = 0; at < text->content.length;) {
        *LIST_PUSH(arena, &starts) = at;
        const char *end = memchr(bytes + at, '\n', text->content.length - at);
        at = end == NULL ? text->content.length : (size_t)(end - bytes) + 1;
    }
    text->line_starts = starts.items;
    text->line_count = (uint32_t)starts.count; /* files end at 16 MiB */
}

static struct source_text *text_of(struct source_cache *cache,
                                   const struct tree *tree, const char *path)
{
    struct source_key key = {
        .tree = tree,
        .path = strings_intern_text(&cache->strings, path),
    };
    bool added;
    uint32_t index = map_add(&cache->keys, &key, &added);
    if (added) {
        struct source_text *text = arena_allocate(cache->arena, sizeof(*text));
        buffer_init(&text->content);
        text->is_there = tree_read(tree, path, &text->content);
        if (text->is_there) {
            find_lines(cache->arena, text);
        }
        *LIST_PUSH(cache->arena, &cache->texts) = text;
    }
    return cache->texts.items[index];
}

static struct span content_of(const struct source_text *text)
{
    return (struct span){ .bytes = text->content.bytes,
                          .length = text->content.length };
}

bool source_content(struct source_cache *cache, const struct tree *tree,
                    const char *path, struct span *content)
{
    const struct source_text *text = text_of(cache, tree, path);
    *content = content_of(text);
    return text->is_there;
}

bool source_line(struct source_cache *cache, const struct tree *tree,
                 const char *path, uint32_t line, struct span *text)
{
    const struct source_text *source = text_of(cache, tree, path);
    if (line == 0 || line > source->line_count) {
        return false;
    }
    struct span rest =
        span_from(content_of(source), source->line_starts[line - 1]);
    struct cursor cursor = cursor_over(rest.bytes, rest.length);
    return cursor_line(&cursor, text);
}

uint32_t source_line_count(struct source_cache *cache, const struct tree *tree,
                           const char *path)
{
    return text_of(cache, tree, path)->line_count;
}

static const struct go_function_list *functions_of(struct source_cache *cache,
                                                   const struct tree *tree,
                                                   const char *path)
{
    struct source_text *text = text_of(cache, tree, path);
    if (!text->has_functions) {
        go_functions(cache->arena, content_of(text), &text->functions);
        text->has_functions = true;
    }
    return &text->functions;
}

bool source_function_at(struct source_cache *cache, const struct tree *tree,
                        const char *path, uint32_t line,
                        struct go_function *found)
{
    const struct go_function_list *functions = functions_of(cache, tree, path);
    for (size_t i = 0; i < functions->count; i++) {
        const struct go_function *function = &functions->items[i];
        if (line >= function->first_line && line <= function->last_line) {
            *found = *function;
            return true;
        }
    }
    return false;
}

static bool declares(const struct go_function_list *functions,
                     const struct source_method *method)
{
    for (size_t i = 0; i < functions->count; i++) {
        if (span_is_same(functions->items[i].name, method->name) &&
            span_is_same(functions->items[i].receiver, method->receiver)) {
            return true;
        }
    }
    return false;
}

bool source_has_method(struct source_cache *cache, const struct tree *tree,
                       const struct source_method *method)
{
    size_t length = source_path_folder_length(method->file);
    const char *folder = strings_intern(&cache->strings, method->file, length);
    struct file_names names;
    bool found = declares(functions_of(cache, tree, method->file), method);
    if (!found) {
        tree_list(tree, cache->arena, folder, &names);
        for (size_t i = 0; !found && i < names.count; i++) {
            const char *path =
                arena_printf(cache->arena, "%s%s%s", folder,
                             length > 0 ? "/" : "", names.items[i]);
            found = text_ends_with(path, ".go") &&
                    !text_ends_with(path, "_test.go") &&
                    declares(functions_of(cache, tree, path), method);
        }
    }
    return found;
}

static const struct source_benchmarks *benchmarks_of(struct source_cache *cache,
                                                     const struct tree *tree)
{
    struct source_benchmarks *benchmarks = &cache->benchmarks[0];
    if (benchmarks->tree != NULL && benchmarks->tree != tree) {
        benchmarks = &cache->benchmarks[1];
    }
    if (benchmarks->tree != tree) {
        source_benchmarks_find(cache->arena, &cache->strings, tree, benchmarks);
    }
    return benchmarks;
}

struct location source_benchmark_at(struct source_cache *cache,
                                    const struct tree *tree,
                                    const struct source_benchmark *benchmark)
{
    return source_benchmarks_locate(benchmarks_of(cache, tree), benchmark);
}

bool source_benchmark_loops(struct source_cache *cache, const struct tree *tree,
                            const char *name)
{
    return source_benchmarks_loop(benchmarks_of(cache, tree), name);
}

static const struct test_functions *test_functions_of(
    struct source_cache *cache, const struct tree *tree, const char *path)
{
    struct source_key key = {
        .tree = tree,
        .path = strings_intern(&cache->strings, path,
                               source_path_folder_length(path)),
    };
    bool added;
    uint32_t index = map_add(&cache->folders, &key, &added);
    if (added) {
        struct test_folder folder = { .cache = cache,
                                      .strings = &cache->strings,
                                      .arena = cache->arena,
                                      .tree = tree,
                                      .path = key.path };
        struct test_functions functions = { .functions = { .items = NULL } };
        test_functions_find(&folder, &functions);
        *LIST_PUSH(cache->arena, &cache->test_functions) = functions;
    }
    return &cache->test_functions.items[index];
}

bool source_helper_benchmarks(struct source_cache *cache,
                              const struct tree *tree,
                              const struct source_helper *helper,
                              struct benchmark_name_list *benchmarks)
{
    return test_functions_reached_from(
        test_functions_of(cache, tree, helper->file), cache->arena,
        strings_intern_text(&cache->strings, helper->name), benchmarks);
}
