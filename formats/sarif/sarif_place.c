#include "formats/sarif/sarif.h"

#include "formats/text/clean.h"

static void add_uri(cJSON *place, const char *file)
{
    struct buffer uri;
    buffer_init(&uri);
    clean_uri_path(&uri, file);
    cJSON *artifact = json_add_object(place, "artifactLocation");
    json_add_text(artifact, "uri", uri.bytes);
    json_add_text(artifact, "uriBaseId", "%SRCROOT%");
    buffer_release(&uri);
}

/* On one line: GitHub annotates only what lies whole in the diff. */
void sarif_add_place(cJSON *object, struct location location,
                     struct column_range columns)
{
    cJSON *place = json_add_object(object, "physicalLocation");
    add_uri(place, location.file);
    cJSON *region = json_add_object(place, "region");
    json_add_integer(region, "startLine", location.line);
    if (columns.start != 0) {
        json_add_integer(region, "startColumn", columns.start);
    }
    json_add_integer(region, "endLine", location.line);
    if (columns.start != 0) {
        json_add_integer(region, "endColumn", columns.end);
    }
}
