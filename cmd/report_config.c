#include "cmd/report_config.h"

#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "core/base/file.h"
#include "core/rules/rule.h"
#include "formats/config/config_json.h"

/* What reading one file takes. */
struct request {
    struct arena *arena;
    struct config *config;
    struct error *error;
};

static bool read_text(const struct request *request, const char *name,
                      struct span text)
{
    struct config_text source = { .name = name,
                                  .text = text,
                                  .rules = rule_infos() };
    request->config->file = name;
    return config_json_read(&source, request->arena, request->config,
                            request->error);
}

/* The file's path below the source root; NULL: it lies elsewhere. */
static const char *path_below(struct arena *arena, const char *root,
                              const char *path)
{
    char real_root[PATH_MAX], real_path[PATH_MAX];
    if (realpath(root, real_root) == NULL ||
        realpath(path, real_path) == NULL) {
        return NULL;
    }
    size_t length = strlen(real_root);
    if (strncmp(real_path, real_root, length) != 0 ||
        (real_path[length] != '/' && strcmp(real_root, "/") != 0)) {
        return NULL;
    }
    const char *rest = real_path + length;
    rest += *rest == '/';
    return arena_copy(arena, rest, strlen(rest));
}

/* --config FILE */
static bool read_given(const struct request *request,
                       const struct report_options *options)
{
    struct file_view view;
    struct error *error = request->error;
    if (!file_open_view(options->config, CONFIG_LIMIT_BYTES, &view, error)) {
        error->kind = error->kind == ERROR_INPUT ? ERROR_USAGE : error->kind;
        return false;
    }
    struct span text = { view.bytes, view.length };
    bool ok = read_text(request, options->config, text);
    file_close_view(&view);
    request->config->source_file =
        path_below(request->arena, options->source_root, options->config);
    return ok;
}

/* Whether a tree has something of that name, be it a link. */
static bool is_there(const struct tree *tree)
{
    struct stat status;
    return tree->descriptor >= 0 && fstatat(tree->descriptor, CONFIG_FILE_NAME,
                                            &status, AT_SYMLINK_NOFOLLOW) == 0;
}

static bool read_from(const struct request *request, const struct tree *tree,
                      const char *name)
{
    struct buffer text;
    buffer_init(&text);
    bool ok =
        tree_read(tree, CONFIG_FILE_NAME, &text)
            ? read_text(request, name, (struct span){ text.bytes, text.length })
            : error_set(request->error, ERROR_USAGE,
                        "%s: cannot be read; it must be a file, no link", name);
    request->config->source_file = CONFIG_FILE_NAME;
    buffer_release(&text);
    return ok;
}

static bool read_head(const struct request *request,
                      const struct evidence *evidence)
{
    return !is_there(&evidence->head.tree) ||
           read_from(request, &evidence->head.tree, CONFIG_FILE_NAME);
}

static bool is_touched(const struct patch *patch)
{
    return patch_find_head(patch, CONFIG_FILE_NAME) != NULL ||
           patch_find_base(patch, CONFIG_FILE_NAME) != NULL;
}

static void note_unused(struct evidence *evidence, const char *why)
{
    evidence_notice(&evidence->head, CONFIG_FILE_NAME, 0, why);
}

static bool read_base(const struct request *request, struct evidence *evidence)
{
    if (!is_there(&evidence->base.tree)) {
        if (is_there(&evidence->head.tree)) {
            note_unused(evidence,
                        "is new in head and not used: defaults count until it "
                        "is in base (--trust-head-config takes it now)");
        }
        return true;
    }
    request->config->is_of_base = true;
    return read_from(request, &evidence->base.tree, "base's " CONFIG_FILE_NAME);
}

bool report_config_read(const struct report_options *options,
                        struct evidence *evidence, struct arena *arena,
                        struct config *config, struct error *error)
{
    struct request request = { .arena = arena,
                               .config = config,
                               .error = error };
    config_init(config);
    if (options->config != NULL) {
        return read_given(&request, options);
    }
    if (options->trusts_head_config) {
        return read_head(&request, evidence);
    }
    if (evidence->base.tree.descriptor >= 0) {
        return read_base(&request, evidence);
    }
    if (is_touched(&evidence->patch)) {
        note_unused(evidence,
                    "is changed by the patch and not used: defaults count "
                    "(--base-source-root takes base's, --trust-head-config "
                    "this one)");
        return true;
    }
    return read_head(&request, evidence);
}
