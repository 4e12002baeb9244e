/*
 * A base line's place in head for comparing costs: where the patch moved it,
 * the line that match_lines knows it became, or else the one that replaced it
 * in an edit of as many lines.
 */
#ifndef CORE_ANALYSIS_EDITED_LINE_H
#define CORE_ANALYSIS_EDITED_LINE_H

#include "core/model/patch.h"

/* 0: head has no such line. */
uint32_t edited_head_line(const struct patch *patch, const char *base_path,
                          uint32_t line);

#endif
