/*
 * report.json: the report for other tools, versioned (explain json).
 */
#include <stdlib.h>

#include "formats/report/report_json.h"
#include "formats/writer.h"

static bool write_json(const struct report *const *reports, size_t count,
                       const struct writer_options *options, struct buffer *out,
                       struct error *error)
{
    (void)error;
    cJSON *root = reports_json(reports, count, options);
    char *text = cJSON_Print(root);
    buffer_text(out, text);
    buffer_byte(out, '\n');
    cJSON_free(text);
    cJSON_Delete(root);
    return true;
}

const struct writer writer_json = {
    .name = "json",
    .file_name = "report.json",
    .description = "everything, for other tools",
    .write = write_json,
};
