/*
 * The weekly report as the HTML of a mail: templates/weekly.html.
 */
#ifndef FORMATS_WEEKLY_HTML_H
#define FORMATS_WEEKLY_HTML_H

#include "core/base/buffer.h"
#include "core/model/weekly.h"

/* Of each list at most `most` items. */
WARN_UNUSED bool weekly_html_print(const struct weekly *weekly, size_t most,
                                   struct buffer *out, struct error *error);

#endif
