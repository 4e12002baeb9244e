/*
 * The words of a weekly report, the same in JSON, HTML and plain text. Names
 * are cut to a length that a mail can stand, and not yet made clean for any
 * sink. Each appends; `item` is what its comment says.
 */
#ifndef FORMATS_WEEKLY_WORDS_H
#define FORMATS_WEEKLY_WORDS_H

#include "core/base/buffer.h"
#include "core/model/weekly.h"

/* What counts as level in a sparkline of shares and KPIs, and of medians. */
#define WEEKLY_LEVEL_SHARE  0.25
#define WEEKLY_LEVEL_MEDIAN 0.02

/* Of a text (const char *): itself, cut. */
void weekly_say_name(const void *item, struct buffer *out);
void weekly_say_sentence(const void *item, struct buffer *out); /* later */

/* Of a struct weekly: how many runs, and of what. */
void weekly_say_runs(const void *item, struct buffer *out);

/* Of a struct regression. */
void weekly_say_subject(const void *item, struct buffer *out); /* function and
                                                                  metric */
void weekly_say_place(const void *item, struct buffer *out);   /* file:line */
void weekly_say_amounts(const void *item, struct buffer *out);
void weekly_say_change(const void *item, struct buffer *out);
void weekly_say_since(const void *item, struct buffer *out);
void weekly_say_cause(const void *item, struct buffer *out);
void weekly_say_origin(const void *item, struct buffer *out);
void weekly_say_owner(const void *item, struct buffer *out);
void weekly_say_brief(const void *item, struct buffer *out);

/* Of a struct weekly_drift: its medians of the weeks, the first and last. */
void weekly_say_course(const void *item, struct buffer *out);

/* Of a struct weekly_hotspot. */
void weekly_say_hotspot(const void *item, struct buffer *out);
void weekly_say_listed(const void *item, struct buffer *out);

/* Of a struct weekly_failure. */
void weekly_say_failed(const void *item, struct buffer *out);
void weekly_say_where(const void *item, struct buffer *out);
void weekly_say_beyond(const void *item, struct buffer *out);
void weekly_say_afterwards(const void *item, struct buffer *out);

/* Of one of the KPIs: its value, its target, whether that is met, and the
 * counts behind it. */
struct weekly_kpi {
    enum kpi_name name;
    const struct kpi *kpi;
};
void weekly_say_kpi(const void *item, struct buffer *out);
void weekly_say_target(const void *item, struct buffer *out);
void weekly_say_met(const void *item, struct buffer *out);
void weekly_say_behind(const void *item, struct buffer *out);

#endif
