/*
 * When the playbook says to go to an architecture review (its section 10).
 */
#ifndef CORE_MODEL_ESCALATION_H
#define CORE_MODEL_ESCALATION_H

#include "core/model/past.h"

enum { SPRINT_DAYS = 14, PERSISTING_CHANGES = 3, LOW_RATINGS = 2 };

enum escalation_kind {
    /* A regression of more than 15 % is open on main, and since it opened
     * there three other pull requests have been recorded, or main's runs of
     * three later commits. One escalation each. */
    ESCALATION_PERSISTS,
    /* Two pull requests ended with a rating below 4 within the last 14 days,
     * or two commits of main had one. */
    ESCALATION_RATING,
    /* More than 25 % of the hot functions changed within the last week. */
    ESCALATION_CHURN,
};

const char *escalation_id(enum escalation_kind kind); /* "low_rating" */
/* In the words of the playbook. */
const char *escalation_criterion(enum escalation_kind kind);

struct escalation {
    enum escalation_kind kind;
    const char *text; /* one sentence with its numbers */
    /* Of ESCALATION_PERSISTS. */
    struct regression regression;
    int64_t changes; /* pull requests, or commits of main, since it opened */
};
struct escalation_list LIST_STRUCT(struct escalation);

#endif
