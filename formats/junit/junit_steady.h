/*
 * Cases of what did not get worse: the hottest functions, those that allocate
 * most and those that others wait for most. They make a history, in which a
 * regression is a change, and keep every suite from being empty: Jenkins
 * drops an empty one.
 */
#ifndef FORMATS_JUNIT_STEADY_H
#define FORMATS_JUNIT_STEADY_H

#include "formats/junit/junit_builder.h"

/* After all cases with gates and findings. */
void junit_add_steady(struct junit_builder *builder);

#endif
