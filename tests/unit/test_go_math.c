#include "core/stats/go_math.h"

#include "stats_support.h"

/* Printed by Go 1.26 on amd64; the C library differs in all of them. */
static void has_the_bits_of_go(void **state)
{
    (void)state;
    static const double logarithms[][2] = {
        { 0x1.636f75adbe745p+2, 0x1.b6e6e083cc340p+0 },
        { 0x1.3d1f8bf613af0p+0, 0x1.b680df111abfep-3 },
        { 0x1.958b6849176dap+0, 0x1.d7183727cedfep-2 },
        { 0x1.1824e735f2899p+0, 0x1.7128dc50c5c02p-4 },
        { 0x1.9a22a0e93b542p-2, -0x1.d478e28ad4380p-1 },
        { 0x1.4cf3cf42cdb22p-6, -0x1.f2b220de6dae0p+1 },
    };
    static const double exponentials[][2] = {
        { 0x1.0282166f2dfa8p+4, 0x1.3d34c81d767a7p+23 },
        { -0x1.313c65448e2e2p+4, 0x1.646661821d57ap-28 },
        { 0x1.17195423e4be8p+5, 0x1.42344f7485e8fp+50 },
        { -0x1.11bf60481cffap+5, 0x1.8d0fbca76e21dp-50 },
        { 0x1.567fb232e543cp+5, 0x1.b316d4ebdd8edp+61 },
        { 0x1.71290de66826cp+3, 0x1.8fd90bd2c3496p+16 },
        { 0x1.75f1cc42b75a8p+5, 0x1.5a538fe40327cp+67 },
        { -0x1.504a002b7d579p+5, 0x1.4758f6483d9efp-61 },
    };
    for (size_t i = 0; i < sizeof(logarithms) / sizeof(logarithms[0]); i++) {
        assert_same(go_log(logarithms[i][0]), logarithms[i][1]);
    }
    for (size_t i = 0; i < sizeof(exponentials) / sizeof(exponentials[0]);
         i++) {
        assert_same(go_exp(exponentials[i][0]), exponentials[i][1]);
    }
}

static void is_as_precise_as_the_library(void **state)
{
    (void)state;
    uint64_t seed = 42;
    for (int i = 0; i < 20000; i++) {
        double x = next_uniform(&seed) * 1400 - 700;
        assert_within(go_exp(x), exp(x), 4e-16);
        assert_within(go_log(exp(x)), log(exp(x)), 4e-16);
    }
}

static void bears_extremes(void **state)
{
    (void)state;
    assert_same(go_exp(0), 1);
    assert_same(go_exp(800), (double)INFINITY);
    assert_same(go_exp(-800), 0);
    assert_true(isnan(go_exp((double)NAN)));
    assert_same(go_log(1), 0);
    assert_same(go_log(0), -(double)INFINITY);
    assert_same(go_log((double)INFINITY), (double)INFINITY);
    assert_true(isnan(go_log(-1)));
    assert_true(isnan(go_log((double)NAN)));
    assert_near(go_log(5e-324), -744.4400719213812);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(has_the_bits_of_go),
        cmocka_unit_test(is_as_precise_as_the_library),
        cmocka_unit_test(bears_extremes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
