/*
 * The actions of `perfscribe history`: one function each.
 */
#ifndef CMD_HISTORY_H
#define CMD_HISTORY_H

#include "cmd/options.h"
#include "core/history/store.h"

enum history_format { HISTORY_TEXT, HISTORY_JSON, HISTORY_CSV };

struct history_options {
    const char *store;
    size_t format;
    const char *now;
    const char *keep_days, *keep_runs; /* as given; NULL: no limit */
    bool drops_records;
    const char *source_root, *base_source_root, *config;
    struct argument_list arguments; /* behind the action */
};

struct history_action {
    const char *name;
    const char *arguments; /* for messages */
    size_t least, most;    /* how many arguments */
    enum store_mode mode;
    bool (*run)(struct store *store, const struct history_options *options,
                struct error *error);
};

bool history_list(struct store *store, const struct history_options *options,
                  struct error *error);
bool history_show(struct store *store, const struct history_options *options,
                  struct error *error);
bool history_export(struct store *store, const struct history_options *options,
                    struct error *error);
bool history_import(struct store *store, const struct history_options *options,
                    struct error *error);
bool history_prune(struct store *store, const struct history_options *options,
                   struct error *error);
bool history_verify(struct store *store, const struct history_options *options,
                    struct error *error);

#endif
