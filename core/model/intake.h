/*
 * Playbook 1, hypothesis intake: where a suspicion comes from, whether this
 * run is one, and what to do then.
 */
#ifndef CORE_MODEL_INTAKE_H
#define CORE_MODEL_INTAKE_H

#include <stdbool.h>
#include <stddef.h>

#include "core/model/finding.h"

/* The sources of the playbook that this run can speak of. */
struct intake_source {
    const struct playbook_pattern *pattern; /* name, example and action */
    const char *question;                   /* to ask of each of its findings */
};

extern const struct intake_source intake_sources[]; /* ends with no pattern */

/* Whether the finding is one of the source: something got worse. */
bool intake_has(const struct intake_source *source,
                const struct finding *finding);

#endif
