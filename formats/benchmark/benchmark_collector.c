#include "formats/benchmark/benchmark_collector.h"

#include <math.h>
#include <string.h>

#include "core/model/benchmark_unit.h"
#include "formats/benchmark/benchmark_text.h"

static const size_t line_limit_bytes = 1 << 20;
static const size_t result_limit = 1000000;
static const size_t setting_limit = 256;     /* keys in force at once */
static const size_t config_limit = 100000;   /* kept with results */
static const size_t notice_text_limit = 100; /* distinct, a file */
static const double largest_value = 1e290;

void benchmark_collector_note(struct benchmark_collector *collector,
                              uint32_t line, const char *text)
{
    evidence_notice(collector->target->side, collector->input->name, line,
                    text);
}

/* A text with names of the input in it: only so many are kept apart. */
static void note_distinct(struct benchmark_collector *collector, uint32_t line,
                          const char *text)
{
    bool has_room = collector->notice_texts++ < notice_text_limit;
    benchmark_collector_note(collector, line,
                             has_room ? text : "further bad Unit lines");
}

const char *benchmark_collector_intern(struct benchmark_collector *collector,
                                       struct span text)
{
    return strings_intern(collector->target->strings, text.bytes, text.length);
}

/* Deleting moves the last setting into the gap, as benchstat does: the order
 * of keys is the order in which its tables show them. */
static void delete_setting(struct benchmark_stream *stream, size_t position)
{
    stream->settings.items[position] =
        stream->settings.items[stream->settings.count - 1];
    stream->settings.count--;
}

static size_t find_setting(const struct benchmark_stream *stream,
                           const char *key)
{
    size_t position = 0;
    while (position < stream->settings.count &&
           stream->settings.items[position].key != key) {
        position++;
    }
    return position;
}

static void take_setting(struct benchmark_collector *collector,
                         struct benchmark_stream *stream,
                         const struct benchmark_pair *pair, uint32_t line)
{
    const char *key = benchmark_collector_intern(collector, pair->key);
    size_t position = find_setting(stream, key);
    bool is_known = position < stream->settings.count;
    stream->is_changed = true;
    if (pair->value.length == 0) {
        if (is_known) {
            delete_setting(stream, position);
        }
        return;
    }
    if (!is_known && stream->settings.count == setting_limit) {
        benchmark_collector_note(
            collector, line,
            "more than 256 configuration keys: the further "
            "ones are ignored");
        return;
    }
    if (!is_known) {
        *LIST_PUSH(&collector->scratch, &stream->settings) =
            (struct benchmark_setting){ .key = key };
    }
    stream->settings.items[position].value =
        benchmark_collector_intern(collector, pair->value);
}

static bool same_settings(const struct setting_list *left,
                          const struct setting_list *right)
{
    if (left->count != right->count) {
        return false;
    }
    for (size_t i = 0; i < left->count; i++) {
        if (left->items[i].key != right->items[i].key ||
            left->items[i].value != right->items[i].value) {
            return false;
        }
    }
    return true;
}

/* Keeps the stream's settings as the file's newest configuration, unless they
 * are what the last result had. */
static bool keep_config(struct benchmark_collector *collector,
                        struct benchmark_stream *stream)
{
    struct config_list *configs = &collector->file.configs;
    struct arena *arena = collector->target->arena;
    if (stream->config < configs->count &&
        (!stream->is_changed ||
         same_settings(&configs->items[stream->config].settings,
                       &stream->settings))) {
        stream->is_changed = false;
        return true;
    }
    if (configs->count == config_limit) {
        return error_set(collector->error, ERROR_LIMIT,
                         "%s: the configuration lines change too often "
                         "between results; leave the log lines out",
                         collector->input->name);
    }
    stream->config = (uint32_t)configs->count;
    stream->is_changed = false;
    struct benchmark_config *config = LIST_PUSH(arena, configs);
    for (size_t i = 0; i < stream->settings.count; i++) {
        *LIST_PUSH(arena, &config->settings) = stream->settings.items[i];
    }
    return true;
}

/* No statistic can hold such a value, and without it the others would be only
 * part of what was measured. */
