/*
 * Pass: whether the two sides ran on the same Go version, architecture and
 * CPU (comparison.same_platform, platform_note). Where they did not, times
 * mean little: the report says so in a banner.
 */
#ifndef CORE_ANALYSIS_COMPARE_PLATFORMS_H
#define CORE_ANALYSIS_COMPARE_PLATFORMS_H

#include "core/analysis/analysis.h"

void compare_platforms(struct analysis *analysis);

#endif
