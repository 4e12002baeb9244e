/*
 * Everything the readers found for one target: two sides, the patch between
 * them, and what had to be skipped. Facts only. A side's contents live in its
 * own arena, so that base and head can be read by two threads; names are
 * interned in the run's strings. evidence_release frees all of it.
 */
#ifndef CORE_MODEL_EVIDENCE_H
#define CORE_MODEL_EVIDENCE_H

#include <stdint.h>

#include "core/base/arena.h"
#include "core/base/file.h"
#include "core/base/sha256.h"
#include "core/base/strings.h"
#include "core/model/benchmarks.h"
#include "core/model/escapes.h"
#include "core/model/gc_trace.h"
#include "core/model/goroutines.h"
#include "core/model/owners.h"
#include "core/model/patch.h"
#include "core/model/profile.h"

/* Damage that was skipped: counted, shown by every writer, an error under
 * --strict. */
struct notice {
    const char *file;
    uint32_t line; /* 0: the whole file */
    const char *text;
    uint64_t count; /* how often it happened in this file */
};
struct notice_list LIST_STRUCT(struct notice);

/* A file whose bytes must outlive its reading (profiles are walked again). */
struct held_input {
    struct file_view view;
    void *inflated; /* memory_allocate'd; NULL: the view is what was read */
};
struct held_list LIST_STRUCT(struct held_input);

/* A file that was read, and its bytes as they lie on disk. */
struct read_file {
    const char *name; /* as its profile has it */
    const char *path; /* to open */
    uint64_t size;
    struct sha256_text hash;
};
struct read_file_list LIST_STRUCT(struct read_file);

struct profile_list LIST_STRUCT(struct profile);
struct benchmark_file_list LIST_STRUCT(struct benchmark_file);

/* Operations of one benchmark in one file, as bundle.json declares them. */
struct declared_operations {
    const char *file;
    const char *benchmark; /* "BenchmarkJoin" */
    double count;
};
struct operations_list LIST_STRUCT(struct declared_operations);

struct evidence_side {
    const char *label; /* "base" or "head" */
    bool is_present;   /* some file was read for this side */
    struct arena arena;
    struct strings *strings; /* the run's */
    struct profile_list profiles;
    struct profile_list aside; /* of production beside benchmarks, or the
                                  other way round: compared with nothing */
    struct benchmark_file_list benchmarks;
    struct escapes escapes;
    struct gc_trace_list gc_traces;
    struct goroutine_dump_list goroutines; /* those given as text */
    struct owners owners;
    struct operations_list operations;
    struct notice_list notices;
    struct held_list held;
    struct read_file_list files; /* in the order read, if they are wanted */
    struct tree tree;            /* the sources of this side; may be absent */
    const char *commit;          /* "" unknown */
    const char *time;            /* RFC 3339 as given, "" unknown */
    const char *go_version, *goos, *goarch, *cpu; /* "" unknown */
};

struct evidence {
    struct strings *strings;
    struct arena arena; /* patch and the fields below */
    const char *target; /* short name: bundle.json's or the folder's */
    const char *module; /* Go module path, "" unknown */
    const char *repository, *pull_request, *branch, *machine; /* "" unknown */
    struct evidence_side base, head;
    struct patch patch;
    bool wants_files; /* the readers are to note which they read */
};

void evidence_init(struct evidence *evidence, struct strings *strings);
void evidence_release(struct evidence *evidence);

/* Different notices of one side; what is beyond is counted, not listed. */
#define EVIDENCE_NOTICE_LIMIT ((size_t)1000)

/* Counts a notice; equal file and text are one, with the first line. `file`
 * and `text` must live as long as the side (interned or in its arena). */
void evidence_notice(struct evidence_side *side, const char *file,
                     uint32_t line, const char *text);

#endif
