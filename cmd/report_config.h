/*
 * Which perfscribe.json a report goes by. A pull request must not change the
 * limits that it is held to, nor waive its own regressions: without --config,
 * which is trusted as given, it is the base tree's; with no base tree the
 * head's, unless the patch touches it. --trust-head-config takes the head's.
 */
#ifndef CMD_REPORT_CONFIG_H
#define CMD_REPORT_CONFIG_H

#include "cmd/report_options.h"

#define CONFIG_FILE_NAME "perfscribe.json"

/*
 * Fills the config for one bundle whose evidence is read. What is there and
 * not used is a notice of head. ERROR_USAGE for a file that is bad; texts live
 * in the arena.
 */
WARN_UNUSED bool report_config_read(const struct report_options *options,
                                    struct evidence *evidence,
                                    struct arena *arena, struct config *config,
                                    struct error *error);

#endif
