/*
 * Pass: one name for one function on both sides, so that its cost is compared
 * with its own.
 */
#ifndef CORE_ANALYSIS_MATCH_FUNCTIONS_H
#define CORE_ANALYSIS_MATCH_FUNCTIONS_H

#include "core/analysis/analysis.h"

/*
 * Renames the functions of the profiles. Instances of a generic function are
 * one ("p.Map[...]"). Base's get head's names: of what the patch renamed or
 * moved, by its code (match_declarations.h); of what only got another form of
 * receiver or type parameters, by its name; of literals ("p.F.func1"), whose
 * numbers shift when one is added before them, by the line on which they
 * begin. A literal that head has no more is "p.F.func1 (base)" where another
 * one has its number.
 */
void match_functions(struct analysis *analysis);

#endif
