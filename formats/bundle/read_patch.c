/*
 * Unified diffs, as git and diff -u write them (git-diff(1), "Generating patch
 * text with -p"; POSIX diff, "Diff -u Output Format"):
 *
 *     --- a/pricing/join.go
 *     +++ b/pricing/join.go
 *     @@ -16,7 +16,9 @@ func find(
 *      context
 *     -removed
 *     +added
 */
#include <string.h>

#include "core/model/go_tokens.h"
#include "formats/bundle/patch_paths.h"
#include "formats/reader.h"

/* A line is cut from a file of at most 256 MiB; no source line is longer. */
static const size_t line_limit_bytes = 1 << 20;

struct parser {
    const struct input *input;
    const struct reader_target *target;
    struct cursor cursor;
    uint32_t line;                     /* of the patch, 1-based */
    struct patch_path_pair_list files; /* paths as written */
    struct patch_file *file;           /* being read; NULL before the first */
};

static bool fail(const struct parser *parser, const char *what,
                 struct error *error)
{
    return error_set(error, ERROR_INPUT,
                     "%s:%u: %s; make the patch anew with git diff "
                     "BASE HEAD",
                     parser->input->name, parser->line, what);
}

static bool next_line(struct parser *parser, struct span *line)
{
    if (!cursor_line(&parser->cursor, line)) {
        return false;
    }
    parser->line++;
    return true;
}

/* "12" or "12,3" of a hunk's header; the count is 1 where it is left out. */
static bool read_range(struct span range, uint64_t *start, uint64_t *count)
{
    size_t comma = span_find(range, ",");
    *count = 1;
    return span_uint64(span_until(range, comma), start) &&
           (comma == range.length ||
            span_uint64(span_from(range, comma + 1), count)) &&
           *start <= UINT32_MAX / 2 && *count <= UINT32_MAX / 2;
}

struct hunk {
    uint64_t base_start, base_count, head_start, head_count;
};

/* "@@ -16,7 +16,9 @@ func find(" */
static bool read_hunk_header(struct span line, struct hunk *hunk)
{
    struct cursor cursor = cursor_over(line.bytes, line.length);
    struct span at, base, head, end;
    return cursor_field(&cursor, &at) && cursor_field(&cursor, &base) &&
           cursor_field(&cursor, &head) && cursor_field(&cursor, &end) &&
           span_equals(at, "@@") && span_starts_with(end, "@@") &&
           base.bytes[0] == '-' && head.bytes[0] == '+' &&
           read_range(span_from(base, 1), &hunk->base_start,
                      &hunk->base_count) &&
           read_range(span_from(head, 1), &hunk->head_start, &hunk->head_count);
}

static void add_line(const struct parser *parser, struct span line,
                     struct hunk *hunk)
{
    char sign = line.length == 0 ? ' ' : line.bytes[0];
    struct span text = line.length == 0 ? line : span_from(line, 1);
    struct patch_line *entry =
        LIST_PUSH(parser->target->arena, &parser->file->lines);
    entry->sign = sign;
    entry->text = arena_copy(parser->target->arena, text.bytes, text.length);
    if (sign != '+') {
        entry->base_line = (uint32_t)hunk->base_start++;
        hunk->base_count--;
    }
    if (sign != '-') {
        entry->head_line = (uint32_t)hunk->head_start++;
        hunk->head_count--;
    }
}

static void add_side(struct buffer *tokens, const struct patch_line *line,
                     char sign)
{
    if (line->sign == sign) {
        go_tokens_append(tokens, span_of(line->text));
    }
}

/* One run of removed and added lines: trivial when the tokens are equal. */
static void mark_run(struct patch_line_list *lines, size_t first, size_t last)
{
    struct buffer removed, added;
    buffer_init(&removed);
    buffer_init(&added);
    for (size_t i = first; i < last; i++) {
        add_side(&removed, &lines->items[i], '-');
        add_side(&added, &lines->items[i], '+');
    }
    bool trivial = removed.length == added.length &&
                   memcmp(removed.bytes, added.bytes, added.length) == 0;
    for (size_t i = first; i < last; i++) {
        lines->items[i].is_trivial = trivial;
    }
    buffer_release(&removed);
    buffer_release(&added);
}

/* Of one hunk: lines that went from one to another did change. */
static void mark_trivial(struct patch_line_list *lines, size_t first)
{
    size_t i = first;
    while (i < lines->count) {
        size_t last = i;
        while (last < lines->count && lines->items[last].sign != ' ') {
            last++;
        }
        if (last > i) {
            mark_run(lines, i, last);
        }
        i = last + 1;
    }
}

static bool read_hunk(struct parser *parser, struct hunk *hunk,
                      struct error *error)
{
    size_t first = parser->file->lines.count;
    while (hunk->base_count > 0 || hunk->head_count > 0) {
        struct span line;
        if (!next_line(parser, &line)) {
            return fail(parser, "the last hunk ends too early", error);
        }
        char sign = line.length == 0 ? ' ' : line.bytes[0];
        if (sign == '\\') {
            continue; /* "\ No newline at end of file" */
        }
        bool fits =
            (sign == ' ' && hunk->base_count > 0 && hunk->head_count > 0) ||
            (sign == '-' && hunk->base_count > 0) ||
            (sign == '+' && hunk->head_count > 0);
        if (!fits || line.length > line_limit_bytes) {
            return fail(parser, "the hunk does not hold the lines it names",
                        error);
        }
        add_line(parser, line, hunk);
    }
    if (first < parser->file->lines.count) {
        parser->file->lines.items[first].starts_hunk = true;
    }
    mark_trivial(&parser->file->lines, first);
    return true;
}

