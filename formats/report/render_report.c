#include "formats/report/render_report.h"

#include "formats/report/report_json.h"
#include "formats/text/template.h"
#include "formats/text/template_text.h"

static const char *find_partial(const void *context, const char *name)
{
    (void)context;
    return template_text(name);
}

bool render_reports(const struct report_template *template,
                    const struct report *const *reports, size_t count,
                    struct buffer *out, struct error *error)
{
    const char *text = template_text(template->name);
    if (text == NULL) {
        return error_set(error, ERROR_OUTPUT,
                         "%s: this template is not part of the program",
                         template->name);
    }
    struct template_source source = { .name = template->name,
                                      .text = text,
                                      .partial = find_partial };
    cJSON *data = reports_json(reports, count, template->options);
    bool ok = template_render(&source, data, out, error);
    cJSON_Delete(data);
    return ok;
}
