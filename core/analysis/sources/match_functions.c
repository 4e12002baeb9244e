#include "core/analysis/sources/match_functions.h"

#include <string.h>

#include "core/analysis/sources/edited_line.h"
#include "core/analysis/sources/match_declarations.h"
#include "core/base/buffer.h"
#include "core/base/map.h"
#include "core/model/go_symbol.h"

/* A function of head: its declaration by place and name, and which literal of
 * it. All text is interned. */
struct head_function {
    const char *path;
    const char *declared; /* "(*T[...]).Get" */
    const char *receiver, *name;
    const char *package, *closure;
    uint32_t start_line; /* 0: unknown */
};
struct head_function_list LIST_STRUCT(struct head_function);

struct search {
    const struct analysis *analysis;
    struct map seen; /* symbols of head */
    struct head_function_list functions;
    struct declaration_match_list matches;
};

static const char *keep(const struct search *search, struct span text)
{
    return strings_intern(search->analysis->evidence->strings, text.bytes,
                          text.length);
}

static const char *folded(const struct search *search, struct span text)
{
    struct buffer folded;
    buffer_init(&folded);
    go_symbol_fold(text, &folded);
    const char *kept =
        keep(search, (struct span){ folded.bytes, folded.length });
    buffer_release(&folded);
    return kept;
}

/* "T" of "(*T[...]).Get" and "T.Get"; empty of "Get". */
static struct span receiver_of(struct span declared)
{
    size_t start = span_starts_with(declared, "(*") ? 2 : 0;
    struct span rest = span_from(declared, start);
    size_t length = 0;
    while (length < rest.length && strchr(".[)", rest.bytes[length]) == NULL) {
        length++;
    }
    bool has_receiver = start > 0 || span_find(rest, ".") < rest.length;
    return span_until(rest, has_receiver ? length : 0);
}

static uint32_t line_of(int64_t line)
{
    return line > 0 && line <= INT32_MAX ? (uint32_t)line : 0;
}

/* The repository's file of each function; NULL: outside. */
static const char **paths_of(const struct search *search,
                             const struct profile *profile)
{
    const char **paths = arena_array(search->analysis->arena,
                                     profile->function_count, sizeof(*paths));
    for (uint32_t i = 0; i < profile->line_count; i++) {
        const struct profile_line *line = &profile->lines[i];
        if (line->path != NULL) {
            paths[line->function] = line->path;
        }
    }
    return paths;
}

static void add_head_function(struct search *search,
                              const struct profile_function *function,
                              const char *path)
{
    struct go_symbol_parts parts = go_symbol_parts(function->name);
    bool added;
    map_add(&search->seen, &function->name, &added);
    if (added) {
        *LIST_PUSH(search->analysis->arena, &search->functions) =
            (struct head_function){
                .path = path,
                .declared = folded(search, parts.declared),
                .receiver = keep(search, receiver_of(parts.declared)),
                .name = keep(search, parts.name),
                .package = keep(search, parts.package),
                .closure = keep(search, parts.closure),
                .start_line = line_of(function->start_line),
            };
    }
}

static void collect_head(struct search *search)
{
    const struct profile_list *profiles =
        &search->analysis->evidence->head.profiles;
    for (size_t i = 0; i < profiles->count; i++) {
        const struct profile *profile = &profiles->items[i];
        const char **paths = paths_of(search, profile);
        for (uint32_t j = 0; j < profile->function_count; j++) {
            if (paths[j] != NULL) {
                add_head_function(search, &profile->functions[j], paths[j]);
            }
        }
    }
}

/* A function of base, on the way to its name in head. */
struct base_function {
    const char *path; /* where it stood */
    const char *package, *declared, *closure;
    uint32_t start_line;
};

static const struct declared *successor_of(const struct search *search,
                                           const char *path,
                                           const struct go_symbol_parts *parts)
{
    struct span receiver = receiver_of(parts->declared);
    for (size_t i = 0; i < search->matches.count; i++) {
        const struct declared *base = &search->matches.items[i].base;
        if (strcmp(base->path, path) == 0 &&
            span_is_same(base->name, parts->name) &&
            span_is_same(base->receiver, receiver)) {
            return &search->matches.items[i].head;
        }
    }
    return NULL;
}

/* Takes over the name that head's profiles have for the declaration; where
 * they have none, there is no cost to compare with. */
static void follow(const struct search *search, const struct declared *head,
                   struct base_function *function)
{
    for (size_t i = 0; i < search->functions.count; i++) {
        const struct head_function *known = &search->functions.items[i];
        if (strcmp(known->path, head->path) == 0 &&
            span_equals(head->name, known->name) &&
            span_equals(head->receiver, known->receiver)) {
            function->package = known->package;
            function->declared = known->declared;
            return;
        }
    }
}

/* The literals of the function that head's profiles have. */
static bool is_sibling(const struct head_function *known,
                       const struct base_function *function)
{
    return known->declared == function->declared &&
           known->package == function->package && known->closure[0] != '\0' &&
           known->start_line != 0;
}

