/*
 * The time that policy goes by: weeks, ages, expiry.
 */
#ifndef CMD_CLOCK_H
#define CMD_CLOCK_H

#include <stdint.h>

#include "core/base/error.h"

/* Seconds since 1970 of --now, or of the wall clock where it is NULL. */
WARN_UNUSED bool clock_read(const char *now, int64_t *seconds,
                            struct error *error);

#endif
