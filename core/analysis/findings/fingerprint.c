#include "core/analysis/findings/fingerprint.h"

#include <inttypes.h>
#include <string.h>

#include "core/analysis/sources/escape_subject.h"
#include "core/analysis/sources/line_hash.h"
#include "core/analysis/sources/source_text.h"
#include "core/base/map.h"
#include "core/model/go_symbol.h"
#include "core/model/go_tokens.h"

struct hashed_file {
    const char *path;
    struct line_hash_list hashes;
};

struct pass {
    struct analysis *analysis;
    struct LIST_STRUCT(struct hashed_file) files;
    struct map keys; /* keys given, before the rank, to an index of ranks */
    struct LIST_STRUCT(uint32_t) ranks;
};

static const struct tree *head_tree(const struct pass *pass)
{
    return &pass->analysis->evidence->head.tree;
}

static bool text_at(const struct pass *pass, const char *path, uint32_t line,
                    struct span *text)
{
    return path != NULL && source_line(pass->analysis->sources, head_tree(pass),
                                       path, line, text);
}

static const struct line_hash_list *hashes_of(struct pass *pass,
                                              const char *path)
{
    for (size_t i = 0; i < pass->files.count; i++) {
        if (strcmp(pass->files.items[i].path, path) == 0) {
            return &pass->files.items[i].hashes;
        }
    }
    struct arena *arena = pass->analysis->arena;
    struct hashed_file *file = LIST_PUSH(arena, &pass->files);
    struct span content;
    file->path = path;
    if (source_content(pass->analysis->sources, head_tree(pass), path,
                       &content)) {
        line_hashes(arena, content, &file->hashes);
    }
    return &file->hashes;
}

static void set_line_hash(struct pass *pass, struct finding *finding)
{
    const struct location *location = &finding->location;
    finding->line_hash = "";
    if (location->file == NULL || location->line == 0) {
        return;
    }
    const struct line_hash_list *hashes = hashes_of(pass, location->file);
    if (location->line <= hashes->count) {
        finding->line_hash = line_hash_text(pass->analysis->arena,
                                            &hashes->items[location->line - 1]);
    }
}

/* FNV-1a, 64 bits (RFC 9923): the key is stored, so it must never change. */
static uint64_t stable_hash(const struct buffer *text)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < text->length; i++) {
        hash = (hash ^ (unsigned char)text->bytes[i]) * UINT64_C(0x100000001b3);
    }
    return hash;
}

/* A benchmark's name without the number of CPUs, which machines differ in. */
static void append_function(struct buffer *text, const struct finding *finding)
{
    const char *name = finding->function;
    size_t length = text_starts_with(name, "Benchmark")
                        ? go_benchmark_plain_length(name)
                        : strlen(name);
    struct buffer function;
    buffer_init(&function);
    buffer_append(&function, name, length);
    escape_subject_append(text, function.bytes);
    buffer_release(&function);
}

static uint32_t rank_of(struct pass *pass, uint64_t hash)
{
    bool added;
    uint32_t index = map_add(&pass->keys, &hash, &added);
    if (added) {
        *LIST_PUSH(pass->analysis->arena, &pass->ranks) = 0;
    }
    return pass->ranks.items[index]++;
}

/* How many lines of the function before this one say the same: which of two
 * equal statements a finding is about does not hang on the other's cost. */
static uint32_t ordinal_of(const struct pass *pass, struct location location,
                           struct span line)
{
    struct go_function around;
    struct span other;
    uint32_t count = 0;
    if (!source_function_at(pass->analysis->sources, head_tree(pass),
                            location.file, location.line, &around)) {
        return 0;
    }
    for (uint32_t at = around.first_line; at < location.line; at++) {
        count += text_at(pass, location.file, at, &other) &&
                 go_tokens_equal(line, other);
    }
    return count;
}

static void append_number(struct buffer *text, const char *prefix,
                          uint32_t number)
{
    if (number > 0) {
        buffer_printf(text, "%s%" PRIu32, prefix, number);
    }
}

static void set_key(struct pass *pass, struct finding *finding)
{
    struct buffer text;
    struct span line;
    struct location location = finding->location;
    buffer_init(&text);
    buffer_printf(&text, "%s\n%s\n", finding->rule->id, finding->metric.name);
    append_function(&text, finding);
    buffer_byte(&text, '\n');
    if (text_at(pass, location.file, location.line, &line)) {
        go_tokens_append(&text, line);
        append_number(&text, "\n", ordinal_of(pass, location, line));
    }
    append_number(&text, "\n\n", rank_of(pass, stable_hash(&text)));
    finding->key =
        arena_printf(pass->analysis->arena, "%016" PRIx64, stable_hash(&text));
    buffer_release(&text);
}

static void set_column(const struct pass *pass, struct location *location)
{
    struct span line;
    if (!text_at(pass, location->file, location->line, &line)) {
        location->column = 0;
        return;
    }
    if (location->column == 0 || location->column > line.length) {
        size_t blanks = 0;
        while (blanks < line.length &&
               (line.bytes[blanks] == ' ' || line.bytes[blanks] == '\t')) {
            blanks++;
        }
        location->column = (uint32_t)blanks + 1;
    }
}

static bool is_there(const struct pass *pass, struct location location)
{
    struct span text;
    return text_at(pass, location.file, location.line, &text);
}

static void check_steps(const struct pass *pass, struct step_list *steps)
{
    for (size_t i = 0; i < steps->count; i++) {
        struct finding_step *step = &steps->items[i];
        step->in_source = step->in_source && is_there(pass, step->location);
    }
}

static void check_places(const struct pass *pass, struct finding *finding)
{
    if (finding->location.line != 0 && !is_there(pass, finding->location)) {
        finding->location.line = 0;
        finding->location.column = 0;
    }
    if (finding->seen.line != 0 && !is_there(pass, finding->seen)) {
        finding->seen = (struct location){ .file = NULL };
    }
    check_steps(pass, &finding->stack);
    check_steps(pass, &finding->flow);
}

static void identify(struct pass *pass, struct finding_list *findings)
{
    for (size_t i = 0; i < findings->count; i++) {
        struct finding *finding = &findings->items[i];
        check_places(pass, finding);
        if (finding->key[0] == '\0') {
            set_key(pass, finding);
        }
        set_line_hash(pass, finding);
        if (finding->location.line != 0) {
            set_column(pass, &finding->location);
        }
    }
}

void fingerprint(struct analysis *analysis)
{
    struct pass pass = { .analysis = analysis };
    map_init(&pass.keys, sizeof(uint64_t));
    identify(&pass, &analysis->report->findings);
    identify(&pass, &analysis->report->improvements);
    map_release(&pass.keys);
}
