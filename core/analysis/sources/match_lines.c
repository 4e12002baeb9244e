#include "core/analysis/sources/match_lines.h"

#include <string.h>

#include "core/analysis/sources/code_match.h"
#include "core/analysis/sources/local_renames.h"
#include "core/analysis/sources/patch_code.h"
#include "core/analysis/sources/source_text.h"

/* For all matching together; a patch that needs more is no edit by hand. */
static const size_t most_steps = 400000000;
static const size_t most_bytes = 8 << 20;

/* A line with fewer tokens ("}", "return nil") is at home in many places. */
enum { LEAST_MOVED = 4 };

/* Removed and added lines of a hunk that stand together. */
struct run {
    struct patch_code base, head;
    /* A line of each side in or beside it; 0: none. */
    uint32_t base_line, head_line;
    uint32_t function; /* first line of head's function; 0: in none */
};
struct run_list LIST_STRUCT(struct run);

struct search {
    const struct analysis *analysis;
    const struct patch_file *file;
    struct code_matcher matcher;
    size_t bytes_left;
    struct run_list runs; /* of the file */
};

static void match_run(struct search *search,
                      const struct local_renames *renames, struct run *run)
{
    patch_code_read(&run->base, &search->matcher, renames, false);
    patch_code_read(&run->head, &search->matcher, renames, true);
    code_match(&search->matcher, &run->base.code, &run->head.code);
}

/* What has been matched word for word, in its place. */
static void mark_same(struct patch_code *side, const struct patch_code *other)
{
    for (size_t i = 0; i < side->entries.count; i++) {
        const struct code_line *line = &side->code.lines.items[i];
        struct patch_line *entry = side->entries.items[i];
        entry->is_trivial |= line->is_same;
        if (line->is_same && line->twin != CODE_NONE) {
            entry->twin = other->entries.items[line->twin];
        }
    }
}

/* What is edited, but mostly as it was. */
static void mark_edited(struct run *run)
{
    for (size_t i = 0; i < run->base.entries.count; i++) {
        const struct code_line *line = &run->base.code.lines.items[i];
        struct patch_line *entry = run->base.entries.items[i];
        struct patch_line *twin = line->twin == CODE_NONE
                                      ? NULL
                                      : run->head.entries.items[line->twin];
        if (entry->twin == NULL && twin != NULL && twin->twin == NULL) {
            entry->twin = twin;
            twin->twin = entry;
        }
    }
}

static bool may_move(const struct patch_code *side, size_t index)
{
    return side->entries.items[index]->twin == NULL &&
           side->code.lines.items[index].count >= LEAST_MOVED;
}

static bool are_equal(const struct patch_code *base, size_t i,
                      const struct patch_code *head, size_t j)
{
    const struct code_line *left = &base->code.lines.items[i];
    const struct code_line *right = &head->code.lines.items[j];
    bool is_equal = left->count == right->count;
    for (uint32_t k = 0; is_equal && k < left->count; k++) {
        is_equal = base->code.tokens.items[left->first + k].text ==
                   head->code.tokens.items[right->first + k].text;
    }
    return is_equal;
}

static void find_moved(struct search *search, const struct patch_code *base,
                       const struct patch_code *head)
{
    for (size_t i = 0; i < base->entries.count; i++) {
        for (size_t j = 0; j < head->entries.count && may_move(base, i) &&
                           search->matcher.steps_left > 0;
             j++) {
            search->matcher.steps_left--;
            if (may_move(head, j) && are_equal(base, i, head, j)) {
                base->entries.items[i]->twin = head->entries.items[j];
                head->entries.items[j]->twin = base->entries.items[i];
                base->entries.items[i]->is_moved = true;
                head->entries.items[j]->is_moved = true;
            }
        }
    }
}

/* The function's text around a line, "func" to the closing brace. */
static struct span function_text(const struct search *search,
                                 const struct tree *tree, const char *path,
                                 uint32_t line)
{
    struct go_function function;
    struct span text = { .bytes = "", .length = 0 }, first;
    struct source_cache *sources = search->analysis->sources;
    if (line != 0 && source_function_at(sources, tree, path, line, &function) &&
        function.body.length > 0 &&
        source_line(sources, tree, path, function.first_line, &first)) {
        text.bytes = first.bytes;
        text.length =
            (size_t)(function.body.bytes + function.body.length - first.bytes);
    }
    return text;
}

static size_t bytes_of(const struct patch_code *side)
{
    size_t bytes = 0;
    for (size_t i = 0; i < side->entries.count; i++) {
        bytes += strlen(side->entries.items[i]->text);
    }
    return bytes;
}

