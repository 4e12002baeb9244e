/*
 * What the history store keeps of this run: the store fills it before the
 * gates are judged, with its transaction open; that commits when the reports
 * are written, or there are no reports. All zero: there is no store.
 */
#ifndef CORE_MODEL_KEPT_RUN_H
#define CORE_MODEL_KEPT_RUN_H

#include <stdbool.h>
#include <stdint.h>

struct kept_run {
    const char *store; /* as given; NULL: none */
    /* Of the evidence's profiles, those that are in the store. */
    uint32_t base_archived, head_archived;
    bool is_recorded;
    const char *trouble; /* why something is not in it; NULL or "": nothing */
};

#endif
