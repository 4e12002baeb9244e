/*
 * report.html: one self-contained page that needs no script and loads
 * nothing. The page is templates/report.html.
 */
#include "formats/report/render_report.h"

static bool write_html(const struct report *const *reports, size_t count,
                       const struct writer_options *options, struct buffer *out,
                       struct error *error)
{
    struct report_template template = { .name = "report.html",
                                        .options = options };
    return render_reports(&template, reports, count, out, error);
}

const struct writer writer_html = {
    .name = "html",
    .file_name = "report.html",
    .description = "a page to read, self-contained",
    .write = write_html,
};
