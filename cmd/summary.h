/*
 * The last words of `report` on stdout: the verdict first, then what to look
 * at, then where the files are.
 */
#ifndef CMD_SUMMARY_H
#define CMD_SUMMARY_H

#include "cmd/report_options.h"

void summary_print(const struct report *const *reports, size_t count,
                   const struct report_options *options);

#endif
