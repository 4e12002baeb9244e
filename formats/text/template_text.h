/*
 * The files of templates/ by name, as they are compiled into the program.
 */
#ifndef FORMATS_TEMPLATE_TEXT_H
#define FORMATS_TEMPLATE_TEXT_H

/* `name` is relative to templates/: "help/PERF1001.md"; NULL: there is none. */
const char *template_text(const char *name);

#endif
