/*
 * Logic-less templates: Mustache syntax (mustache.github.io, the core modules
 * of its specification) over a cJSON tree. Every hole escapes for HTML unless
 * it is written {{{so}}} or {{&so}}. Nothing is kept between calls.
 */
#ifndef FORMATS_TEMPLATE_H
#define FORMATS_TEMPLATE_H

#include <cjson/cJSON.h>

#include "core/base/buffer.h"
#include "core/base/error.h"

struct template_source {
    const char *name; /* for messages */
    const char *text;
    /* The text of a partial, or NULL when there is none (then it is empty).
     * NULL: no partials. */
    const char *(*partial)(const void *context, const char *name);
    const void *context;
};

/*
 * Appends to `out`. A missing name is empty; false, null, "" and an empty list
 * are false in a section. ERROR_BUG-like damage in a template (a tag or
 * section left open) is ERROR_INPUT with the template's name and line.
 */
WARN_UNUSED bool template_render(const struct template_source *source,
                                 const cJSON *data, struct buffer *out,
                                 struct error *error);

#endif
