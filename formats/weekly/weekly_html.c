#include "formats/weekly/weekly_html.h"

#include "formats/text/template.h"
#include "formats/text/template_text.h"
#include "formats/weekly/weekly_json.h"

static const char *find_partial(const void *context, const char *name)
{
    (void)context;
    return template_text(name);
}

bool weekly_html_print(const struct weekly *weekly, size_t most,
                       struct buffer *out, struct error *error)
{
    static const char name[] = "weekly.html";
    struct template_source source = { .name = name,
                                      .text = template_text(name),
                                      .partial = find_partial };
    cJSON *data = weekly_json(weekly, most);
    bool ok = template_render(&source, data, out, error);
    cJSON_Delete(data);
    return ok;
}