/* Where a line of head stood in base; 0: it is new. */
static uint32_t base_line_of(const struct search *search,
                             const struct head_function *known)
{
    return patch_base_line(&search->analysis->evidence->patch, known->path,
                           known->start_line);
}

/* Whether the patch can tell where the function's lines are now. */
static bool is_in_same_file(const struct search *search,
                            const struct head_function *known,
                            const struct base_function *function)
{
    const struct patch_file *file =
        patch_find_base(&search->analysis->evidence->patch, function->path);
    return file != NULL && file->head_path != NULL &&
           strcmp(file->head_path, known->path) == 0;
}

/*
 * The literal of head that begins where base's begins now. Several on one line
 * keep their numbers, as do those whose line was edited beyond recognition or
 * that moved to another file, unless head's of that number is known to be
 * another one.
 */
static void match_literal(const struct search *search,
                          struct base_function *function)
{
    const struct patch *patch = &search->analysis->evidence->patch;
    uint32_t line =
        edited_head_line(patch, function->path, function->start_line);
    const struct head_function *there = NULL, *namesake = NULL;
    for (size_t i = 0; i < search->functions.count; i++) {
        const struct head_function *known = &search->functions.items[i];
        if (!is_sibling(known, function) ||
            !is_in_same_file(search, known, function)) {
            continue;
        }
        bool is_namesake = known->closure == function->closure;
        namesake = is_namesake ? known : namesake;
        if (line != 0 && known->start_line == line &&
            (there == NULL || is_namesake)) {
            there = known;
        }
    }
    if (there != NULL) {
        function->closure = there->closure;
    } else if (namesake != NULL &&
               (line != 0 || base_line_of(search, namesake) != 0)) {
        function->closure =
            keep(search, span_of(arena_printf(search->analysis->arena,
                                              "%s (base)", function->closure)));
    }
}

/*
 * The function as it was, but for a receiver that is a pointer now, or was one,
 * and for type parameters: "T.Get", "(*T).Get" and "(*T[...]).Get". Both forms
 * are never declared in one build.
 */
static void follow_form(const struct search *search,
                        const struct go_symbol_parts *parts,
                        struct base_function *function)
{
    const char *name = keep(search, parts->name);
    const char *receiver = keep(search, receiver_of(parts->declared));
    const char *found = function->declared;
    for (size_t i = 0; i < search->functions.count; i++) {
        const struct head_function *known = &search->functions.items[i];
        if (known->name != name || known->receiver != receiver ||
            known->package != function->package) {
            continue;
        }
        if (known->declared == function->declared) {
            return; /* head has it as it was */
        }
        found = known->declared;
    }
    function->declared = found;
}

static const char *name_in_head(const struct search *search,
                                const struct profile_function *base,
                                const char *path)
{
    struct go_symbol_parts parts = go_symbol_parts(base->name);
    struct base_function function = {
        .path = path,
        .package = keep(search, parts.package),
        .declared = folded(search, parts.declared),
        .closure = keep(search, parts.closure),
        .start_line = line_of(base->start_line),
    };
    const struct declared *head = successor_of(search, path, &parts);
    if (head != NULL) {
        follow(search, head, &function);
    } else {
        follow_form(search, &parts, &function);
    }
    if (function.closure[0] != '\0' && function.start_line != 0) {
        match_literal(search, &function);
    }
    return arena_printf(search->analysis->arena, "%s.%s%s", function.package,
                        function.declared, function.closure);
}

static void rename_base(struct search *search, struct profile *profile)
{
    const struct patch *patch = &search->analysis->evidence->patch;
    const char **paths = paths_of(search, profile);
    for (uint32_t i = 0; i < profile->function_count; i++) {
        struct profile_function *function = &profile->functions[i];
        if (paths[i] != NULL && patch_find_base(patch, paths[i]) != NULL &&
            go_symbol_parts(function->name).name.length > 0) {
            function->name =
                keep(search, span_of(name_in_head(search, function, paths[i])));
        }
    }
}

static void fold_names(const struct search *search,
                       struct profile_list *profiles)
{
    for (size_t i = 0; i < profiles->count; i++) {
        struct profile *profile = &profiles->items[i];
        for (uint32_t j = 0; j < profile->function_count; j++) {
            struct profile_function *function = &profile->functions[j];
            if (strchr(function->name, '[') != NULL) {
                function->name = folded(search, span_of(function->name));
            }
        }
    }
}

void match_functions(struct analysis *analysis)
{
    struct evidence *evidence = analysis->evidence;
    struct search search = { .analysis = analysis };
    fold_names(&search, &evidence->base.profiles);
    fold_names(&search, &evidence->head.profiles);
    if (!evidence->patch.is_present) {
        return;
    }
    map_init(&search.seen, sizeof(const char *));
    collect_head(&search);
    match_declarations(analysis, &search.matches);
    for (size_t i = 0; i < evidence->base.profiles.count; i++) {
        rename_base(&search, &evidence->base.profiles.items[i]);
    }
    map_release(&search.seen);
}
