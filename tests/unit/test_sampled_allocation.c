#include "core/stats/sampled_allocation.h"

#include "stats_support.h"

static const double rate = 512 * 1024;

/* 100 samples of 64 KiB, scaled as the runtime does. */
static void undoes_the_scaling(void **state)
{
    (void)state;
    double size = 65536;
    double probability = 1 - exp(-size / rate);
    double objects = 100 / probability;
    struct sampled_allocation sampled =
        sampled_allocation_of(objects, objects * size, rate);
    assert_near(sampled.samples, 100);
    double variance = 100 * (1 - probability) / (probability * probability);
    assert_near(sampled.objects_variance, variance);
    assert_near(sampled.bytes_variance, variance * size * size);
}

/* Objects far below the rate: samples are Poisson, one stands for a rate of
 * bytes. */
static void small_objects_are_poisson(void **state)
{
    (void)state;
    struct sampled_allocation sampled = sampled_allocation_of(1e7, 1.6e8, rate);
    assert_within(sampled.samples, 1.6e8 / rate, 1e-4);
    assert_within(sampled.bytes_variance, 1.6e8 * rate, 1e-4);
    assert_within(sampled.bytes_variance, 1.6e8 * 1.6e8 / sampled.samples,
                  1e-4);
}

/* Far above it nothing is missed. */
static void large_objects_are_certain(void **state)
{
    (void)state;
    struct sampled_allocation sampled = sampled_allocation_of(3, 3e9, rate);
    assert_near(sampled.samples, 3);
    assert_same(sampled.bytes_variance, 0);
}

static void unsampled_and_empty(void **state)
{
    (void)state;
    struct sampled_allocation sampled = sampled_allocation_of(7, 700, 1);
    assert_same(sampled.samples, 7);
    assert_same(sampled.bytes_variance, 0);
    assert_same(sampled_allocation_of(7, 700, 0).objects_variance, 0);
    assert_same(sampled_allocation_of(7, 700, (double)NAN).samples, 7);
    assert_same(sampled_allocation_of(0, 0, rate).samples, 0);
    assert_same(sampled_allocation_of(0, 64, rate).bytes_variance, 0);
    assert_same(sampled_allocation_of(-7, -700, rate).bytes_variance,
                sampled_allocation_of(7, 700, rate).bytes_variance);
}

/* Horvitz and Thompson: over many profiles the estimate of the variance is
 * the variance of the estimate. */
static void estimates_its_own_variance(void **state)
{
    (void)state;
    uint64_t seed = 2024;
    const double size = 262144;
    double probability = 1 - exp(-size / rate);
    double sum = 0;
    double squares = 0;
    double variance = 0;
    const int profiles = 4000;
    for (int i = 0; i < profiles; i++) {
        double taken = 0;
        for (int object = 0; object < 50; object++) {
            taken += next_uniform(&seed) < probability ? 1 : 0;
        }
        double bytes = taken / probability * size;
        variance += sampled_allocation_of(taken / probability, bytes, rate)
                        .bytes_variance /
                    profiles;
        sum += bytes;
        squares += bytes * bytes;
    }
    double mean = sum / profiles;
    assert_within(mean, 50 * size, 0.01);
    assert_within(variance, squares / profiles - mean * mean, 0.08);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(undoes_the_scaling),
        cmocka_unit_test(small_objects_are_poisson),
        cmocka_unit_test(large_objects_are_certain),
        cmocka_unit_test(unsampled_and_empty),
        cmocka_unit_test(estimates_its_own_variance),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
