#include "core/analysis/sources/test_functions.h"

#include <string.h>

#include "core/model/go_symbol.h"
#include "core/model/go_tokens.h"

struct mention_key {
    uint32_t caller, callee;
};

/* State of the walk over the files of a folder. */
struct search {
    const struct test_folder *folder;
    struct test_functions *found;
    struct map mentions; /* struct mention_key: each counts once */
};

static const char *path_of(const struct test_folder *folder, const char *name)
{
    return arena_printf(folder->arena, "%s%s%s", folder->path,
                        folder->path[0] == '\0' ? "" : "/", name);
}

static uint32_t add_function(const struct search *search, struct span name)
{
    const struct test_folder *folder = search->folder;
    const char *interned =
        strings_intern(folder->strings, name.bytes, name.length);
    bool added;
    uint32_t index = map_add(&search->found->names, &interned, &added);
    if (added) {
        *LIST_PUSH(folder->arena, &search->found->functions) =
            (struct test_function){ .name = interned,
                                    .first_caller = MAP_NONE };
    }
    return index;
}

static uint32_t find_function(const struct search *search, struct span name)
{
    const char *interned =
        strings_intern(search->folder->strings, name.bytes, name.length);
    return map_find(&search->found->names, &interned);
}

static void add_mention(struct search *search, uint32_t caller, uint32_t callee)
{
    struct test_functions *found = search->found;
    struct mention_key key = { .caller = caller, .callee = callee };
    bool added;
    map_add(&search->mentions, &key, &added);
    if (added && caller != callee) {
        struct test_function *function = &found->functions.items[callee];
        uint32_t first = function->first_caller;
        function->first_caller = (uint32_t)found->callers.count;
        *LIST_PUSH(search->folder->arena, &found->callers) =
            (struct test_caller){ .function = caller, .next = first };
    }
}

static bool is_within(struct span inner, struct span outer)
{
    return inner.bytes >= outer.bytes &&
           inner.bytes < outer.bytes + outer.length;
}

/* `function` is the last that is named before the token; NULL: none. */
static void add_token(struct search *search, struct span token,
                      const struct go_function *function)
{
    uint32_t callee =
        go_token_is_name(token) ? find_function(search, token) : MAP_NONE;
    if (callee == MAP_NONE) {
        return;
    }
    if (function != NULL && is_within(token, function->body)) {
        add_mention(search, find_function(search, function->name), callee);
    } else if (function == NULL || token.bytes != function->name.bytes) {
        search->found->functions.items[callee].is_shared = true;
    }
}

/* The functions stand in the text's order, as its tokens do. */
static void add_mentions(struct search *search, struct span text,
                         const struct go_function_list *functions)
{
    const struct go_function *function = NULL;
    size_t position = 0, next = 0;
    for (struct span token; go_token_next(text, &position, &token);) {
        while (next < functions->count &&
               token.bytes >= functions->items[next].name.bytes) {
            function = &functions->items[next++];
        }
        add_token(search, token, function);
    }
}

/* What the file declares or, the second time, what it mentions. */
static void read_file(struct search *search, const char *name, bool mentions)
{
    const struct test_folder *folder = search->folder;
    const char *path = path_of(folder, name);
    struct go_function_list functions = { .items = NULL };
    struct span text;
    if (!source_content(folder->cache, folder->tree, path, &text)) {
        return;
    }
    go_functions(folder->arena, text, &functions);
    if (mentions) {
        add_mentions(search, text, &functions);
        return;
    }
    for (size_t i = 0; i < functions.count; i++) {
        add_function(search, functions.items[i].name);
    }
}

void test_functions_find(const struct test_folder *folder,
                         struct test_functions *functions)
{
    struct search search = { .folder = folder, .found = functions };
    struct file_names names;
    map_init(&functions->names, sizeof(const char *));
    map_init(&search.mentions, sizeof(struct mention_key));
    tree_list(folder->tree, folder->arena, folder->path, &names);
    for (int mentions = 0; mentions < 2; mentions++) {
        for (size_t i = 0; i < names.count; i++) {
            if (text_ends_with(names.items[i], "_test.go")) {
                read_file(&search, names.items[i], mentions == 1);
            }
        }
    }
    map_release(&search.mentions);
}

void test_functions_release(struct test_functions *functions)
{
    map_release(&functions->names);
}

/* What runs without being called by a benchmark. */
static bool runs_by_itself(const char *name)
{
    return strcmp(name, "init") == 0 || strcmp(name, "main") == 0 ||
           strcmp(name, "TestMain") == 0;
}

/* A way up from a function to all that call it. */
struct reach {
    struct arena *arena;
    bool *is_reached;                     /* by function */
    struct LIST_STRUCT(uint32_t) reached; /* in the order met */
};

static void reach_function(struct reach *reach, uint32_t function)
{
    if (!reach->is_reached[function]) {
        reach->is_reached[function] = true;
        *LIST_PUSH(reach->arena, &reach->reached) = function;
    }
}

bool test_functions_reached_from(const struct test_functions *functions,
                                 struct arena *arena, const char *name,
                                 struct benchmark_name_list *benchmarks)
{
    uint32_t start = map_find(&functions->names, &name);
    if (start == MAP_NONE) {
        return false;
    }
    if (runs_by_itself(name)) {
        return true; /* by none */
    }
    struct reach reach = {
        .arena = arena,
        .is_reached =
            arena_array(arena, functions->functions.count, sizeof(bool)),
    };
    reach_function(&reach, start);
    for (size_t i = 0; i < reach.reached.count; i++) {
        const struct test_function *function =
            &functions->functions.items[reach.reached.items[i]];
        if (function->is_shared) {
            return false;
        }
        if (go_is_benchmark_name(function->name)) {
            *LIST_PUSH(arena, benchmarks) = function->name;
        }
        for (uint32_t at = function->first_caller; at != MAP_NONE;
             at = functions->callers.items[at].next) {
            reach_function(&reach, functions->callers.items[at].function);
        }
    }
    return true;
}