static void refuse_value(struct benchmark_collector *collector, uint32_t line,
                         struct span unit)
{
    collector->is_refused = true;
    error_set(collector->error, ERROR_INPUT,
              "%s:%u: a value of %.*s is NaN or infinite; mend the benchmark "
              "that reports it and run it again",
              collector->input->name, line, (int)unit.length, unit.bytes);
}

/* Takes one pair; a value that scaling to base units could overflow is left
 * out. */
static const char *take_value(struct benchmark_collector *collector,
                              struct span *rest, uint32_t line)
{
    struct benchmark_measurement measurement;
    const char *wrong = benchmark_measurement_parse(rest, &measurement);
    if (wrong != NULL) {
        return wrong;
    }
    if (!isfinite(measurement.value)) {
        refuse_value(collector, line, measurement.unit);
        return NULL;
    }
    if (fabs(measurement.value) > largest_value) {
        benchmark_collector_note(collector, line,
                                 "a value beyond 1e290 was left out");
        return NULL;
    }
    *LIST_PUSH(collector->target->arena, &collector->file.values) =
        (struct benchmark_value){
            .unit = benchmark_collector_intern(collector, measurement.unit),
            .value = measurement.value,
        };
    return NULL;
}

/* The fields after the name; what is wrong with them, or NULL. */
static const char *take_fields(struct benchmark_collector *collector,
                               struct span rest,
                               struct benchmark_result *result)
{
    const char *wrong = benchmark_iterations_parse(&rest, &result->iterations);
    if (wrong == NULL && rest.length == 0) {
        wrong = "missing measurements";
    }
    while (wrong == NULL && rest.length > 0) {
        wrong = take_value(collector, &rest, result->line);
    }
    return wrong;
}

static bool take_result(struct benchmark_collector *collector,
                        struct benchmark_stream *stream,
                        const struct benchmark_line *parsed, uint32_t line)
{
    struct benchmark_file *file = &collector->file;
    struct benchmark_result result = {
        .line = line,
        .value_first = (uint32_t)file->values.count,
    };
    const char *wrong = take_fields(collector, parsed->rest, &result);
    if (collector->is_refused) {
        return false;
    }
    if (wrong != NULL) {
        file->values.count = result.value_first;
        benchmark_collector_note(collector, line, wrong);
        return true;
    }
    if (file->results.count == result_limit ||
        file->values.count > UINT32_MAX / 2) {
        return error_set(collector->error, ERROR_LIMIT,
                         "%s:%u: more than %zu results; split the file",
                         collector->input->name, line, result_limit);
    }
    if (!keep_config(collector, stream)) {
        return false;
    }
    result.name = benchmark_collector_intern(collector, parsed->name);
    result.config = stream->config;
    result.value_count = (uint32_t)file->values.count - result.value_first;
    *LIST_PUSH(collector->target->arena, &file->results) = result;
    return true;
}

static const struct unit_metadata *find_metadata(
    const struct benchmark_file *file, const char *unit, const char *key)
{
    for (size_t i = 0; i < file->units.count; i++) {
        const struct unit_metadata *metadata = &file->units.items[i];
        if (metadata->unit == unit && metadata->key == key) {
            return metadata;
        }
    }
    return NULL;
}

static bool is_known_key(struct span key)
{
    return span_equals(key, "better") || span_equals(key, "assume");
}

static void take_metadata(struct benchmark_collector *collector,
                          struct span unit, struct span field, uint32_t line)
{
    size_t equals = span_find(field, "=");
    if (equals == 0 || equals == field.length) {
        benchmark_collector_note(collector, line, "expected key=value");
        return;
    }
    if (!is_known_key(span_until(field, equals))) {
        return;
    }
    struct unit_metadata metadata = {
        .unit = benchmark_unit_tidy(collector->target->strings, unit).name,
        .key = benchmark_collector_intern(collector, span_until(field, equals)),
        .value =
            benchmark_collector_intern(collector, span_from(field, equals + 1)),
        .line = line,
    };
    const struct unit_metadata *known =
        find_metadata(&collector->file, metadata.unit, metadata.key);
    if (known == NULL && collector->file.units.count < setting_limit) {
        *LIST_PUSH(collector->target->arena, &collector->file.units) = metadata;
    } else if (known != NULL && known->value != metadata.value) {
        note_distinct(collector, line,
                      arena_printf(collector->target->arena,
                                   "metadata %s of unit %.*s already set to "
                                   "%s",
                                   metadata.key, (int)unit.length, unit.bytes,
                                   known->value));
    }
}

