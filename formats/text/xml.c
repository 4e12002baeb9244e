#include "formats/text/xml.h"

#include <libxml/xmlwriter.h>
#include <stdio.h>

#include "core/base/memory.h"
#include "formats/text/clean.h"

/* The writer fails only where memory does. */
static void check(int status)
{
    if (status < 0) {
        memory_exhausted(0);
    }
}

/* libxml2's BAD_CAST casts const away. */
static const xmlChar *xml_string(const char *text)
{
    return (const xmlChar *)text;
}

void xml_init(struct xml *xml)
{
    xml->buffer = xmlBufferCreate();
    xml->writer =
        xml->buffer != NULL ? xmlNewTextWriterMemory(xml->buffer, 0) : NULL;
    if (xml->writer == NULL) {
        memory_exhausted(0);
    }
    check(xmlTextWriterSetIndent(xml->writer, 1));
    check(xmlTextWriterSetIndentString(xml->writer, xml_string("  ")));
    check(xmlTextWriterStartDocument(xml->writer, NULL, "UTF-8", NULL));
}

void xml_open(struct xml *xml, const char *element)
{
    check(xmlTextWriterStartElement(xml->writer, xml_string(element)));
}

void xml_close(struct xml *xml)
{
    check(xmlTextWriterEndElement(xml->writer));
}

void xml_attribute(struct xml *xml, const char *name, const char *text)
{
    struct buffer clean;
    buffer_init(&clean);
    clean_xml(&clean, text);
    check(xmlTextWriterWriteAttribute(xml->writer, xml_string(name),
                                      xml_string(clean.bytes)));
    buffer_release(&clean);
}

void xml_attribute_count(struct xml *xml, const char *name, size_t count)
{
    char text[24];
    snprintf(text, sizeof(text), "%zu", count);
    xml_attribute(xml, name, text);
}

void xml_text(struct xml *xml, const char *text)
{
    struct buffer clean;
    buffer_init(&clean);
    clean_xml(&clean, text);
    check(xmlTextWriterWriteString(xml->writer, xml_string(clean.bytes)));
    buffer_release(&clean);
}

void xml_finish(struct xml *xml, struct buffer *out)
{
    check(xmlTextWriterEndDocument(xml->writer));
    xmlFreeTextWriter(xml->writer);
    buffer_append(out, xmlBufferContent(xml->buffer),
                  (size_t)xmlBufferLength(xml->buffer));
    xmlBufferFree(xml->buffer);
}
