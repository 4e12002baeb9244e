/*
 * What a record of a Go heap profile says beyond its value: how many samples
 * it rests on and how uncertain it is. The runtime records an allocation of
 * size s with probability 1 - exp(-s / rate), and runtime/pprof
 * (scaleHeapSample in protomem.go) divides by that probability: a
 * Horvitz-Thompson estimate, whose variance is known.
 */
#ifndef CORE_STATS_SAMPLED_ALLOCATION_H
#define CORE_STATS_SAMPLED_ALLOCATION_H

struct sampled_allocation {
    double samples; /* that the runtime took: objects * probability */
    double objects_variance;
    double bytes_variance; /* bytes^2 */
};

/* Of one record, as the profile has it: scaled objects and bytes, and the
 * rate in bytes (the profile's period). A rate of at most 1 means that every
 * allocation was recorded: variance 0. Variances of records add up; those of
 * a merged sum must be taken before merging. Negative values (a diff) count
 * by their size. */
struct sampled_allocation sampled_allocation_of(double objects, double bytes,
                                                double rate);

#endif
