#include "formats/bundle/bundle_files.h"

#include <string.h>
#include <sys/stat.h>

enum { DEEPEST_FOLDER = 8 };

struct listing {
    struct evidence_side *side;
    struct request_list *requests;
};

/* What a symlink points to may lie outside the bundle: it is not followed. */
static enum file_type type_without_links(const char *path)
{
    struct stat status;
    if (lstat(path, &status) != 0) {
        return FILE_MISSING;
    }
    if (S_ISDIR(status.st_mode)) {
        return FILE_FOLDER;
    }
    return S_ISREG(status.st_mode) ? FILE_REGULAR : FILE_OTHER;
}

/* "x.pb.gz" as a folder is a mistake worth an error, not a place to look. */
static bool is_misnamed_folder(const char *name)
{
    return text_ends_with(name, ".gz") || text_ends_with(name, ".txt") ||
           text_ends_with(name, ".prof") || text_ends_with(name, ".pprof");
}

static bool list_folder(struct listing *listing, const char *path,
                        const char *name, size_t depth, struct error *error);

static bool list_entry(struct listing *listing, const char *path,
                       const char *name, size_t depth, struct error *error)
{
    struct arena *arena = &listing->side->arena;
    enum file_type type = type_without_links(path);
    if (type == FILE_FOLDER && is_misnamed_folder(name)) {
        return error_set(error, ERROR_INPUT,
                         "%s: is a folder; put the file of that name here",
                         name);
    }
    if (type == FILE_FOLDER && depth < DEEPEST_FOLDER) {
        return list_folder(listing, path, name, depth + 1, error);
    }
    if (type == FILE_FOLDER) {
        evidence_notice(listing->side, name, 0,
                        "lies too deep and was not read; move its files up");
        return true;
    }
    if (type != FILE_REGULAR) {
        evidence_notice(listing->side, name, 0,
                        "is no regular file and was not read; copy its "
                        "content into the bundle");
        return true;
    }
    *LIST_PUSH(arena, listing->requests) =
        (struct input_request){ .path = path, .name = name, .label = path };
    return true;
}

static bool list_folder(struct listing *listing, const char *path,
                        const char *name, size_t depth, struct error *error)
{
    struct arena *arena = &listing->side->arena;
    struct file_names names;
    if (!file_list_folder(arena, path, &names, error)) {
        return false;
    }
    for (size_t i = 0; i < names.count; i++) {
        const char *entry = names.items[i];
        if (entry[0] != '.' &&
            !list_entry(listing, arena_printf(arena, "%s/%s", path, entry),
                        arena_printf(arena, "%s/%s", name, entry), depth,
                        error)) {
            return false;
        }
    }
    return true;
}

bool bundle_list_folder(const struct input_request *folder,
                        struct evidence_side *side,
                        struct request_list *requests, struct error *error)
{
    struct listing listing = { .side = side, .requests = requests };
    return list_folder(&listing, folder->path, folder->name, 0, error);
}

bool bundle_list_side(const char *folder, struct evidence_side *side,
                      struct request_list *requests, struct error *error)
{
    struct input_request request = {
        .path = arena_printf(&side->arena, "%s/%s", folder, side->label),
        .name = side->label,
    };
    return file_type_of(request.path) == FILE_MISSING ||
           bundle_list_folder(&request, side, requests, error);
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}

/* The number before the extensions, behind a '-' or '_': "cpu-2.pb.gz". */
static uint32_t replicate_of(const char *name)
{
    size_t stem = strcspn(name, ".");
    size_t start = stem;
    while (start > 0 && name[start - 1] >= '0' && name[start - 1] <= '9') {
        start--;
    }
    uint64_t number;
    struct span digits = { .bytes = name + start, .length = stem - start };
    bool is_marked =
        start > 0 && (name[start - 1] == '-' || name[start - 1] == '_');
    return is_marked && span_uint64(digits, &number) && number < 1000000
               ? (uint32_t)number
               : 0;
}

/* A base name, or the last parts of the path. */
static bool is_file(const char *name, const char *wanted)
{
    size_t length = strlen(name), wanted_length = strlen(wanted);
    return text_ends_with(name, wanted) &&
           (length == wanted_length || name[length - wanted_length - 1] == '/');
}

void bundle_classify(const struct bundle_role_list *roles,
                     struct input_request *request)
{
    const char *name = base_name(request->name);
    request->replicate = replicate_of(name);
    request->role = BENCHMARK_TIMING;
    if (text_starts_with(name, "bench-profiled")) {
        request->role = BENCHMARK_COUNTS_PROFILED;
    } else if (text_starts_with(name, "bench-contend")) {
        request->role = BENCHMARK_COUNTS_CONTENDED;
    }
    for (size_t i = 0; i < roles->count; i++) {
        if (is_file(request->name, roles->items[i].file)) {
            request->role = roles->items[i].role;
        }
    }
}
