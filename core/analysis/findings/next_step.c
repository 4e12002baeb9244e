#include "core/analysis/findings/next_step.h"

#include <string.h>

#include "core/analysis/findings/go_command.h"
#include "core/base/buffer.h"
#include "core/model/go_symbol.h"

/* The function, its callers and callees, in a profile. */
static void add_peek(const struct finding *finding, const char *options,
                     struct buffer *command)
{
    buffer_printf(command, " && go tool pprof %s '", options);
    shell_pattern(command, go_symbol_short(finding->function));
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
    go_command_test(analysis, finding, options.bytes, command);
    buffer_release(&options);
}

/* What the compiler left on the line. */
static void add_checks(const struct finding *finding, struct buffer *command)
{
    struct location seen = go_command_seen_at(finding);
    struct buffer place;
    buffer_init(&place);
    buffer_printf(&place, "%s:%u:", seen.file, seen.line);
    buffer_text(command,
                "go build -o /dev/null -gcflags='-d=ssa/check_bce -d=nil' ");
    go_command_folder(command, seen.file);
    buffer_text(command, " 2>&1 | grep -F ");
    shell_word(command, place.bytes);
    buffer_release(&place);
}

/* Why the compiler does not inline what stands in the line's package. */
static void add_inlining(const struct finding *finding, struct buffer *command)
{
    buffer_text(command, "go build -o /dev/null -gcflags=-m=2 ");
    go_command_folder(command, go_command_seen_at(finding).file);
    buffer_text(command, " 2>&1 | grep 'cannot inline'");
}

/* Whether a benchmark reaches the function, once there is one. */
static void add_coverage(const struct finding *finding, struct buffer *command)
{
    buffer_text(command, "go test -run '^$' -bench . -cpuprofile profile.out ");
    go_command_folder(command, go_command_seen_at(finding).file);
    add_peek(finding, "-peek", command);
}

/* Who stands there now, in a program that serves net/http/pprof. */
static void add_dump(const struct finding *finding, struct buffer *command)
{
    struct location seen = go_command_seen_at(finding);
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
    shell_word(command, place.bytes);
    buffer_release(&place);
}

/* Each cycle of the collector, and what makes it necessary. */
static void add_trace(const struct analysis *analysis,
                      const struct finding *finding, struct buffer *command)
{
    buffer_text(command, "GODEBUG=gctrace=1 ");
    go_command_test(analysis, finding, "-memprofile profile.out", command);
    buffer_text(command, " && go tool pprof -sample_index=alloc_space -top "
                         "profile.out");
}

static void add_command(const struct analysis *analysis,
                        const struct finding *finding, struct buffer *command)
{
    const char *name = finding->metric.name;
    bool has_place = go_command_seen_at(finding).file != NULL;
    if (has_place && strcmp(finding->rule->id, "PERF1005") == 0) {
        add_inlining(finding, command);
    } else if (has_place && strcmp(finding->rule->id, "PERF1006") == 0) {
        add_checks(finding, command);
    } else if (strcmp(name, "goroutines") == 0) {
        add_dump(finding, command);
    } else if (text_starts_with(name, "GC ")) {
        add_trace(analysis, finding, command);
    } else if (text_starts_with(name, "alloc_")) {
        struct location place = go_command_escape_place(analysis, finding);
        if (place.file != NULL) {
            go_command_escapes(place, command);
            return;
        }
        go_command_test(analysis, finding, "-memprofile profile.out", command);
        add_peek(finding, "-sample_index=alloc_space -peek", command);
    } else if (strcmp(name, "bytes in use") == 0) {
        go_command_test(analysis, finding, "-memprofile profile.out", command);
        add_peek(finding, "-sample_index=inuse_space -peek", command);
    } else if (strcmp(name, "cpu") == 0) {
        go_command_test(analysis, finding, "-cpuprofile profile.out", command);
        add_peek(finding, "-peek", command);
    } else if (strcmp(name, "CPU of all benchmarks") == 0) {
        go_command_test(analysis, finding, "-cpuprofile profile.out", command);
        buffer_text(command, " && go tool pprof -top -cum profile.out");
    } else if (strcmp(name, "production cpu") == 0) {
        add_coverage(finding, command);
    } else if (strcmp(name, "block delay") == 0 ||
               strcmp(name, "wall time") == 0) {
        go_command_test(analysis, finding, "-blockprofile profile.out",
                        command);
        add_peek(finding, "-peek", command);
    } else if (strcmp(name, "mutex delay") == 0) {
        go_command_test(analysis, finding, "-mutexprofile profile.out",
                        command);
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
