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
