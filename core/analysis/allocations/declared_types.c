#include "core/analysis/allocations/declared_types.h"

#include <string.h>

#include "core/base/strings.h"
#include "core/model/go_symbol.h"
#include "core/model/go_tokens.h"

/* Types in one type, files in a package: beyond that nothing is known. */
enum { MOST_TYPES = 1000, MOST_FILES = 2000 };

/* No padding: the map compares bytes. */
struct name_key {
    const char *folder;
    const char *name;
};

void declared_types_init(struct declared_types *types,
                         const struct analysis *analysis,
                         const struct tree *tree)
{
    *types = (struct declared_types){ .analysis = analysis, .tree = tree };
    map_init(&types->folders, sizeof(const char *));
    map_init(&types->names, sizeof(struct name_key));
}

void declared_types_release(struct declared_types *types)
{
    map_release(&types->folders);
    map_release(&types->names);
}

static const char *intern(const struct declared_types *types, struct span text)
{
    return strings_intern(types->analysis->evidence->strings, text.bytes,
                          text.length);
}

/* What is declared twice, for two systems or in two functions, is not known. */
static void add(struct declared_types *types, const char *folder,
                const struct go_type *type)
{
    struct name_key key = { folder, intern(types, type->name) };
    bool is_new;
    uint32_t index = map_add(&types->names, &key, &is_new);
    if (is_new) {
        *LIST_PUSH(types->analysis->arena, &types->list) = *type;
    } else {
        types->list.items[index].definition = span_of("");
    }
}

static void read_file(struct declared_types *types, const char *folder,
                      const char *path)
{
    struct span text;
    struct go_type_list found = { .count = 0 };
    if (source_content(types->analysis->sources, types->tree, path, &text)) {
        go_types(types->analysis->arena, text, &found);
    }
    for (size_t i = 0; i < found.count; i++) {
        add(types, folder, &found.items[i]);
    }
}

static bool read_files(struct declared_types *types, const char *folder)
{
    struct arena *arena = types->analysis->arena;
    struct file_names names;
    bool has_files = false;
    tree_list(types->tree, arena, folder, &names);
    for (size_t i = 0; i < names.count && i < MOST_FILES; i++) {
        const char *name = names.items[i];
        if (text_ends_with(name, ".go") && !go_is_test_file(name)) {
            has_files = true;
            read_file(types, folder,
                      arena_printf(arena, "%s%s%s", folder,
                                   folder[0] == '\0' ? "" : "/", name));
        }
    }
    return has_files;
}

/* Whether the folder has files of Go, tests apart; they are read once. */
static bool read_folder(struct declared_types *types, const char *folder)
{
    bool is_new;
    uint32_t index = map_add(&types->folders, &folder, &is_new);
    if (is_new) {
        bool has_files = read_files(types, folder);
        *LIST_PUSH(types->analysis->arena, &types->have_files) = has_files;
    }
    return types->have_files.items[index];
}

static const char *folder_of(const struct declared_types *types,
                             const char *path)
{
    struct span text = span_of(path);
    size_t slash = span_find_last(text, "/");
    return intern(types, span_until(text, slash < text.length ? slash : 0));
}

/* The folder that an import ends with: "go.example.com/m/v2/tracker" may be
 * "tracker" below the tree, which has the module's root. */
static const char *find_folder(struct declared_types *types, struct span import)
{
    while (import.length > 0) {
        const char *folder = intern(types, import);
        if (read_folder(types, folder)) {
            return folder;
        }
        size_t slash = span_find(import, "/");
        import =
            slash < import.length ? span_from(import, slash + 1) : span_of("");
    }
    return NULL;
}

/* Of the package "tracker" by the import "x/y/tracker" of the file. */
static const char *imported_folder(struct declared_types *types,
                                   const char *path, struct span package)
{
    struct span text;
    if (!source_content(types->analysis->sources, types->tree, path, &text)) {
        return NULL;
    }
    const char *end = arena_printf(types->analysis->arena, "/%.*s\"",
                                   (int)package.length, package.bytes);
    size_t found = span_find(text, end);
    if (found == text.length) {
        return NULL;
    }
    struct span import = span_until(text, found + package.length + 1);
    size_t quote = span_find_last(import, "\"");
    return quote < import.length
               ? find_folder(types, span_from(import, quote + 1))
               : NULL;
}

/* The folder that declares the name, which loses its package. */
static const char *home_of(struct declared_types *types, const char *path,
                           struct span *name)
{
    size_t dot = span_find(*name, ".");
    if (dot == name->length) {
        const char *folder = folder_of(types, path);
        return read_folder(types, folder) ? folder : NULL;
    }
    struct span package = span_until(*name, dot);
    *name = span_from(*name, dot + 1);
    return imported_folder(types, path, package);
}

