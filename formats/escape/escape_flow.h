/*
 * An explanation block of -m=2: the lines that follow "X escapes to heap in
 * F:" at the same position and say how the value flows.
 *
 *     ./a.go:18:21:   flow: ~r0 ← &x:
 *     ./a.go:18:21:     from return &x (return) at ./a.go:18:29
 */
#ifndef FORMATS_ESCAPE_FLOW_H
#define FORMATS_ESCAPE_FLOW_H

#include "core/base/arena.h"
#include "core/base/cursor.h"
#include "core/base/strings.h"
#include "core/model/escapes.h"

struct flow_text {
    struct span lines;    /* whole lines */
    size_t prefix_length; /* of the position that each starts with */
};

/* Where the steps go; the last file name is kept, since most are equal. */
struct flow_builder {
    struct arena *arena;
    struct strings *strings;
    struct flow_list *flow;
    struct span last_file;
    const char *last_interned;
};

/*
 * One step as the logopt tree has it: "  flow: DST ← SRC:", or "    from EXPR
 * (REASON)" with its place beside it. Other text adds nothing.
 */
void flow_add_step(struct flow_builder *builder, struct span message,
                   struct location at);

/* Gives the steps added since the flow had `first` to the diagnostic. */
void flow_end(struct flow_builder *builder, size_t first,
              struct diagnostic *diagnostic);

/* Sets the diagnostic's flow; its destination and reason when they are "". */
void flow_build(struct flow_builder *builder, const struct flow_text *text,
                struct diagnostic *diagnostic);

/* Whether a message continues a block: it is indented. */
bool flow_is_continuation(struct span message);

#endif
