#include "formats/render_report.h"

#include <string.h>

#include "formats/report_json.h"
#include "formats/template.h"
#include "templates/templates.h"

static const char *find_template(const void *context, const char *name)
{
    (void)context;
    for (const struct template_file *file = template_files; file->name != NULL;
         file++) {
        if (strcmp(file->name, name) == 0) {
            return file->text;
        }
    }
    return NULL;
}

bool render_reports(const struct report_template *template,
                    const struct report *const *reports, size_t count,
                    struct buffer *out, struct error *error)
{
    const char *text = find_template(NULL, template->name);
    if (text == NULL) {
        return error_set(error, ERROR_OUTPUT,
                         "%s: this template is not part of the program",
                         template->name);
    }
    struct template_source source = { .name = template->name,
                                      .text = text,
                                      .partial = find_template };
    cJSON *data = reports_json(reports, count, template->options);
    bool ok = template_render(&source, data, out, error);
    cJSON_Delete(data);
    return ok;
}
