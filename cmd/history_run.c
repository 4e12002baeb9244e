#include "cmd/history_run.h"

#include "core/base/cursor.h"

bool history_find_runs(struct store *store,
                       const struct history_options *options,
                       struct arena *arena, struct run_list *runs,
                       struct error *error)
{
    struct run_filter filter = { .id = 0 };
    uint64_t id = 0;
    if (options->arguments.count > 0) {
        const char *given = options->arguments.items[0];
        if (!span_uint64(span_of(given), &id) || id == 0 || id > INT64_MAX) {
            return error_set(error, ERROR_USAGE,
                             "\"%s\" is no number of a run; perfscribe history "
                             "list has them",
                             given);
        }
        filter.id = (int64_t)id;
    }
    return store_runs(store, &filter, arena, runs, error) &&
           (id == 0 || runs->count > 0 ||
            error_set(error, ERROR_USAGE,
                      "there is no run %s; perfscribe history list has them",
                      options->arguments.items[0]));
}
