/*
 * What an escape diagnostic speaks of, in a form that two versions of the
 * code share: the compiler's own numbers and the bodies of literals go.
 */
#ifndef CORE_ANALYSIS_ESCAPE_SUBJECT_H
#define CORE_ANALYSIS_ESCAPE_SUBJECT_H

#include "core/base/buffer.h"

/*
 * Appends the subject with white space squeezed, "{...}" bodies emptied, type
 * arguments "[go.shape.int]" and the numbers of ".autotmp_3", "F.func1.2",
 * ".gowrap1", ".deferwrap1" and "-range1" cut, and T for "<T DYNAMICTYPE>".
 * Text in quotes stays.
 */
void escape_subject_append(struct buffer *buffer, const char *subject);

#endif
