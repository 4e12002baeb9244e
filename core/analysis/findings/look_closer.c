#include "core/analysis/findings/look_closer.h"

#include <string.h>

#include "core/analysis/findings/go_command.h"
#include "core/model/go_symbol.h"

/* A profile of both sides, the first of each. */
struct profile_pair {
    const struct profile *base, *head;
};

static const struct profile *first_of(const struct evidence_side *side,
                                      enum profile_kind kind)
{
    for (size_t i = 0; i < side->profiles.count; i++) {
        if (side->profiles.items[i].kind == kind) {
            return &side->profiles.items[i];
        }
    }
    return NULL;
}

static bool find_pair(const struct analysis *analysis, enum profile_kind kind,
                      struct profile_pair *pair)
{
    pair->base = first_of(&analysis->evidence->base, kind);
    pair->head = first_of(&analysis->evidence->head, kind);
    return pair->base != NULL && pair->head != NULL;
}

/* A path is never an option. */
static void add_path(struct buffer *command, const char *given,
                     const char *name)
{
    const char *path = given != NULL ? given : name;
    struct buffer safe;
    buffer_init(&safe);
    buffer_printf(&safe, "%s%s", path[0] == '-' ? "./" : "", path);
    shell_word(command, safe.bytes);
    buffer_release(&safe);
}

/* What the stacks of interest pass: the function, else the benchmark. */
static const char *focus_of(const struct finding *finding)
{
    bool has_function =
        finding->function[0] != '\0' && !finding_is_of_benchmark(finding);
    return has_function ? go_symbol_short(finding->function)
                        : finding->benchmark;
}

/* "go tool pprof -top -focus='pricing.Join$' -diff_base=BASE HEAD"; false when
 * a side has no such profile. */
static bool add_diff(const struct analysis *analysis,
                     const struct finding *finding, enum profile_kind kind,
                     const char *sample, struct buffer *command)
{
    struct profile_pair pair;
    if (!find_pair(analysis, kind, &pair)) {
        return false;
    }
    const char *focus = focus_of(finding);
    buffer_text(command, "go tool pprof -top ");
    if (sample[0] != '\0') {
        buffer_printf(command, "-sample_index=%s ", sample);
    }
    if (focus[0] != '\0') {
        buffer_text(command, "-focus='");
        shell_pattern(command, focus);
        buffer_text(command, finding_is_of_benchmark(finding) ? "' " : "$' ");
    }
    buffer_text(command, "-diff_base=");
    add_path(command, pair.base->path, pair.base->name);
    buffer_byte(command, ' ');
    add_path(command, pair.head->path, pair.head->name);
    return true;
}

/* Records a profile with `option` and shows where it lies. */
static void add_recording(const struct analysis *analysis,
                          const struct finding *finding, const char *option,
                          struct buffer *command)
{
    struct buffer options;
    buffer_init(&options);
    buffer_printf(&options, "%s profile.out", option);
    go_command_test(analysis, finding, options.bytes, command);
    buffer_text(command, " && go tool pprof -top profile.out");
    buffer_release(&options);
}

/* Of what the finding was seen in. */
static void add_cpu_tool(const struct analysis *analysis,
                         const struct finding *finding, struct buffer *command)
{
    bool is_mutex = strcmp(finding->metric.name, "mutex delay") == 0;
    bool is_block = strcmp(finding->metric.name, "block delay") == 0;
    bool is_wall = strcmp(finding->metric.name, "wall time") == 0;
    enum profile_kind kind = is_mutex   ? PROFILE_MUTEX
                             : is_block ? PROFILE_BLOCK
                             : is_wall  ? PROFILE_WALL
                                        : PROFILE_CPU;
    if (!add_diff(analysis, finding, kind, "", command)) {
        add_recording(analysis, finding,
                      is_mutex              ? "-mutexprofile"
                      : is_block || is_wall ? "-blockprofile"
                                            : "-cpuprofile",
                      command);
    }
}

/* Block and mutex profile: not the one that it was seen in already. */
static void add_cpu_escalation(const struct analysis *analysis,
                               const struct finding *finding,
                               struct buffer *command)
{
    bool is_mutex = strcmp(finding->metric.name, "mutex delay") == 0;
    bool is_block = strcmp(finding->metric.name, "block delay") == 0;
    bool is_found =
        (!is_mutex &&
         add_diff(analysis, finding, PROFILE_MUTEX, "", command)) ||
        (!is_block && add_diff(analysis, finding, PROFILE_BLOCK, "", command));
    if (!is_found) {
        add_recording(analysis, finding,
                      is_mutex ? "-blockprofile" : "-mutexprofile", command);
    }
}

