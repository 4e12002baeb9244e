/*
 * Which value of two profiles a comparison is about, and in which unit.
 */
#ifndef CORE_ANALYSIS_PROFILE_VALUES_H
#define CORE_ANALYSIS_PROFILE_VALUES_H

#include "core/base/error.h"
#include "core/model/profile.h"

struct value_pair {
    size_t base, head;                /* indexes of value types */
    int64_t base_factor, head_factor; /* to the unit of `value` */
    struct value_type value;          /* of both, once multiplied */
};

/*
 * By name ("alloc_space"), by number among the types that both have, or by
 * pprof's default when sample_index is NULL: default_sample_type, else the
 * last. ERROR_USAGE: no such type; ERROR_INPUT: none in common, sampled by
 * different things, or units that do not convert.
 */
WARN_UNUSED bool profile_values_choose(const struct profile *base,
                                       const struct profile *head,
                                       const char *sample_index,
                                       struct value_pair *pair,
                                       struct error *error);

#endif
