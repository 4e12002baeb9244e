/*
 * The self-check of the gates as a short table for the terminal.
 */
#ifndef CMD_SELFCHECK_TABLE_H
#define CMD_SELFCHECK_TABLE_H

#include "core/base/buffer.h"
#include "core/model/selfcheck.h"

/* Nothing where it was not asked for. */
void selfcheck_table(const struct selfcheck *selfcheck, struct buffer *out);

#endif