static void add_memory_tool(const struct analysis *analysis,
                            const struct finding *finding, const char *sample,
                            struct buffer *command)
{
    if (!add_diff(analysis, finding, PROFILE_HEAP, sample, command)) {
        go_command_test(analysis, finding, "-memprofile profile.out", command);
        buffer_printf(command,
                      " && go tool pprof -sample_index=%s -top "
                      "profile.out",
                      sample);
    }
}

static void add_escape_analysis(const struct analysis *analysis,
                                const struct finding *finding,
                                struct buffer *command)
{
    struct location place = go_command_escape_place(analysis, finding);
    place = place.file != NULL ? place : go_command_seen_at(finding);
    if (place.file != NULL) {
        go_command_escapes(place, command);
    } else {
        buffer_text(command, "go build -o /dev/null -gcflags=-m=2 ./... 2>&1 | "
                             "grep 'escapes to heap'");
    }
}

/* A pool is tried out: once the object comes from one, this compares. */
static void add_pooling(const struct analysis *analysis,
                        const struct finding *finding, struct buffer *command)
{
    const struct benchmark_file_list *files =
        &analysis->evidence->head.benchmarks;
    struct buffer options;
    buffer_init(&options);
    buffer_printf(&options, "-benchmem -count=%.0f",
                  analysis->config->least_runs);
    go_command_test(analysis, finding, options.bytes, command);
    buffer_release(&options);
    buffer_text(command, " > pooled.txt");
    for (size_t i = 0; i < files->count; i++) {
        if (files->items[i].role == BENCHMARK_TIMING) {
            buffer_text(command, " && perfscribe bench ");
            add_path(command, files->items[i].label, files->items[i].name);
            buffer_text(command, " pooled.txt");
            return;
        }
    }
}

static void add_goroutine_tool(const struct analysis *analysis,
                               const struct finding *finding,
                               struct buffer *command)
{
    const struct goroutine_dump_list *dumps =
        &analysis->evidence->head.goroutines;
    if (add_diff(analysis, finding, PROFILE_GOROUTINE, "", command)) {
        return;
    }
    if (dumps->count > 0) {
        const struct goroutine_dump *dump = &dumps->items[0];
        buffer_printf(command, "%s -n -F -B 8 -A 8 -e ",
                      text_ends_with(dump->name, ".gz") ? "zgrep" : "grep");
        shell_word(command, go_symbol_short(finding->function));
        buffer_byte(command, ' ');
        add_path(command, dump->path, dump->name);
        return;
    }
    buffer_text(command, finding->next_step);
}

static void add_blocking(const struct analysis *analysis,
                         const struct finding *finding, struct buffer *command)
{
    if (!add_diff(analysis, finding, PROFILE_BLOCK, "", command)) {
        add_recording(analysis, finding, "-blockprofile", command);
    }
}

/* Benchmarks measure either: the unit tells. */
static const struct playbook_signal *signal_of(const struct finding *finding)
{
    if (strcmp(finding->metric.unit, "allocs/op") == 0) {
        return &playbook_allocation_churn;
    }
    return strcmp(finding->metric.unit, "B/op") == 0 ? &playbook_memory
                                                     : finding->rule->signal;
}

static const char *copy_of(const struct analysis *analysis,
                           struct buffer *command)
{
    const char *copy =
        arena_copy(analysis->arena, command->bytes, command->length);
    buffer_truncate(command, 0);
    return copy;
}

void look_closer(const struct analysis *analysis, struct finding *finding)
{
    struct buffer tool, escalation;
    buffer_init(&tool);
    buffer_init(&escalation);
    finding->signal = signal_of(finding);
    if (finding->signal == &playbook_memory) {
        add_memory_tool(analysis, finding, "alloc_space", &tool);
        add_escape_analysis(analysis, finding, &escalation);
    } else if (finding->signal == &playbook_allocation_churn) {
        add_memory_tool(analysis, finding, "alloc_objects", &tool);
        add_pooling(analysis, finding, &escalation);
    } else if (finding->signal == &playbook_goroutines) {
        add_goroutine_tool(analysis, finding, &tool);
        add_blocking(analysis, finding, &escalation);
    } else {
        add_cpu_tool(analysis, finding, &tool);
        add_cpu_escalation(analysis, finding, &escalation);
    }
    finding->tool_command = copy_of(analysis, &tool);
    finding->escalation_command = copy_of(analysis, &escalation);
    buffer_release(&tool);
    buffer_release(&escalation);
}
