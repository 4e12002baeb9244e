/*
 * All that a writer may know of one target: findings, gates, tables, notices.
 * Lists are in their final order. Writers get it const and hold no opinions.
 */
#ifndef CORE_MODEL_REPORT_H
#define CORE_MODEL_REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/model/comparison.h"
#include "core/model/config.h"
#include "core/model/evidence.h"
#include "core/model/finding.h"
#include "core/model/kept_run.h"
#include "core/model/past.h"
#include "core/model/place.h"
#include "core/model/rating.h"
#include "core/model/selfcheck.h"

/* One box of the differential flame graph: a function under its callers. */
struct flame_frame {
    const char *function;
    uint32_t depth;      /* 0: the root, "all" */
    double start, width; /* fractions of the root's width */
    double base, head;   /* cum; see flame_is_per_operation */
    bool is_certain;     /* that base and head differ */
    bool in_source;
};
struct flame_list LIST_STRUCT(struct flame_frame);

/* When exit status 1 is due: never, gate, error and warning each hold those
 * before them; inconclusive stands aside. */
enum fail_on {
    FAIL_NEVER,
    FAIL_GATE,
    FAIL_INCONCLUSIVE, /* gates, and the inconclusive ones */
    FAIL_ERROR,
    FAIL_WARNING,
};

struct report {
    const struct evidence *evidence;
    const struct config *config;
    const struct comparison *comparison;
    const char *category; /* automationDetails.id, ends with '/' */
    const char *created;  /* RFC 3339 from --now or SOURCE_DATE_EPOCH, or "" */
    const char *source_root; /* as given, for messages only */
    struct kept_run kept;    /* what the store has of this run */
    const struct past *past; /* what it knows of earlier ones; NULL: no store */
    int32_t today;           /* days since 1970, for what expires */
    const struct report *earlier; /* of the target before; NULL: the first */
    bool has_later_targets;

    enum gate_state verdict_state; /* worst of the gates and findings */
    const char *verdict;           /* one line: the thing they need */
    struct text_list banners;      /* "Go versions differ: ..." */
    struct rating rating;
    struct selfcheck selfcheck; /* its is_wanted is the caller's */

    struct finding_list findings;     /* regressions and facts, worst first */
    struct finding_list improvements; /* largest first */
    struct finding_list waived;       /* taken out of the count */
    struct waiver_use_list waivers;   /* all of the configuration's */
    struct place_list places, better_places; /* of the two, in their order */
    struct gate_list gates;
    struct gate_summary_list gate_summaries; /* one a gate, in their order */
    struct flame_list flame; /* cpu; empty without a cpu profile */
    /* Its amounts are fractions of base's time, head's at base's operations;
     * else of the side's own samples. */
    bool flame_is_per_operation;
    double flame_least_width; /* of its boxes: narrower ones are left out */
    struct notice_list notices;

    uint32_t error_count, warning_count, note_count; /* of findings */
    uint32_t annotated_count; /* findings whose line is in the patch */
    enum fail_on fail_on;
};

/* Whether this finding or gate contributes to exit status 1. */
bool report_finding_fails(const struct report *report,
                          const struct finding *finding);
bool report_gate_fails(const struct report *report, const struct gate *gate);
bool report_fails(const struct report *report);

#endif
