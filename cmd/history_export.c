#include "cmd/history.h"
#include "cmd/history_run.h"
#include "core/base/cursor.h"
#include "core/base/file.h"
#include "formats/history/run_json.h"

/* One at a time: a history is larger than a run. */
static bool export_run(struct store *store, struct run_record *run,
                       struct error *error)
{
    struct arena arena = ARENA_INIT;
    struct buffer out;
    buffer_init(&out);
    bool ok = store_read_parts(store, run, &arena, error);
    if (ok) {
        run_json_print(run, &out);
        ok = file_write("-", out.bytes, out.length, error);
    }
    buffer_release(&out);
    arena_release(&arena);
    return ok;
}

bool history_export(struct store *store, const struct history_options *options,
                    struct error *error)
{
    struct arena arena = ARENA_INIT;
    struct run_list runs = { .items = NULL };
    bool ok = history_find_runs(store, options, &arena, &runs, error);
    for (size_t i = 0; ok && i < runs.count; i++) {
        ok = export_run(store, &runs.items[i], error);
    }
    arena_release(&arena);
    return ok;
}
