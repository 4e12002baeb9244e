/*
 * From evidence to report: the whole analysis in one call.
 */
#ifndef CORE_ANALYSIS_PIPELINE_H
#define CORE_ANALYSIS_PIPELINE_H

#include "core/base/arena.h"
#include "core/model/config.h"
#include "core/model/evidence.h"
#include "core/model/report.h"

/*
 * Fills the report. The caller has set its fail_on, category, created, kept
 * and past; evidence, config and arena must outlive the report. Maps paths
 * inside the evidence, hence not const.
 */
void pipeline_run(struct evidence *evidence, const struct config *config,
                  struct arena *arena, struct report *report);

#endif
