/*
 * Findings that stand on one line of source are about one thing: a benchmark
 * that became slower, the function that became hot and the allocation behind
 * both. A place is such a line with its findings, which stay in the report's
 * list; it holds indexes into that list.
 */
#ifndef CORE_MODEL_PLACE_H
#define CORE_MODEL_PLACE_H

#include "core/model/finding.h"

#define PLACE_NO_CAUSE SIZE_MAX

struct finding_index_list LIST_STRUCT(size_t);

struct place {
    struct location location; /* file NULL: of a finding without a line */
    struct finding_index_list members; /* worst first, never empty */
    size_t cause;                      /* the member's index that says why, or
                                          PLACE_NO_CAUSE */
    const char *function; /* that the line belongs to, else the benchmark */
    enum level level;     /* of the worst member */
    bool is_regression;   /* a member at warning or above grew */
    const char *impact, *effort, *action; /* triage of the whole */
};
struct place_list LIST_STRUCT(struct place);

#endif
