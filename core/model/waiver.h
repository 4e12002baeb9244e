/*
 * What somebody decided to live with, for a while: findings and failures of
 * gates that the configuration takes out of the count. Facts as they are
 * written; what they are good for the analysis says (waived.h).
 */
#ifndef CORE_MODEL_WAIVER_H
#define CORE_MODEL_WAIVER_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/model/scope.h"

/* Longest life of a waiver. */
#define WAIVER_MOST_DAYS 90

struct waiver {
    const char *finding_key;    /* NULL: by what follows */
    const char *rule, *gate;    /* ids; NULL: any */
    struct scope_pattern where; /* what it is about */
    double limit; /* beyond this growth or share it fires again; NAN: none */
    const char *reason; /* "worth_it" ... */
    const char *text, *owner, *approver;
    const char *created, *expires;    /* as written: "2026-11-24" */
    int32_t created_day, expires_day; /* since 1970; when readable */
    uint32_t line;                    /* of the file */
    const char *problem; /* why it counts for nothing; NULL: it is readable */
};
struct waiver_list LIST_STRUCT(struct waiver);

/* What became of a waiver in a run. */
enum waiver_state {
    WAIVER_USED,
    WAIVER_UNUSED, /* matches nothing */
    WAIVER_EXPIRED,
    WAIVER_EXCEEDED,   /* what it matches is beyond its limit */
    WAIVER_UNREADABLE, /* see its problem */
};

const char *waiver_state_name(enum waiver_state state);

struct waiver_use {
    const struct waiver *waiver;
    enum waiver_state state;
    uint32_t findings, gates; /* that it took out of the count */
    bool matches_something;
    bool is_told;        /* PERF5001 says what is wrong with it */
    const char *subject; /* what it is about: waiver_subject() */
    const char *text;    /* what became of it, behind "The waiver of ..." */
};
struct waiver_use_list LIST_STRUCT(struct waiver_use);

/* "PERF2004 in pricing.Join at pricing/": what it is about, in words that stay
 * the same when lines move. */
const char *waiver_subject(struct arena *arena, const struct waiver *waiver);

/* "Waived until 2026-12-01 by @lead (tracked: see #12)." */
const char *waiver_words(struct arena *arena, const struct waiver *waiver);

#endif
