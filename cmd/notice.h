/*
 * What had to be skipped of an input, told on stderr by the commands that have
 * no report to put it in.
 */
#ifndef CMD_NOTICE_H
#define CMD_NOTICE_H

#include "core/model/evidence.h"

/* "FILE:LINE: TEXT (and N more such lines)", clean for a terminal. */
void notice_print(const struct notice *notice);

#endif