static void start_file(struct parser *parser)
{
    parser->file = LIST_PUSH(parser->target->arena,
                             &parser->target->evidence->patch.files);
    LIST_PUSH(parser->target->arena, &parser->files);
}

static struct patch_path_pair *current_pair(struct parser *parser)
{
    return &parser->files.items[parser->files.count - 1];
}

/* "rename from X", "copy to X" and their like. */
static void read_new_name(struct parser *parser, struct span line)
{
    struct arena *arena = parser->target->arena;
    struct patch_path_pair *pair = current_pair(parser);
    size_t space = span_find(line, " ");
    struct span rest = span_from(line, space + 1);
    if (span_starts_with(rest, "from ")) {
        pair->base = patch_path(arena, span_from(rest, 5));
    } else if (span_starts_with(rest, "to ")) {
        pair->head = patch_path(arena, span_from(rest, 3));
    }
    pair->is_bare = true;
    pair->is_copy = span_starts_with(line, "copy ");
}

/* Lines between "diff --git" and the first hunk. */
static void read_extended(struct parser *parser, struct span line)
{
    if (span_starts_with(line, "rename ") || span_starts_with(line, "copy ")) {
        read_new_name(parser, line);
    } else if (span_starts_with(line, "new file mode ")) {
        current_pair(parser)->base = NULL;
    } else if (span_starts_with(line, "deleted file mode ")) {
        current_pair(parser)->head = NULL;
    } else if (span_starts_with(line, "Binary files ") ||
               span_starts_with(line, "GIT binary patch")) {
        parser->file->is_binary = true;
    }
}

static bool read_names(struct parser *parser, struct span old_line,
                       struct error *error)
{
    struct span new_line;
    if (!next_line(parser, &new_line) || !span_starts_with(new_line, "+++ ")) {
        return fail(parser, "a \"---\" line without its \"+++\" line", error);
    }
    bool is_new = parser->file == NULL || parser->file->lines.count > 0 ||
                  current_pair(parser)->has_names;
    if (is_new) {
        start_file(parser);
    }
    struct patch_path_pair *pair = current_pair(parser);
    struct arena *arena = parser->target->arena;
    pair->base = patch_path(arena, span_from(old_line, 4));
    pair->head = patch_path(arena, span_from(new_line, 4));
    pair->has_names = true;
    pair->is_bare = false;
    return true;
}

static bool read_one(struct parser *parser, struct span line,
                     struct error *error)
{
    struct hunk hunk;
    if (span_starts_with(line, "diff --git ")) {
        start_file(parser);
        patch_git_names(parser->target->arena, span_from(line, 11),
                        current_pair(parser));
        return true;
    }
    if (span_starts_with(line, "--- ")) {
        return read_names(parser, line, error);
    }
    if (span_starts_with(line, "@@ ")) {
        if (parser->file == NULL || !read_hunk_header(line, &hunk)) {
            return fail(parser, "a hunk without a file or with bad numbers",
                        error);
        }
        return read_hunk(parser, &hunk, error);
    }
    if (span_starts_with(line, "@@@")) {
        return fail(parser, "a combined diff, as merges have it", error);
    }
    if (parser->file != NULL && parser->file->lines.count == 0) {
        read_extended(parser, line);
    }
    return true;
}

static bool read_patch(const struct input *input,
                       const struct reader_target *target, struct error *error)
{
    struct patch *patch = &target->evidence->patch;
    struct parser parser = {
        .input = input,
        .target = target,
        .cursor = cursor_over(input->content.bytes, input->content.length),
    };
    size_t first = patch->files.count;
    for (struct span line; next_line(&parser, &line);) {
        /* The list may move when it grows. */
        parser.file = patch->files.count > first
                          ? &patch->files.items[patch->files.count - 1]
                          : NULL;
        if (!read_one(&parser, line, error)) {
            return false;
        }
    }
    patch_place_paths(target, &parser.files, first);
    patch->is_present = true;
    return true;
}

static bool has_line(struct span start, const char *prefix)
{
    struct cursor cursor = cursor_over(start.bytes, start.length);
    for (struct span line; cursor_line(&cursor, &line);) {
        if (span_starts_with(line, prefix)) {
            return true;
        }
    }
    return false;
}

static int recognise_patch(struct span start)
{
    bool is_git = has_line(start, "diff --git ") ||
                  has_line(start, "diff --cc ") ||
                  has_line(start, "diff --combined ");
    bool is_plain = has_line(start, "--- ") && has_line(start, "+++ ") &&
                    has_line(start, "@@ -");
    return is_plain || is_git ? 80 : 0;
}

const struct reader reader_patch = {
    .name = "patch",
    .description = "unified diff of base to head",
    .recognise = recognise_patch,
    .read = read_patch,
};
