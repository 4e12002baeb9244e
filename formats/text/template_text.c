#include "formats/text/template_text.h"

#include <string.h>

#include "templates/templates.h"

const char *template_text(const char *name)
{
    for (const struct template_file *file = template_files; file->name != NULL;
         file++) {
        if (strcmp(file->name, name) == 0) {
            return file->text;
        }
    }
    return NULL;
}
