/*
 * The files that a project begins with: a commented perfscribe.json, a script
 * that records bundles, a GitHub workflow and a Jenkinsfile that run it.
 */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "cmd/init_pipeline.h"
#include "cmd/options.h"
#include "core/base/file.h"
#include "core/rules/rule.h"
#include "formats/config/config_print.h"
#include "formats/text/clean.h"
#include "formats/text/template_text.h"

static const char workflow[] = ".github/workflows/perfscribe.yml";

struct init {
    const char *folder;
    bool overwrites;
    struct arena arena;
    struct strings strings;
    struct pipeline_packages packages;
    size_t kept;
};

static const char *path_in(struct init *init, const char *name)
{
    return arena_printf(&init->arena, "%s/%s", init->folder, name);
}

/* A folder on the way that is a link leads elsewhere. */
static bool check_folders(struct init *init, const char *name,
                          struct error *error)
{
    for (const char *slash = strchr(name, '/'); slash != NULL;
         slash = strchr(slash + 1, '/')) {
        struct stat status;
        const char *folder = path_in(
            init, arena_copy(&init->arena, name, (size_t)(slash - name)));
        if (lstat(folder, &status) == 0 && !S_ISDIR(status.st_mode)) {
            return error_set(error, ERROR_OUTPUT,
                             "%s: is no folder; init writes only below %s",
                             folder, init->folder);
        }
    }
    return true;
}

static bool make_folders(struct init *init, const char *name,
                         struct error *error)
{
    const char *slash = strrchr(name, '/');
    return slash == NULL ||
           file_make_folder(path_in(init, arena_copy(&init->arena, name,
                                                     (size_t)(slash - name))),
                            error);
}

static void say(const char *what, const char *path)
{
    struct buffer text;
    buffer_init(&text);
    clean_terminal(&text, path);
    printf("  %-8s %s\n", what, text.bytes);
    buffer_release(&text);
}

/* A file that is there is left alone, be it a link. */
static bool put(struct init *init, const char *name, const struct buffer *text,
                struct error *error)
{
    struct stat status;
    const char *path = path_in(init, name);
    bool is_there = lstat(path, &status) == 0;
    if (is_there && !init->overwrites) {
        say("kept", path);
        init->kept++;
        return true;
    }
    if (!make_folders(init, name, error) ||
        !file_write(path, text->bytes, text->length, error)) {
        return false;
    }
    say(is_there ? "replaced" : "wrote", path);
    return true;
}

static bool put_config(struct init *init, struct error *error)
{
    struct buffer text;
    buffer_init(&text);
    config_print_file(&text, rule_infos());
    bool ok = put(init, "perfscribe.json", &text, error);
    buffer_release(&text);
    return ok;
}

/* One of samples/ci, for the project's own packages. */
static bool put_pipeline(struct init *init, const char *name,
                         const char *template, struct error *error)
{
    struct buffer text;
    buffer_init(&text);
    pipeline_print(&text, template_text(template), &init->packages);
    bool ok = put(init, name, &text, error);
    buffer_release(&text);
    return ok;
}

static bool put_all(struct init *init, struct error *error)
{
    return check_folders(init, workflow, error) && put_config(init, error) &&
           put_pipeline(init, "record.sh", "ci/record.sh", error) &&
           put_pipeline(init, workflow, "ci/github-actions.yml", error) &&
           put_pipeline(init, "Jenkinsfile", "ci/Jenkinsfile", error);
}

static void say_next(const struct init *init)
{
    const struct pipeline_packages *packages = &init->packages;
    printf("\nNext:\n");
    if (packages->count == 0) {
        puts("- No package has a benchmark that could be run. Write one, then "
             "put its folder\n  in place of \"pool\" in the workflow and the "
             "Jenkinsfile.");
    } else {
        printf("- %zu package%s with benchmarks will be measured:",
               packages->count, packages->count == 1 ? "" : "s");
        for (size_t i = 0; i < packages->count; i++) {
            printf(" %s", packages->items[i]);
        }
        puts("");
    }
    if (packages->left_out > 0) {
        printf("- Left out: %zu more. A run takes minutes for each, and a "
               "shell takes no blanks;\n  add what you need.\n",
               packages->left_out);
    }
    puts("- In the workflow, set PERFSCRIBE to the address that perfscribe is "
         "cloned from;\n  Jenkins needs perfscribe on its agent's PATH.\n"
         "- Commit the files. Limits count once perfscribe.json is in the base "
         "branch.\n- perfscribe explain config, explain waivers, explain "
         "bundle say more.");
    if (init->kept > 0) {
        puts("- What was kept is as it was; --force replaces it.");
    }
}

static int run(struct init *init)
{
    struct error error = ERROR_INIT;
    struct tree tree = TREE_NONE;
    int code = EXIT_OK;
    strings_init(&init->strings);
    if (file_type_of(init->folder) != FILE_FOLDER) {
        error_set(&error, ERROR_USAGE,
                  "%s: is no folder; make it first, or give another",
                  init->folder);
        code = command_fail(&error);
    } else if (!tree_open(&tree, init->folder, &error)) {
        code = command_fail(&error);
    } else {
        pipeline_find_packages(&init->arena, &init->strings, &tree,
                               &init->packages);
        if (put_all(init, &error)) {
            say_next(init);
        } else {
            code = command_fail(&error);
        }
        tree_close(&tree);
    }
    strings_release(&init->strings);
    return code;
}

static int run_init(const struct command *command, int argc, char **argv)
{
    struct init init = { .folder = "." };
    const struct option_spec options[] = {
        { "--force", NULL, "replace files that are there", OPTION_FLAG,
          &init.overwrites, NULL },
        { .name = NULL },
    };
    struct option_context context = { .command = command,
                                      .options = options,
                                      .arena = &init.arena };
    struct parsed_options parsed = { .wants_help = false };
    struct error error = ERROR_INIT;
    int code = EXIT_OK;
    if (!options_parse(&context, argc, argv, &parsed, &error)) {
        code = command_fail(&error);
    } else if (parsed.arguments.count > 1) {
        error_set(&error, ERROR_USAGE, "init takes one DIR, or none");
        code = command_fail(&error);
    } else if (!parsed.wants_help) {
        if (parsed.arguments.count == 1) {
            init.folder = parsed.arguments.items[0];
        }
        code = run(&init);
    }
    arena_release(&init.arena);
    return code;
}

const struct command command_init = {
    .name = "init",
    .arguments = "[--force] [DIR]",
    .summary = "Writes a configuration, a GitHub workflow and a Jenkinsfile.",
    .details = "What is there already is left alone. Nothing outside of DIR is "
               "touched.",
    .example = "perfscribe init .",
    .run = run_init,
};
