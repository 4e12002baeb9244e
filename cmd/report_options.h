/*
 * What `perfscribe report` was asked for.
 */
#ifndef CMD_REPORT_OPTIONS_H
#define CMD_REPORT_OPTIONS_H

#include "cmd/options.h"
#include "core/model/report.h"

/* More writers than this would need a longer table of options. */
#define REPORT_WRITER_MOST 8

struct report_options {
    const char *out;
    /* Where each writer's output goes besides --out, by its index in
     * writers[]; NULL: nowhere. */
    const char *writer_paths[REPORT_WRITER_MOST];
    struct argument_list base_files, head_files, patches;
    const char *source_root, *base_source_root;
    const char *config; /* NULL: that of a tree */
    bool trusts_head_config;
    const char *category;
    size_t fail_on; /* index into report_fail_on_names */
    bool is_strict, is_strict_junit, is_quiet, wants_selfcheck;
    const char *now;
    const char *history; /* the store; NULL: none */
    struct argument_list bundles;
    bool wants_help;
    const char *created; /* from --now or SOURCE_DATE_EPOCH, "" none */
    int32_t today;       /* from --now, else the clock; days since 1970 */
};

WARN_UNUSED bool report_options_parse(const struct command *command, int argc,
                                      char **argv, struct arena *arena,
                                      struct report_options *options,
                                      struct error *error);

/* The level of exit that the index of --fail-on means. */
enum fail_on report_fail_on(const struct report_options *options);

#endif
