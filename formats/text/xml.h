/*
 * A thin layer over libxml2's text writer, which passes bytes on as they are:
 * here all text is cleaned on its way in, so the result is well-formed
 * whatever the names in it hold. Memory that is gone ends the program.
 */
#ifndef FORMATS_XML_H
#define FORMATS_XML_H

#include <stddef.h>

#include "core/base/buffer.h"

struct xml {
    void *writer; /* xmlTextWriterPtr */
    void *buffer; /* xmlBufferPtr, which the writer fills */
};

void xml_init(struct xml *xml);

void xml_open(struct xml *xml, const char *element);
void xml_close(struct xml *xml);

/* Of the element that was opened last, before its text. */
void xml_attribute(struct xml *xml, const char *name, const char *text);
void xml_attribute_count(struct xml *xml, const char *name, size_t count);
void xml_text(struct xml *xml, const char *text);

/* Ends the document, appends it to out and releases everything. */
void xml_finish(struct xml *xml, struct buffer *out);

#endif
