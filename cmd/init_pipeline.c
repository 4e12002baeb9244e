#include "cmd/init_pipeline.h"

#include <stdlib.h>
#include <string.h>

#include "core/analysis/sources/source_benchmarks.h"

enum { MOST_PACKAGES = 4 };

static const char sample_package[] = " pool ";
static const char sample_bundle[] = "bundles/pool";

static bool is_plain(const char *folder)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._/-";
    return folder[0] != '-' && folder[strspn(folder, plain)] == '\0';
}

static const char *folder_of(struct arena *arena, const char *file)
{
    const char *slash = strrchr(file, '/');
    return slash == NULL ? "."
                         : arena_copy(arena, file, (size_t)(slash - file));
}

static int compare_folders(const void *left, const void *right)
{
    return text_compare(*(const char *const *)left,
                        *(const char *const *)right);
}

static void keep(struct pipeline_packages *packages, const char *folder)
{
    if (packages->count < MOST_PACKAGES && is_plain(folder)) {
        packages->items[packages->count++] = folder;
    } else {
        packages->left_out++;
    }
}

void pipeline_find_packages(struct arena *arena, struct strings *strings,
                            const struct tree *tree,
                            struct pipeline_packages *packages)
{
    struct source_benchmarks found = { .tree = NULL };
    source_benchmarks_find(arena, strings, tree, &found);
    size_t count = found.declarations.count;
    const char **folders = arena_array(arena, count, sizeof(*folders));
    for (size_t i = 0; i < count; i++) {
        folders[i] =
            folder_of(arena, found.declarations.items[i].location.file);
    }
    if (count > 1) {
        qsort(folders, count, sizeof(*folders), compare_folders);
    }
    *packages = (struct pipeline_packages){ .items = folders };
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || strcmp(folders[i], folders[i - 1]) != 0) {
            keep(packages, folders[i]);
        }
    }
}

/* "bundles/internal-codec"; of the root "bundles/module" */
static void add_bundle(struct buffer *out, const char *package)
{
    buffer_text(out, "bundles/");
    if (strcmp(package, ".") == 0) {
        buffer_text(out, "module");
        return;
    }
    for (; *package != '\0'; package++) {
        buffer_byte(out, *package == '/' ? '-' : *package);
    }
}

/* The line with a package's names in place of the sample's. */
static void add_line(struct buffer *out, struct span line, const char *package)
{
    while (line.length > 0) {
        size_t bundle = span_find(line, sample_bundle);
        size_t name = span_find(line, sample_package);
        size_t next = bundle < name ? bundle : name;
        buffer_append(out, line.bytes, next);
        if (next == line.length) {
            return;
        }
        bool is_bundle = next == bundle;
        if (is_bundle) {
            add_bundle(out, package);
        } else {
            buffer_printf(out, " %s ", package);
        }
        line = span_from(
            line, next + strlen(is_bundle ? sample_bundle : sample_package));
    }
}

static void add_report(struct buffer *out, struct span line,
                       const struct pipeline_packages *packages)
{
    size_t at = span_find(line, sample_bundle);
    buffer_append(out, line.bytes, at);
    for (size_t i = 0; i < packages->count; i++) {
        buffer_text(out, i == 0 ? "" : " ");
        add_bundle(out, packages->items[i]);
    }
    struct span rest = span_from(line, at + strlen(sample_bundle));
    buffer_append(out, rest.bytes, rest.length);
}

void pipeline_print(struct buffer *out, const char *template,
                    const struct pipeline_packages *packages)
{
    struct cursor cursor = cursor_over(template, strlen(template));
    for (struct span line; cursor_line(&cursor, &line);) {
        bool is_sample =
            span_find(line, sample_bundle) < line.length && packages->count > 0;
        bool is_report = span_find(line, "perfscribe report") < line.length;
        if (is_sample && is_report) {
            add_report(out, line, packages);
        } else if (is_sample) {
            for (size_t i = 0; i < packages->count; i++) {
                buffer_text(out, i == 0 ? "" : "\n");
                add_line(out, line, packages->items[i]);
            }
        } else {
            buffer_append(out, line.bytes, line.length);
        }
        buffer_byte(out, '\n');
    }
}
