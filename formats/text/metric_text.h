/*
 * A finding's metric in the few words of a table: what was measured, how much
 * of it on each side, the change, the interval and the share.
 */
#ifndef FORMATS_METRIC_TEXT_H
#define FORMATS_METRIC_TEXT_H

#include "core/base/buffer.h"
#include "core/base/quantity.h"
#include "core/model/finding.h"

/* "BenchmarkJoin-8 sec/op" or "CPU an operation" */
void metric_label(const struct finding *finding, struct buffer *out);

/* Of the lines of its source: "CPU an operation", "share of bytes"; nothing
 * where their cost is not known. */
void metric_cost_label(const struct finding *finding, struct buffer *out);
struct quantity metric_cost(const struct finding *finding, double cost);

/* Per operation where that is known, else the share of the profile. */
struct quantity metric_base(const struct finding *finding);
struct quantity metric_head(const struct finding *finding);

/* "146 us -> 419 us" with an arrow; nothing where neither is known. */
void metric_amounts(const struct finding *finding, struct buffer *out);

/* "2.8x"; empty for a fact, which did not change. */
struct quantity metric_change(const struct finding *finding);

/* "2.5x to 3.1x"; nothing where there is none, or no width to it. */
void metric_add_interval(double low, double high, struct buffer *out);
void metric_interval(const struct finding *finding, struct buffer *out);

/* "5.0 % -> 10 %" with an arrow; nothing where it is no share. */
void metric_shares(const struct finding *finding, struct buffer *out);

/* Label and change: "BenchmarkJoin-8 sec/op 2.8x" */
void metric_brief(const struct finding *finding, struct buffer *out);

#endif
