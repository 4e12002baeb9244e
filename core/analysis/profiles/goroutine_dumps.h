/*
 * The goroutines of one side in one form, whichever they were given in.
 */
#ifndef CORE_ANALYSIS_GOROUTINE_DUMPS_H
#define CORE_ANALYSIS_GOROUTINE_DUMPS_H

#include "core/analysis/analysis.h"

struct dump_ref {
    const struct goroutine_dump *dump;
    bool is_of_leaks; /* a goroutineleak profile: it shows no others */
};
struct dump_list LIST_STRUCT(struct dump_ref);

/* Adds the side's dumps, then its profiles of goroutines as dumps. */
void goroutine_dumps_add(const struct analysis *analysis,
                         const struct evidence_side *side,
                         struct dump_list *dumps);

#endif
