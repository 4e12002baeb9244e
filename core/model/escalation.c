#include "core/model/escalation.h"

const char *escalation_id(enum escalation_kind kind)
{
    static const char *const ids[] = {
        [ESCALATION_PERSISTS] = "persisting_regression",
        [ESCALATION_RATING] = "low_rating",
        [ESCALATION_CHURN] = "hotspot_churn",
    };
    return ids[kind];
}

const char *escalation_criterion(enum escalation_kind kind)
{
    static const char *const criteria[] = {
        [ESCALATION_PERSISTS] = "Any single regression >15% persists 3 PRs",
        [ESCALATION_RATING] = "Overall rating <4 twice in a sprint",
        [ESCALATION_CHURN] = "Hotspot churn >25% (instability signal)",
    };
    return criteria[kind];
}
