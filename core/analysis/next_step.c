#include "core/analysis/next_step.h"

#include <ctype.h>
#include <string.h>

#include "core/analysis/package_folder.h"
#include "core/base/buffer.h"
#include "core/model/go_symbol.h"

/* What a shell takes as it is. */
static bool is_plain(char byte)
{
    return isalnum((unsigned char)byte) ||
           (byte != '\0' && strchr("_-./", byte) != NULL);
}

/* One word of a shell, quoted where it has to be. */
static void add_word(struct buffer *command, const char *word)
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
static void add_pattern(struct buffer *command, const char *name)
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
static void add_folder(struct buffer *command, const char *file)
{
    const char *slash = strrchr(file, '/');
    struct buffer folder;
    buffer_init(&folder);
    buffer_byte(&folder, '.');
    if (slash != NULL) {
        buffer_byte(&folder, '/');
        buffer_append(&folder, file, (size_t)(slash - file));
    }
    add_word(command, folder.bytes);
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
        add_folder(command, step->location.file);
        return;
    }
    const char *folder =
        package_folder(analysis->evidence->module, finding->package);
    struct buffer package;
    buffer_init(&package);
    buffer_printf(&package, ".%s%s",
                  folder == NULL || folder[0] == '\0' ? "" : "/",
                  folder == NULL ? "" : folder);
    add_word(command, package.bytes);
    buffer_release(&package);
}

/* "go test -run '^$' -bench '^BenchmarkJoin$' OPTIONS ./bench" */
static void add_test(const struct analysis *analysis,
                     const struct finding *finding, const char *options,
                     struct buffer *command)
{
    buffer_text(command, "go test -run '^$' -bench ");
    if (finding->benchmark[0] == '\0') {
        buffer_byte(command, '.');
    } else {
        buffer_text(command, "'^");
        add_pattern(command, finding->benchmark);
        buffer_text(command, "$'");
    }
    buffer_printf(command, " %s ", options);
    add_benchmark_package(analysis, finding, command);
}

static struct location seen_at(const struct finding *finding)
{
    return finding->seen.file != NULL ? finding->seen : finding->location;
}

/* What the compiler says about the line. */
static void add_escapes(struct location seen, struct buffer *command)
{
    struct buffer place;
    buffer_init(&place);
    buffer_printf(&place, "%s:%u:", seen.file, seen.line);
    buffer_text(command, "go build -o /dev/null -gcflags=-m=2 ");
    add_folder(command, seen.file);
    buffer_text(command, " 2>&1 | grep -F ");
    add_word(command, place.bytes);
    buffer_release(&place);
}

/* The function, its callers and callees, in a profile. */
static void add_peek(const struct finding *finding, const char *options,
                     struct buffer *command)
{
    buffer_printf(command, " && go tool pprof %s '", options);
    add_pattern(command, go_symbol_short(finding->function));
    buffer_text(command, "$' profile.out");
}

static void add_benchmark(const struct analysis *analysis,
                          const struct finding *finding, struct buffer *command)
{
    uint32_t least = (uint32_t)analysis->config->least_runs;
    uint32_t runs = finding->runs_needed > least ? finding->runs_needed : least;
    struct buffer options;
    buffer_init(&options);
    buffer_printf(&options, "-benchmem -count=%u", runs);
    add_test(analysis, finding, options.bytes, command);
    buffer_release(&options);
}

/* What the compiler left on the line. */
static void add_checks(const struct finding *finding, struct buffer *command)
{
    struct location seen = seen_at(finding);
    struct buffer place;
    buffer_init(&place);
    buffer_printf(&place, "%s:%u:", seen.file, seen.line);
    buffer_text(command,
                "go build -o /dev/null -gcflags='-d=ssa/check_bce -d=nil' ");
    add_folder(command, seen.file);
    buffer_text(command, " 2>&1 | grep -F ");
    add_word(command, place.bytes);
    buffer_release(&place);
}

/* Why the compiler does not inline what stands in the line's package. */
static void add_inlining(const struct finding *finding, struct buffer *command)
{
    buffer_text(command, "go build -o /dev/null -gcflags=-m=2 ");
    add_folder(command, seen_at(finding).file);
    buffer_text(command, " 2>&1 | grep 'cannot inline'");
}

