/*
 * Fills a template of templates/ from reports: what the HTML and Markdown
 * writers share.
 */
#ifndef FORMATS_RENDER_REPORT_H
#define FORMATS_RENDER_REPORT_H

#include "formats/writer.h"

/* `name` as in templates/templates.h; partials are files beside it. */
struct report_template {
    const char *name;
    const struct writer_options *options;
};
WARN_UNUSED bool render_reports(const struct report_template *template,
                                const struct report *const *reports,
                                size_t count, struct buffer *out,
                                struct error *error);

#endif
