/*
 * Gathers the lines of benchmark text into a file of the model: settings in
 * force, results, meanings of units, notices for what is damaged. A file may
 * hold several streams (the packages of `go test -json`), whose settings do
 * not mix. Owned by the reader; what it gathers lives in the target's arena.
 */
#ifndef FORMATS_BENCHMARK_COLLECTOR_H
#define FORMATS_BENCHMARK_COLLECTOR_H

#include "core/base/map.h"
#include "formats/reader.h"

/* The text of one package: its settings hold until the next line. */
struct benchmark_stream {
    struct setting_list settings;
    uint32_t config; /* of the last result */
    bool is_changed; /* the settings are not those of `config` any more */
};
struct benchmark_stream_list LIST_STRUCT(struct benchmark_stream);

struct benchmark_collector {
    const struct input *input;
    const struct reader_target *target;
    struct benchmark_file file;
    struct arena scratch;
    struct benchmark_stream_list streams; /* [0]: lines that no event wraps */
    struct map stream_keys;               /* interned package */
    size_t notice_texts;
    bool is_refused;     /* a value was met that no statistic can hold */
    struct error *error; /* set when something stopped the reading */
};

void benchmark_collector_init(struct benchmark_collector *collector,
                              const struct input *input,
                              const struct reader_target *target,
                              struct error *error);
void benchmark_collector_release(struct benchmark_collector *collector);

/* The stream of a package (interned, "" is [0]). */
uint32_t benchmark_collector_stream(struct benchmark_collector *collector,
                                    const char *package);

/* Takes one whole line; false when a limit is exceeded or a value is NaN or
 * infinite. */
WARN_UNUSED bool benchmark_collector_take(struct benchmark_collector *collector,
                                          uint32_t stream, struct span text,
                                          uint32_t line);

void benchmark_collector_note(struct benchmark_collector *collector,
                              uint32_t line, const char *text);
const char *benchmark_collector_intern(struct benchmark_collector *collector,
                                       struct span text);

/* Adds the file to the side, with its hash, and sets what the side does not
 * know yet of its platform. */
void benchmark_collector_finish(struct benchmark_collector *collector);

#endif
