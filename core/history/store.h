/*
 * The memory of a project: one SQLite file that many may write to at once.
 * A run is recorded in one transaction, so a killed recorder leaves the store
 * as it was; what was committed stays. Whoever comes second waits. Texts that
 * are read live in the arena that is given.
 */
#ifndef CORE_HISTORY_STORE_H
#define CORE_HISTORY_STORE_H

#include "core/base/error.h"
#include "core/model/past.h"
#include "core/model/run_record.h"

struct store;

enum store_mode {
    STORE_READ,   /* it must be there */
    STORE_CHANGE, /* likewise */
    STORE_RECORD, /* made when it is not there, with its folder */
};

/*
 * Brings an older layout up to date, unless only reading. Refuses, with what
 * to do about it, files of other programs and of newer versions, and damaged
 * ones: ERROR_INPUT when reading, else ERROR_OUTPUT.
 */
WARN_UNUSED bool store_open(struct store **store, const char *path,
                            enum store_mode mode, struct error *error);
void store_close(struct store *store); /* rolls back what is open; NULL too */

/* Waits while another writes. */
WARN_UNUSED bool store_begin(struct store *store, struct error *error);
WARN_UNUSED bool store_commit(struct store *store, struct error *error);
void store_roll_back(struct store *store);

/*
 * Inside a transaction: adds the run, moves the lives of the regressions of
 * its scope on, and sets its id; one that is there already changes nothing but
 * *is_new. A run older than the newest of its scope moves no life.
 */
WARN_UNUSED bool store_record(struct store *store, struct run_record *run,
                              bool *is_new, struct error *error);

struct run_list LIST_STRUCT(struct run_record);

/* Which runs; 0 and NULL: all. */
struct run_filter {
    int64_t id;
    int64_t from, until; /* of `at`: from <= at < until */
    const char *repository, *target;
};

/* Their own members without the parts, by `at` and id. */
WARN_UNUSED bool store_runs(struct store *store,
                            const struct run_filter *filter,
                            struct arena *arena, struct run_list *runs,
                            struct error *error);

/* Reads a part of the run with this id. */
WARN_UNUSED bool store_read_part(struct store *store, struct run_record *run,
                                 enum record_part part, struct arena *arena,
                                 struct error *error);

/* Reads all parts; false also when one cannot be read. */
WARN_UNUSED bool store_read_parts(struct store *store, struct run_record *run,
                                  struct arena *arena, struct error *error);

/* NULL and 0: any. By when they opened, and id. */
struct regression_filter {
    const char *repository, *target, *scope, *key;
    bool is_open;         /* only those that are */
    int64_t closed_since; /* and those that were closed from then on */
};
WARN_UNUSED bool store_regressions(struct store *store,
                                   const struct regression_filter *filter,
                                   struct arena *arena,
                                   struct regression_list *regressions,
                                   struct error *error);

/*
 * The medians of all benchmarks in the runs of main before `run->at` that ran
 * under its conditions (machine, CPU, Go), of at most STORE_SERIES_RUNS runs,
 * the latest; and where that series begins anew. If there are more runs than
 * that, also of the last of each week, of STORE_SERIES_WEEKS weeks.
 */
#define STORE_SERIES_RUNS  160
#define STORE_SERIES_WEEKS 104
WARN_UNUSED bool store_series(struct store *store, const struct run_record *run,
                              struct arena *arena, struct past *past,
                              struct error *error);

/* What the analysis of this run gets to know: fills everything of `past` by
 * the repository, target, branch and pull request of the run. */
WARN_UNUSED bool store_past(struct store *store, const struct run_record *run,
                            struct arena *arena, struct past *past,
                            struct error *error);

#endif
