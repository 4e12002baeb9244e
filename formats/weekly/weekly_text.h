/*
 * The weekly report as plain text: what the HTML says, for a terminal and for
 * the first part of the mail. No line is longer than a mail can carry.
 */
#ifndef FORMATS_WEEKLY_TEXT_H
#define FORMATS_WEEKLY_TEXT_H

#include "core/base/buffer.h"
#include "core/model/weekly.h"

/* Of each list at most `most` items. */
void weekly_text_print(const struct weekly *weekly, size_t most,
                       struct buffer *out);

#endif