/* Whether a benchmark reaches the function, once there is one. */
static void add_coverage(const struct finding *finding, struct buffer *command)
{
    buffer_text(command, "go test -run '^$' -bench . -cpuprofile profile.out ");
    add_folder(command, seen_at(finding).file);
    add_peek(finding, "-peek", command);
}

/* Who stands there now, in a program that serves net/http/pprof. */
static void add_dump(const struct finding *finding, struct buffer *command)
{
    struct location seen = seen_at(finding);
    struct buffer place;
    buffer_init(&place);
    if (seen.file != NULL) {
        buffer_printf(&place, "%s:%u", seen.file, seen.line);
    } else {
        buffer_text(&place, go_symbol_short(finding->function));
    }
    buffer_text(command, "curl -s "
                         "'http://localhost:6060/debug/pprof/goroutine?debug=2'"
                         " | grep -F -B 8 -A 8 ");
    add_word(command, place.bytes);
    buffer_release(&place);
}

/* The line of head of which the compiler speaks; no file when it does not. A
 * body that was inlined it calls by the place of the call. */
static struct location escape_place(const struct analysis *analysis,
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
    return seen_at(finding);
}

/* Each cycle of the collector, and what makes it necessary. */
static void add_trace(const struct analysis *analysis,
                      const struct finding *finding, struct buffer *command)
{
    buffer_text(command, "GODEBUG=gctrace=1 ");
    add_test(analysis, finding, "-memprofile profile.out", command);
    buffer_text(command, " && go tool pprof -sample_index=alloc_space -top "
                         "profile.out");
}

static void add_command(const struct analysis *analysis,
                        const struct finding *finding, struct buffer *command)
{
    const char *name = finding->metric.name;
    bool has_place = seen_at(finding).file != NULL;
    if (has_place && strcmp(finding->rule->id, "PERF1005") == 0) {
        add_inlining(finding, command);
    } else if (has_place && strcmp(finding->rule->id, "PERF1006") == 0) {
        add_checks(finding, command);
    } else if (strcmp(name, "goroutines") == 0) {
        add_dump(finding, command);
    } else if (text_starts_with(name, "GC ")) {
        add_trace(analysis, finding, command);
    } else if (text_starts_with(name, "alloc_")) {
        struct location place = escape_place(analysis, finding);
        if (place.file != NULL) {
            add_escapes(place, command);
            return;
        }
        add_test(analysis, finding, "-memprofile profile.out", command);
        add_peek(finding, "-sample_index=alloc_space -peek", command);
    } else if (strcmp(name, "bytes in use") == 0) {
        add_test(analysis, finding, "-memprofile profile.out", command);
        add_peek(finding, "-sample_index=inuse_space -peek", command);
    } else if (strcmp(name, "cpu") == 0) {
        add_test(analysis, finding, "-cpuprofile profile.out", command);
        add_peek(finding, "-peek", command);
    } else if (strcmp(name, "CPU of all benchmarks") == 0) {
        add_test(analysis, finding, "-cpuprofile profile.out", command);
        buffer_text(command, " && go tool pprof -top -cum profile.out");
    } else if (strcmp(name, "production cpu") == 0) {
        add_coverage(finding, command);
    } else if (strcmp(name, "block delay") == 0 ||
               strcmp(name, "wall time") == 0) {
        add_test(analysis, finding, "-blockprofile profile.out", command);
        add_peek(finding, "-peek", command);
    } else if (strcmp(name, "mutex delay") == 0) {
        add_test(analysis, finding, "-mutexprofile profile.out", command);
        add_peek(finding, "-peek", command);
    } else {
        add_benchmark(analysis, finding, command);
    }
}

const char *next_step_for(const struct analysis *analysis,
                          const struct finding *finding)
{
    struct buffer command;
    buffer_init(&command);
    add_command(analysis, finding, &command);
    const char *copy =
        arena_copy(analysis->arena, command.bytes, command.length);
    buffer_release(&command);
    return copy;
}