static bool can_afford(struct search *search, const struct run *runs,
                       size_t count)
{
    size_t bytes = 0;
    for (size_t i = 0; i < count; i++) {
        bytes += bytes_of(&runs[i].base) + bytes_of(&runs[i].head);
    }
    bool can_afford = bytes <= search->bytes_left;
    search->bytes_left -= can_afford ? bytes : 0;
    return can_afford;
}

/* Runs of one function. */
static void match_runs(struct search *search, struct run *runs, size_t count)
{
    const struct evidence *evidence = search->analysis->evidence;
    struct local_renames renames = { .arena = search->matcher.arena,
                                     .strings = search->matcher.strings };
    local_renames_init(
        &renames,
        function_text(search, &evidence->base.tree, search->file->base_path,
                      runs[0].base_line),
        function_text(search, &evidence->head.tree, search->file->head_path,
                      runs[0].head_line));
    for (size_t i = 0; i < count; i++) {
        match_run(search, &renames, &runs[i]);
        local_renames_learn(&renames, &runs[i].base.code, &runs[i].head.code);
    }
    local_renames_settle(&renames);
    for (size_t i = 0; i < count; i++) {
        match_run(search, &renames, &runs[i]);
        mark_same(&runs[i].base, &runs[i].head);
        mark_same(&runs[i].head, &runs[i].base);
    }
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < count; j++) {
            find_moved(search, &runs[i].base, &runs[j].head);
        }
    }
    for (size_t i = 0; i < count; i++) {
        mark_edited(&runs[i]);
    }
    local_renames_release(&renames);
}

static void add_entry(const struct search *search, struct run *run,
                      struct patch_line *entry)
{
    struct patch_code *side = entry->sign == '-' ? &run->base : &run->head;
    if (entry->sign != ' ') {
        entry->edit = (uint32_t)search->runs.count;
        *LIST_PUSH(search->matcher.arena, &side->entries) = entry;
    }
    run->base_line = run->base_line == 0 ? entry->base_line : run->base_line;
    run->head_line = run->head_line == 0 ? entry->head_line : run->head_line;
}

static void find_function(const struct search *search, struct run *run)
{
    struct go_function function;
    if (run->head_line != 0 &&
        source_function_at(
            search->analysis->sources, &search->analysis->evidence->head.tree,
            search->file->head_path, run->head_line, &function)) {
        run->function = function.first_line;
    }
}

/* The run from an entry on, and its end. A side without lines is told by the
 * line behind, else by the one before. */
static size_t add_run(struct search *search, size_t first)
{
    const struct patch_line_list *lines = &search->file->lines;
    struct run *run = LIST_PUSH(search->matcher.arena, &search->runs);
    size_t last = first;
    while (last < lines->count && lines->items[last].sign != ' ' &&
           (last == first || !lines->items[last].starts_hunk)) {
        add_entry(search, run, &lines->items[last++]);
    }
    if (last < lines->count && !lines->items[last].starts_hunk) {
        add_entry(search, run, &lines->items[last]);
    }
    if (first > 0 && !lines->items[first].starts_hunk) {
        add_entry(search, run, &lines->items[first - 1]);
    }
    find_function(search, run);
    return last;
}

static void match_file(struct search *search)
{
    const struct patch_line_list *lines = &search->file->lines;
    search->runs = (struct run_list){ .items = NULL };
    for (size_t i = 0; i < lines->count;) {
        i = lines->items[i].sign == ' ' ? i + 1 : add_run(search, i);
    }
    struct run *runs = search->runs.items;
    for (size_t first = 0, last; first < search->runs.count; first = last) {
        last = first + 1;
        while (last < search->runs.count && runs[first].function != 0 &&
               runs[last].function == runs[first].function) {
            last++;
        }
        if (can_afford(search, &runs[first], last - first)) {
            match_runs(search, &runs[first], last - first);
        }
    }
}

void match_lines(struct analysis *analysis)
{
    const struct patch_file_list *files = &analysis->evidence->patch.files;
    struct search search = {
        .analysis = analysis,
        .matcher = { .arena = analysis->arena,
                     .strings = analysis->evidence->strings,
                     .steps_left = most_steps },
        .bytes_left = most_bytes,
    };
    for (size_t i = 0; i < files->count; i++) {
        search.file = &files->items[i];
        if (search.file->base_path != NULL && search.file->head_path != NULL &&
            text_ends_with(search.file->head_path, ".go")) {
            match_file(&search);
        }
    }
}
