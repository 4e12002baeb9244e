#include "core/analysis/findings/go_command.h"

#include <ctype.h>
#include <string.h>

#include "core/analysis/sources/package_folder.h"
#include "core/model/go_symbol.h"

/* What a shell takes as it is. */
static bool is_plain(char byte)
{
    return isalnum((unsigned char)byte) ||
           (byte != '\0' && strchr("_-./", byte) != NULL);
}

/* One word of a shell, quoted where it has to be. */
void shell_word(struct buffer *command, const char *word)
{
    size_t plain = 0;
    while (is_plain(word[plain])) {
        plain++;
    }
    if (word[plain] == '\0' && plain > 0) {
        buffer_text(command, word);
        return;
    }
    buffer_byte(command, '\'');
    for (; *word != '\0'; word++) {
        if (*word == '\'') {
            buffer_text(command, "'\\''");
        } else {
            buffer_byte(command, *word);
        }
    }
    buffer_byte(command, '\'');
}

/* As an expression that matches the name: a dot for what is not plain, and
 * for type arguments, which stand between brackets, whatever they are. */
void shell_pattern(struct buffer *command, const char *name)
{
    for (; *name != '\0'; name++) {
        const char *close = *name == '[' ? strrchr(name, ']') : NULL;
        if (close != NULL) {
            buffer_text(command, ".*");
            name = close;
        } else {
            bool is_kept = isalnum((unsigned char)*name) || *name == '_' ||
                           *name == '/' || (unsigned char)*name >= 0x80;
            buffer_byte(command, is_kept ? *name : '.');
        }
    }
}

/* "./" and the folder of a file, as go takes a package. */
void go_command_folder(struct buffer *command, const char *file)
{
    const char *slash = strrchr(file, '/');
    struct buffer folder;
    buffer_init(&folder);
    buffer_byte(&folder, '.');
    if (slash != NULL) {
        buffer_byte(&folder, '/');
        buffer_append(&folder, file, (size_t)(slash - file));
    }
    shell_word(command, folder.bytes);
    buffer_release(&folder);
}

/* The benchmark's frame on the stack, else the tests' outermost: its helper's.
 * NULL: none. */
static const struct finding_step *benchmark_step(const struct finding *finding)
{
    const struct finding_step *outermost = NULL;
    for (size_t i = 0; i < finding->stack.count; i++) {
        const struct finding_step *step = &finding->stack.items[i];
        if (!step->in_source) {
            continue;
        }
        if (span_equals(go_symbol_benchmark(step->function),
                        finding->benchmark)) {
            return step;
        }
        if (outermost == NULL && go_is_test_file(step->location.file)) {
            outermost = step;
        }
    }
    return outermost;
}

/* Where its frame is, else where its package is. */
static void add_benchmark_package(const struct analysis *analysis,
                                  const struct finding *finding,
                                  struct buffer *command)
{
    const struct finding_step *step = benchmark_step(finding);
    if (step != NULL) {
        go_command_folder(command, step->location.file);
        return;
    }
    const char *folder =
        package_folder(analysis->evidence->module, finding->package);
    struct buffer package;
    buffer_init(&package);
    buffer_printf(&package, ".%s%s",
                  folder == NULL || folder[0] == '\0' ? "" : "/",
                  folder == NULL ? "" : folder);
    shell_word(command, package.bytes);
    buffer_release(&package);
}

/* "go test -run '^$' -bench '^BenchmarkJoin$' OPTIONS ./bench" */
void go_command_test(const struct analysis *analysis,
                     const struct finding *finding, const char *options,
                     struct buffer *command)
{
    buffer_text(command, "go test -run '^$' -bench ");
    if (finding->benchmark[0] == '\0') {
        buffer_byte(command, '.');
    } else {
        buffer_text(command, "'^");
        shell_pattern(command, finding->benchmark);
        buffer_text(command, "$'");
    }
    buffer_printf(command, " %s ", options);
    add_benchmark_package(analysis, finding, command);
}

struct location go_command_seen_at(const struct finding *finding)
{
    return finding->seen.file != NULL ? finding->seen : finding->location;
}

/* What the compiler says about the line. */
void go_command_escapes(struct location seen, struct buffer *command)
{
    struct buffer place;
    buffer_init(&place);
    buffer_printf(&place, "%s:%u:", seen.file, seen.line);
    buffer_text(command, "go build -o /dev/null -gcflags=-m=2 ");
    go_command_folder(command, seen.file);
    buffer_text(command, " 2>&1 | grep -F ");
    shell_word(command, place.bytes);
    buffer_release(&place);
}

/* The line of head of which the compiler speaks; no file when it does not. A
 * body that was inlined it calls by the place of the call. */
struct location go_command_escape_place(const struct analysis *analysis,
                                        const struct finding *finding)
{
    const struct diagnostic *diagnostic = finding->cause.diagnostic;
    if (diagnostic == NULL) {
        return (struct location){ .file = NULL };
    }
    if (diagnostic->path != NULL &&
        escapes_has(&analysis->evidence->head.escapes, diagnostic)) {
        return (struct location){ .file = diagnostic->path,
                                  .line = diagnostic->location.line };
    }
    return go_command_seen_at(finding);
}
