/*
 * Notices that say the same of several files, as one: thirty files that no
 * reader knows are one thing to say.
 */
#ifndef CORE_MODEL_NOTICE_GROUPS_H
#define CORE_MODEL_NOTICE_GROUPS_H

#include "core/base/buffer.h"
#include "core/model/evidence.h"

struct notice_group {
    const struct notice *first;
    size_t files;   /* that it is said of */
    uint64_t count; /* how often in all */
};
struct notice_group_list LIST_STRUCT(struct notice_group);

/* In the order in which each text first stands; in the arena. */
void notice_groups(const struct notice_list *notices, struct arena *arena,
                   struct notice_group_list *groups);

/* Appends "base/cmp.json and 34 more files: nobody reads this". */
void notice_group_text(const struct notice_group *group, struct buffer *out);

#endif
