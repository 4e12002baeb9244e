/*
 * The contract of the writers: a finished report in, bytes out. A writer is
 * one file and one line in writers.def; it fills a buffer and never touches a
 * file. Several reports make one output (one SARIF run a target).
 */
#ifndef FORMATS_WRITER_H
#define FORMATS_WRITER_H

#include "core/base/buffer.h"
#include "core/base/error.h"
#include "core/model/report.h"

struct writer_options {
    bool is_strict_junit;                 /* junit-10.xsd to the letter */
    const struct rule_info *const *rules; /* all of them; ends with NULL */
    const char *version;                  /* of perfscribe */
};

struct writer {
    const char *name;        /* "sarif": also the option --sarif FILE */
    const char *file_name;   /* under --out: "perfscribe.sarif"; NULL: there
                                only when it is asked for by its option */
    const char *description; /* for help */
    bool (*write)(const struct report *const *reports, size_t count,
                  const struct writer_options *options, struct buffer *out,
                  struct error *error);
};

#define WRITER(name) extern const struct writer writer_##name;
#include "formats/writers.def"
#undef WRITER

/* All writers, in the order of writers.def; ends with NULL. */
extern const struct writer *const writers[];

#endif
