/*
 * Whether the gates can fail on this evidence: what they said of changes that
 * were planted into copies of it, one just beyond each limit, one just within.
 */
#ifndef CORE_MODEL_SELFCHECK_H
#define CORE_MODEL_SELFCHECK_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/arena.h"
#include "core/model/finding.h"

enum guard {
    GUARD_PROVED,    /* the one failed, the other did not */
    GUARD_UNGUARDED, /* too noisy, or something else hides the one */
    GUARD_BROKEN,    /* the one passed, or the other failed */
};
#define GUARD_COUNT ((size_t)GUARD_BROKEN + 1)

const char *guard_name(enum guard guard); /* "proved", ... */

/* What a gate said of the two changes of one benchmark and unit, or of a
 * function's share of the CPU profile. */
struct selfcheck_entry {
    const char *gate;      /* "related-time" */
    const char *benchmark; /* result name; "" the hotspots */
    const char *unit, *package;
    double limit;          /* as the gate's */
    double beyond, within; /* planted; changes, or shares */
    enum gate_state beyond_state, within_state;
    enum guard guard;
    double fails_from; /* least change known to fail; NAN: none does */
    const char *text;  /* one sentence */
};
struct selfcheck_list LIST_STRUCT(struct selfcheck_entry);

/* All entries of one gate. */
struct selfcheck_gate {
    const char *id;
    size_t counts[3]; /* by enum guard */
    const char *text; /* which are not guarded, or why there is none */
};
struct selfcheck_gate_list LIST_STRUCT(struct selfcheck_gate);

struct selfcheck {
    bool is_wanted;
    struct selfcheck_list entries;
    struct selfcheck_gate_list gates;
};

/* A gate is broken. */
bool selfcheck_failed(const struct selfcheck *selfcheck);

#endif