static struct span find(const struct declared_types *types, const char *folder,
                        struct span name)
{
    struct name_key key = { folder, intern(types, name) };
    uint32_t index = folder == NULL ? MAP_NONE : map_find(&types->names, &key);
    return index == MAP_NONE ? span_of("")
                             : types->list.items[index].definition;
}

struct span declared_type(struct declared_types *types, const char *path,
                          struct span name)
{
    const char *folder = home_of(types, path, &name);
    return find(types, folder, name);
}

/* Where a type is written, and how many more may be looked at. */
struct written {
    struct declared_types *types;
    const char *path; /* of a file in the folder */
    unsigned *left;
};

static bool size_of(struct written place, struct span type,
                    struct type_size *size);

static int64_t align(int64_t bytes, int64_t alignment)
{
    return (bytes + alignment - 1) / alignment * alignment;
}

/* "[16]byte" */
static bool array_size(struct written place, struct span type,
                       struct type_size *size)
{
    size_t close = span_find(type, "]");
    uint64_t count;
    if (close == type.length ||
        !span_uint64(span_from(span_until(type, close), 1), &count) ||
        count > INT32_MAX ||
        !size_of(place, span_from(type, close + 1), size) ||
        size->bytes > INT32_MAX) {
        return false;
    }
    size->bytes *= (int64_t)count;
    return true;
}

struct field {
    int64_t count; /* of names: "a, b int" has two */
    struct span type;
};

/* Without the tag, a literal at the end. */
static struct span without_tag(struct span line)
{
    struct span token, last = span_of("");
    size_t position = 0;
    while (go_token_next(line, &position, &token)) {
        last = token;
    }
    bool is_tag = span_starts_with(last, "`") || span_starts_with(last, "\"");
    return is_tag
               ? span_trim(span_until(line, (size_t)(last.bytes - line.bytes)))
               : line;
}

/* "a, b int", "int", "*T", "pkg.T", each with a tag or without. */
static struct field read_field(struct span line)
{
    struct field field = { .count = 1 };
    size_t position = 0;
    struct span token;
    line = without_tag(line);
    field.type = line;
    if (!go_token_next(line, &position, &token) || !go_token_is_name(token)) {
        return field;
    }
    struct span rest = span_trim(span_from(line, position));
    while (span_starts_with(rest, ",")) {
        field.count++;
        position = 1;
        go_token_next(rest, &position, &token);
        rest = span_trim(span_from(rest, position));
    }
    if (rest.length > 0 && rest.bytes[0] != '.') {
        field.type = rest;
    }
    return field;
}

/* A last field without size gets a byte, so that its address is inside. */
static bool struct_size(struct written place, struct span body,
                        struct type_size *size)
{
    size_t position = 0;
    bool ends_empty = false;
    *size = (struct type_size){ 0, 1 };
    for (struct span line; go_line_next(body, &position, &line);) {
        struct field field = read_field(line);
        struct type_size one;
        if (!size_of(place, field.type, &one) || size->bytes > INT32_MAX ||
            one.bytes > INT32_MAX) {
            return false;
        }
        size->bytes =
            align(size->bytes, one.alignment) + field.count * one.bytes;
        if (one.alignment > size->alignment) {
            size->alignment = one.alignment;
        }
        ends_empty = one.bytes == 0;
    }
    size->bytes =
        align(size->bytes + (ends_empty && size->bytes > 0), size->alignment);
    return true;
}

static bool named_size(struct written place, struct span name,
                       struct type_size *size)
{
    if (library_type_size(name, size)) {
        return true;
    }
    const char *folder = home_of(place.types, place.path, &name);
    struct span definition = find(place.types, folder, name);
    if (definition.length == 0) {
        return false;
    }
    /* Imports are the file's own: qualified names in it stay unknown. */
    place.path = arena_printf(place.types->analysis->arena, "%s%s", folder,
                              folder[0] == '\0' ? "" : "/");
    return size_of(place, definition, size);
}

static bool size_of(struct written place, struct span type,
                    struct type_size *size)
{
    static const char keyword[] = "struct";
    type = span_trim(type);
    if (type.length == 0 || *place.left == 0) {
        return false;
    }
    (*place.left)--;
    if (pointer_type_size(type, size)) {
        return true;
    }
    if (type.bytes[0] == '[') {
        return array_size(place, type, size);
    }
    if (span_starts_with(type, keyword)) {
        struct span body = span_trim(span_from(type, sizeof(keyword) - 1));
        if (span_starts_with(body, "{") && span_ends_with(body, "}")) {
            body = span_from(span_until(body, body.length - 1), 1);
            return struct_size(place, body, size);
        }
    }
    return named_size(place, type, size);
}

int64_t declared_type_bytes(struct declared_types *types, const char *path,
                            struct span type)
{
    unsigned left = MOST_TYPES;
    struct written place = { types, path, &left };
    struct type_size size;
    return size_of(place, type, &size) ? size.bytes : -1;
}
