#include "core/analysis/sources/match_declarations.h"

#include <stdlib.h>
#include <string.h>

#include "core/analysis/sources/base_text.h"
#include "core/analysis/sources/code_similarity.h"
#include "core/analysis/sources/edited_line.h"
#include "core/analysis/sources/source_path.h"
#include "core/analysis/sources/source_text.h"
#include "core/model/go_build.h"
#include "core/model/go_functions.h"
#include "core/model/go_symbol.h"

/* Of the code that two functions have together. */
static const double least_alike = 0.6;

/* What standing in the same place counts for beside it. */
static const double worth_of_place = 0.3;

/* A shorter body ("return t.x") is like many others. */
enum { LEAST_SHINGLES = 10 };

/* Pairs that are looked at, by name and by code: what is beyond has no partner
 * rather than taking minutes. */
static const size_t most_names = 4000000;
static const size_t most_pairs = 250000;

struct candidate {
    struct declared declared;
    uint32_t first_line;
    struct span body;
    struct code_shingles shingles; /* of the gone and the new */
    bool is_taken;
};
struct candidate_list LIST_STRUCT(struct candidate);

struct pair {
    size_t base, head;
    double alike;
};
struct pair_list LIST_STRUCT(struct pair);

struct search {
    const struct analysis *analysis;
    /* All functions of the patched files that the side compiles. */
    struct candidate_list base, head;
    struct candidate_list gone, new;
    struct pair_list pairs;
};

static void add_functions(struct search *search, const char *path,
                          struct span text, struct candidate_list *list)
{
    struct go_function_list functions = { .items = NULL };
    struct arena *arena = search->analysis->arena;
    go_functions(arena, text, &functions);
    for (size_t i = 0; i < functions.count; i++) {
        const struct go_function *function = &functions.items[i];
        *LIST_PUSH(arena, list) = (struct candidate){
            .declared = { path, function->receiver, function->name },
            .first_line = function->first_line,
            .body = function->body,
        };
    }
}

static bool is_wanted(const char *path)
{
    return path != NULL && text_ends_with(path, ".go") &&
           !go_is_test_file(path);
}

static void add_file(struct search *search, const struct evidence_side *side,
                     const char *path, struct span text)
{
    struct go_platform platform = { .goos = side->goos,
                                    .goarch = side->goarch,
                                    .go_version = side->go_version };
    if (go_file_is_built(&platform, path, text)) {
        bool is_base = side == &search->analysis->evidence->base;
        add_functions(search, path, text,
                      is_base ? &search->base : &search->head);
    }
}

static void collect(struct search *search)
{
    const struct evidence *evidence = search->analysis->evidence;
    for (size_t i = 0; i < evidence->patch.files.count; i++) {
        const struct patch_file *file = &evidence->patch.files.items[i];
        struct span head;
        if (is_wanted(file->base_path)) {
            add_file(search, &evidence->base, file->base_path,
                     base_text(search->analysis, file));
        }
        if (is_wanted(file->head_path) &&
            source_content(search->analysis->sources, &evidence->head.tree,
                           file->head_path, &head)) {
            add_file(search, &evidence->head, file->head_path, head);
        }
    }
}

static bool is_same_package(const char *left, const char *right)
{
    size_t length = source_path_folder_length(left);
    return source_path_folder_length(right) == length &&
           memcmp(left, right, length) == 0;
}

static bool is_declared(const struct candidate_list *list,
                        const struct declared *wanted)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct declared *declared = &list->items[i].declared;
        if (span_is_same(declared->name, wanted->name) &&
            span_is_same(declared->receiver, wanted->receiver) &&
            is_same_package(declared->path, wanted->path)) {
            return true;
        }
    }
    return false;
}

/* Those of one side that the other has not. */
static void subtract(const struct search *search,
                     const struct candidate_list *from,
                     const struct candidate_list *other,
                     struct candidate_list *rest)
{
    for (size_t i = 0; i < from->count; i++) {
        if (!is_declared(other, &from->items[i].declared)) {
            struct arena *arena = search->analysis->arena;
            struct candidate *candidate = LIST_PUSH(arena, rest);
            *candidate = from->items[i];
            candidate->shingles = code_shingles_of(arena, candidate->body);
        }
    }
}

/* Whether head declares the one on the line that was the other's. */
static bool is_in_place(const struct search *search,
                        const struct candidate *gone,
                        const struct candidate *new)
{
    const struct patch *patch = &search->analysis->evidence->patch;
    const struct patch_file *file = patch_find_base(patch, gone->declared.path);
    return file != NULL && file->head_path != NULL &&
           strcmp(file->head_path, new->declared.path) == 0 &&
           edited_head_line(patch, gone->declared.path, gone->first_line) ==
               new->first_line;
}

static void add_pair(struct search *search, size_t base, size_t head)
{
    const struct candidate *gone = &search->gone.items[base];
    const struct candidate *new = &search->new.items[head];
    double alike = code_similarity(&gone->shingles, &new->shingles);
    bool is_short = gone->shingles.count < LEAST_SHINGLES ||
                    new->shingles.count < LEAST_SHINGLES;
    if (alike < least_alike - worth_of_place) {
        return;
    }
    bool in_place = is_in_place(search, gone, new);
    alike += in_place ? worth_of_place : 0;
    if (alike >= least_alike && (in_place || !is_short)) {
        *LIST_PUSH(search->analysis->arena, &search->pairs) =
            (struct pair){ base, head, alike };
    }
}

static int compare_pairs(const void *left, const void *right)
{
    const struct pair *a = left, *b = right;
    if (a->alike < b->alike || a->alike > b->alike) {
        return a->alike > b->alike ? -1 : 1;
    }
    if (a->base != b->base) {
        return a->base < b->base ? -1 : 1;
    }
    return (a->head > b->head) - (a->head < b->head);
}

static void take_pairs(struct search *search,
                       struct declaration_match_list *matches)
{
    if (search->pairs.count > 1) {
        qsort(search->pairs.items, search->pairs.count,
              sizeof(*search->pairs.items), compare_pairs);
    }
    for (size_t i = 0; i < search->pairs.count; i++) {
        const struct pair *pair = &search->pairs.items[i];
        struct candidate *gone = &search->gone.items[pair->base];
        struct candidate *new = &search->new.items[pair->head];
        if (!gone->is_taken && !new->is_taken) {
            gone->is_taken = true;
            new->is_taken = true;
            *LIST_PUSH(search->analysis->arena, matches) =
                (struct declaration_match){ gone->declared, new->declared };
        }
    }
}

void match_declarations(const struct analysis *analysis,
                        struct declaration_match_list *matches)
{
    struct search search = { .analysis = analysis };
    collect(&search);
    if (search.base.count * search.head.count > most_names) {
        return;
    }
    subtract(&search, &search.base, &search.head, &search.gone);
    subtract(&search, &search.head, &search.base, &search.new);
    if (search.gone.count * search.new.count > most_pairs) {
        return;
    }
    for (size_t i = 0; i < search.gone.count; i++) {
        for (size_t j = 0; j < search.new.count; j++) {
            add_pair(&search, i, j);
        }
    }
    take_pairs(&search, matches);
}