static void take_unit_line(struct benchmark_collector *collector,
                           struct span rest, uint32_t line)
{
    struct span unit = benchmark_field(&rest);
    if (unit.length == 0) {
        benchmark_collector_note(collector, line, "missing unit");
    }
    while (rest.length > 0) {
        take_metadata(collector, unit, benchmark_field(&rest), line);
    }
}

bool benchmark_collector_take(struct benchmark_collector *collector,
                              uint32_t stream, struct span text, uint32_t line)
{
    struct benchmark_line result;
    struct benchmark_pair pair;
    struct span rest;
    if (text.length > line_limit_bytes) {
        benchmark_collector_note(collector, line,
                                 "a line of more than 1 MiB was left out");
        return true;
    }
    struct benchmark_stream *into = &collector->streams.items[stream];
    if (span_starts_with(text, "Benchmark")) {
        return !benchmark_line_parse(text, &result) ||
               take_result(collector, into, &result, line);
    }
    if (benchmark_unit_line(text, &rest)) {
        take_unit_line(collector, rest, line);
    } else if (benchmark_setting_parse(text, &pair)) {
        take_setting(collector, into, &pair, line);
    }
    return true;
}

uint32_t benchmark_collector_stream(struct benchmark_collector *collector,
                                    const char *package)
{
    bool is_new;
    uint32_t index = map_add(&collector->stream_keys, &package, &is_new);
    if (is_new) {
        *LIST_PUSH(&collector->scratch, &collector->streams) =
            (struct benchmark_stream){ .config = UINT32_MAX };
    }
    return index;
}

/* Of what was measured, so that a plain and a wrapped copy are known as one
 * and the lines about elapsed time do not matter. */
static uint64_t hash_results(const struct benchmark_file *file)
{
    struct buffer bytes;
    buffer_init(&bytes);
    for (size_t i = 0; i < file->results.count; i++) {
        const struct benchmark_result *result = &file->results.items[i];
        const char *package = benchmark_setting(file, result->config, "pkg");
        buffer_append(&bytes, package, strlen(package) + 1);
        buffer_append(&bytes, result->name, strlen(result->name) + 1);
        buffer_append(&bytes, &result->iterations, sizeof(uint64_t));
        for (uint32_t v = 0; v < result->value_count; v++) {
            const struct benchmark_value *value =
                &file->values.items[result->value_first + v];
            buffer_append(&bytes, value->unit, strlen(value->unit) + 1);
            buffer_append(&bytes, &value->value, sizeof(double));
        }
    }
    uint64_t hash = hash_bytes(bytes.bytes, bytes.length);
    buffer_release(&bytes);
    return hash;
}

static void set_unless_known(const char **known,
                             const struct benchmark_collector *from,
                             const char *key)
{
    for (uint32_t i = 0; **known == '\0' && i < from->file.configs.count; i++) {
        *known = benchmark_setting(&from->file, i, key);
    }
}

void benchmark_collector_finish(struct benchmark_collector *collector)
{
    struct evidence_side *side = collector->target->side;
    collector->file.content_hash = hash_results(&collector->file);
    set_unless_known(&side->goos, collector, "goos");
    set_unless_known(&side->goarch, collector, "goarch");
    set_unless_known(&side->cpu, collector, "cpu");
    if (collector->file.results.count == 0) {
        benchmark_collector_note(collector, 0,
                                 "no benchmark result stands in it");
    }
    *LIST_PUSH(collector->target->arena, &side->benchmarks) = collector->file;
}

void benchmark_collector_init(struct benchmark_collector *collector,
                              const struct input *input,
                              const struct reader_target *target,
                              struct error *error)
{
    *collector = (struct benchmark_collector){
        .input = input,
        .target = target,
        .file = { .name = input->name,
                  .label = input->label,
                  .role = input->role,
                  .replicate = input->replicate },
        .error = error,
    };
    arena_init(&collector->scratch);
    map_init(&collector->stream_keys, sizeof(const char *));
    benchmark_collector_stream(collector,
                               strings_intern_text(target->strings, ""));
}

void benchmark_collector_release(struct benchmark_collector *collector)
{
    map_release(&collector->stream_keys);
    arena_release(&collector->scratch);
}
