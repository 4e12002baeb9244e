/*
 * Where the reports go: files of --out, files named one by one, stdout.
 */
#ifndef CMD_REPORT_OUTPUT_H
#define CMD_REPORT_OUTPUT_H

#include "cmd/report_options.h"

struct report_output {
    const struct report_options *options;
    struct arena *arena;
    const struct report **reports; /* of the good bundles */
    size_t count;
    bool has_several; /* bundles were given: each gets OUT/TARGET/ */
    bool is_complete; /* none was bad: the combined files are written */
};

/* Renders everything before it writes anything. ERROR_OUTPUT names what could
 * not be written. */
WARN_UNUSED bool report_output_write(const struct report_output *output,
                                     struct error *error);

/* NULL: only the files that were named one by one. */
const char *report_output_folder(const struct report_options *options);

bool report_output_uses_stdout(const struct report_output *output);

#endif
