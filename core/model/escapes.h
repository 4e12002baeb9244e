/*
 * What the Go compiler said under -gcflags=-m or -json: distinct diagnostics,
 * in the order met, each with the flow that explains it. Lives in the arena
 * of its side; what makes two diagnostics one is kept in a map beside them.
 */
#ifndef CORE_MODEL_ESCAPES_H
#define CORE_MODEL_ESCAPES_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/arena.h"
#include "core/base/map.h"
#include "core/model/location.h"

/* ENTRY(enumerator, name as `escape --format csv` prints it) */
#define DIAGNOSTIC_KINDS(ENTRY)                       \
    ENTRY(ESCAPES, "escapes")                         \
    ENTRY(MOVED, "moved")                             \
    ENTRY(LEAKS, "leaks")                             \
    ENTRY(LEAKS_CONTENT, "leaks_content")             \
    ENTRY(LEAKS_TO_RESULT, "leaks_to_result")         \
    ENTRY(NO_ESCAPE, "no_escape")                     \
    ENTRY(CAN_INLINE, "can_inline")                   \
    ENTRY(CANNOT_INLINE, "cannot_inline")             \
    ENTRY(INLINED_CALL, "inlined_call")               \
    ENTRY(CALL_NOT_INLINED, "call_not_inlined")       \
    ENTRY(DEVIRTUALIZED, "devirtualized")             \
    ENTRY(NOT_DEVIRTUALIZED, "not_devirtualized")     \
    ENTRY(CAPTURED, "captured")                       \
    ENTRY(UNSAFE_UINTPTR, "unsafe_uintptr")           \
    ENTRY(SELF_ASSIGNMENT, "self_assignment")         \
    ENTRY(ZERO_COPY, "zero_copy")                     \
    ENTRY(KEPT_ALIVE, "kept_alive")                   \
    ENTRY(BIG_FUNCTION, "big_function")               \
    ENTRY(BOUNDS_CHECK_ELIDED, "bounds_check_elided") \
    ENTRY(BOUNDS_CHECK, "bounds_check")               \
    ENTRY(NIL_CHECK, "nil_check")                     \
    ENTRY(LARGE_COPY, "large_copy")                   \
    ENTRY(OTHER, "other")

enum diagnostic_kind {
#define ENTRY(name, text) DIAGNOSTIC_##name,
    DIAGNOSTIC_KINDS(ENTRY)
#undef ENTRY
};

const char *diagnostic_kind_name(enum diagnostic_kind kind);

/* One line of an explanation: "flow: DST <- SRC" or "from EXPR (REASON) at". */
struct flow_step {
    const char *destination; /* of a flow line; NULL: this is a from line */
    const char *source;      /* of a flow line, with its & and * */
    const char *expression;  /* of a from line */
    const char *reason;      /* of a from line: "interface-converted" */
    struct location at;      /* of a from line; file as printed */
    const char *path;        /* at.file below the source root (map_sources) */
};

struct diagnostic {
    enum diagnostic_kind kind;
    struct location location; /* file as printed, resolved by the package */
    const char *path;         /* below the source root; NULL: outside */
    const char *package;      /* import path of the "# " header, or "" */
    const char *subject;      /* expression, variable, function, callee */
    const char *function;     /* where it is, when said; else "" */
    const char *reason;       /* why, when said; else "" */
    const char *destination;  /* where it flows, when said; else "" */
    uint32_t flow_first, flow_count; /* into escapes.flow */
    bool is_logged;                  /* of a logopt tree, not of text */
    bool is_boxed; /* what it allocates goes into an interface, besides */
};

struct diagnostic_list LIST_STRUCT(struct diagnostic);
struct flow_list LIST_STRUCT(struct flow_step);

struct escapes {
    struct diagnostic_list diagnostics;
    struct flow_list flow;
    bool has_flow;    /* -m=2 or logopt was seen */
    struct map known; /* identities, indexed as diagnostics */
};

/* Makes room to know `more` diagnostics; the list is the caller's. */
void escapes_reserve(struct escapes *escapes, size_t more);

/*
 * Adds the diagnostic unless it is known, and gives the one that is kept,
 * valid until the next is added. All its texts are interned. What only some
 * builds say (cost, function, flow) is no part of what makes two of them one;
 * a reason that was missing is filled in.
 */
struct diagnostic *escapes_add(struct escapes *escapes, struct arena *arena,
                               const struct diagnostic *diagnostic);

/* The one that adding would give, or NULL where it would be new. */
struct diagnostic *escapes_find(struct escapes *escapes,
                                const struct diagnostic *diagnostic);

/* Whether the diagnostic is in its list: of this side. */
bool escapes_has(const struct escapes *escapes,
                 const struct diagnostic *diagnostic);

/* Frees the map, so that nothing can be added; the lists are the arena's. */
void escapes_release(struct escapes *escapes);

#endif
