#include <inttypes.h>
#include <stdio.h>

#include "cmd/clock.h"
#include "cmd/history.h"
#include "core/base/calendar.h"
#include "core/base/cursor.h"
#include "core/base/file.h"
#include "core/base/quantity.h"
#include "core/history/upkeep.h"
#include "formats/text/clean.h"

/* A positive whole number of at most six digits. */
static bool parse_count(const char *option, const char *text, int64_t *count,
                        struct error *error)
{
    uint64_t value = 0;
    *count = 0;
    if (text == NULL) {
        return true;
    }
    if (!span_uint64(span_of(text), &value) || value == 0 || value > 999999) {
        return error_set(error, ERROR_USAGE,
                         "%s does not take \"%s\"; give a number from 1 on",
                         option, text);
    }
    *count = (int64_t)value;
    return true;
}

static bool parse_limits(const struct history_options *options,
                         struct prune_request *request, struct error *error)
{
    int64_t days;
    if (options->keep_days == NULL && options->keep_runs == NULL) {
        return error_set(error, ERROR_USAGE,
                         "history prune needs to know what to keep: "
                         "--keep-days DAYS, --keep-runs COUNT, or both");
    }
    if (!clock_read(options->now, &request->now, error) ||
        !parse_count("--keep-days", options->keep_days, &days, error) ||
        !parse_count("--keep-runs", options->keep_runs, &request->runs,
                     error)) {
        return false;
    }
    request->since = days > 0 ? request->now - days * SECONDS_A_DAY : 0;
    request->drops_records = options->drops_records;
    return true;
}

bool history_prune(struct store *store, const struct history_options *options,
                   struct error *error)
{
    struct prune_request request = { .now = 0 };
    struct prune_result result;
    if (!parse_limits(options, &request, error) ||
        !store_prune(store, &request, &result, error)) {
        return false;
    }
    printf("%" PRId64 " profiles dropped, %s", result.profiles,
           quantity_of((double)result.bytes, "bytes").text);
    if (request.drops_records) {
        printf("; %" PRId64 " runs", result.runs);
    }
    puts("");
    return true;
}

static void print_faults(const struct verify_result *result)
{
    struct buffer out;
    buffer_init(&out);
    for (size_t i = 0; i < result->faults.count; i++) {
        clean_terminal(&out, result->faults.items[i]);
        buffer_byte(&out, '\n');
    }
    fputs(out.bytes, stdout);
    buffer_release(&out);
}

bool history_verify(struct store *store, const struct history_options *options,
                    struct error *error)
{
    struct arena arena = ARENA_INIT;
    struct verify_result result;
    bool ok = store_verify(store, &arena, &result, error);
    if (ok && result.faults.count == 0) {
        printf("%" PRId64 " runs and %" PRId64 " profiles: all is whole\n",
               result.runs, result.profiles);
    } else if (ok) {
        print_faults(&result);
        ok = error_set(error, ERROR_INPUT,
                       "%s: has %zu faults; put a copy of it back, or export "
                       "what can be read into a new store",
                       options->store, result.faults.count);
    }
    arena_release(&arena);
    return ok;
}
