/*
 * Pass: which escapes head has and base had not. A line that only moved is
 * not new: moved and split blocks are matched before anything counts as new.
 */
#ifndef CORE_ANALYSIS_MATCH_ESCAPES_H
#define CORE_ANALYSIS_MATCH_ESCAPES_H

#include "core/analysis/analysis.h"

/* Fills comparison.new_escapes; diagnostic.path must have been mapped. */
void match_escapes(struct analysis *analysis);

struct escape_sides {
    const struct escapes *base, *head;
    const struct patch *patch; /* NULL: lines stand where they stood */
};

/* Diagnostics of kind ESCAPES and MOVED, in the order met. */
struct escape_differences {
    struct escape_list added;    /* of head, that base did not have */
    struct escape_list vanished; /* of base, that head no longer has */
};

/*
 * Matches one to one by ever weaker likeness: same file, line, kind and
 * subject; same file, function, kind and subject; same file, kind and subject;
 * same package, kind and subject. Both lists are empty when one side has no
 * diagnostics at all. Memory of the lists is the arena's.
 */
void escapes_compare(struct arena *arena, const struct escape_sides *sides,
                     struct escape_differences *differences);

#endif
