#include "core/analysis/benchmarks/compare_benchmarks.h"
#include "core/analysis/benchmarks/fit_scaling.h"
#include "core/analysis/findings/attribute_change.h"
#include "core/analysis/findings/judge_changes.h"
#include "core/rules/rule.h"

#include "analysis_support.h"

enum { RUNS = 8 };

static const double sizes[] = { 10, 100, 1000, 10000 };

/* Runs of one result that vary by a per cent; `name` has a %s for the size. */
static void run_size(struct buffer *text, const char *name, const char *size,
                     double nanoseconds)
{
    for (int run = 0; run < RUNS; run++) {
        buffer_text(text, "Benchmark");
        const char *place = strstr(name, "%s");
        buffer_append(text, name, (size_t)(place - name));
        buffer_printf(text, "%s%s 100 %.6f ns/op\n", size, place + 2,
                      nanoseconds * (1 + 0.00125 * run));
    }
}

static void read_side(struct world *world, struct evidence_side *side,
                      const struct buffer *text)
{
    side->is_present = true;
    bench_read(&world->bench, side, text->bytes);
}

/* Time is constant + factor * n^exponent on a side. */
struct law {
    double constant, factor, exponent;
};

static void run_law(struct world *world, struct evidence_side *side,
                    const char *name, struct law law)
{
    struct buffer text;
    buffer_init(&text);
    for (size_t i = 0; i < 4; i++) {
        char size[32];
        snprintf(size, sizeof(size), "%.0f", sizes[i]);
        run_size(&text, name, size,
                 law.constant + law.factor * pow(sizes[i], law.exponent));
    }
    read_side(world, side, &text);
    buffer_release(&text);
}

static void apply(struct world *world)
{
    struct rule_context context = {
        .arena = &world->arena,
        .evidence = world->evidence,
        .config = &world->config,
        .comparison = &world->comparison,
        .gates = &world->report.gates,
        .findings = &world->report.findings,
    };
    compare_benchmarks(&world->analysis);
    fit_scaling(&world->analysis);
    judge_changes(&world->analysis);
    rule_superlinear_growth.check(&rule_superlinear_growth, &context);
}

/* The only finding of base's law against head's, or NULL. */
static const struct finding *compare(struct world *world, const char *name,
                                     struct law base, struct law head)
{
    world_init(world);
    run_law(world, world->base, name, base);
    run_law(world, world->head, name, head);
    apply(world);
    assert_true(world->report.findings.count <= 1);
    return world->report.findings.items;
}

static void test_linear_to_quadratic(void **state)
{
    (void)state;
    struct world world;
    const struct finding *finding =
        compare(&world, "Join/n=%s-8", (struct law){ 0, 5, 1 },
                (struct law){ 0, 5, 2 });
    assert_non_null(finding);
    assert_int_equal(finding->level, LEVEL_WARNING);
    assert_int_equal(finding->state, FINDING_REGRESSION);
    assert_string_equal(finding->headline,
                        "The time of BenchmarkJoin/n=*-8 grows as n^2.00, "
                        "before as n^1.00 (the exponent rose by 1.00 to 1.00), "
                        "over 4 sizes from 10 to 10000.");
    assert_string_equal(finding->function, "BenchmarkJoin/n=10000-8");
    assert_string_equal(finding->benchmark, "BenchmarkJoin");
    assert_true(fabs(finding->metric.change.ratio - 10000) < 1);
    assert_true(finding->metric.change.q < 1e-6);
    world_release(&world);
}

/* The cost of a call hides the quadratic term at the small sizes. */
static void test_beside_a_constant(void **state)
{
    (void)state;
    struct world world;
    struct law linear = { 1000, 10, 1 };
    const struct finding *finding =
        compare(&world, "Join/n=%s-8", linear, (struct law){ 1000, 0.1, 2 });
    assert_non_null(finding);
    assert_int_equal(finding->level, LEVEL_WARNING);
    world_release(&world);
}

/* Just beyond 0.3 and just within. */
static void test_threshold(void **state)
{
    (void)state;
    struct world world;
    struct law linear = { 0, 100, 1 };
    assert_non_null(
        compare(&world, "Join/%s-8", linear, (struct law){ 0, 100, 1.32 }));
    world_release(&world);
    assert_null(
        compare(&world, "Join/%s-8", linear, (struct law){ 0, 100, 1.28 }));
    world_release(&world);
}

/* A slower machine, and a slower algorithm of the same order. */
static void test_the_same_order(void **state)
{
    (void)state;
    struct world world;
    assert_null(compare(&world, "Join/n=%s-8", (struct law){ 0, 5, 1 },
                        (struct law){ 0, 15, 1 }));
    assert_int_equal(world.comparison.scalings.count, 1);
    world_release(&world);
}

static void test_improvement(void **state)
{
    (void)state;
    struct world world;
    const struct finding *finding =
        compare(&world, "Join/n=%s-8", (struct law){ 0, 5, 2 },
                (struct law){ 0, 5, 1 });
    assert_non_null(finding);
    assert_int_equal(finding->state, FINDING_IMPROVEMENT);
    assert_non_null(strstr(finding->headline, "the exponent fell by 1.00"));
    world_release(&world);
}

/* A fact, unless it lies within 1.5; it stands where the benchmark does. */
static void test_quadratic_as_ever(void **state)
{
    (void)state;
    struct world world;
    struct law law = { 0, 5, 1.55 };
    const struct finding *finding = compare(&world, "Mul/%s-8", law, law);
    assert_non_null(finding);
    assert_int_equal(finding->level, LEVEL_NOTE);
    assert_int_equal(finding->state, FINDING_FACT);
    assert_non_null(strstr(finding->headline, "n^1.55, not new, over"));
    world_source(&world, world.head, "p/mul_test.go",
                 "package p\n\nfunc BenchmarkMul(b *testing.B) {\n}\n");
    attribute_change(&world.analysis);
    finding = world.report.findings.items;
    assert_string_equal(finding->location.file, "p/mul_test.go");
    assert_int_equal(finding->location.line, 3);
    world_release(&world);
    law.exponent = 1.45;
    assert_null(compare(&world, "Mul/%s-8", law, law));
    world_release(&world);
}

static void test_without_base(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    run_law(&world, world.head, "Mul/%s-8", (struct law){ 0, 5, 2 });
    apply(&world);
    assert_int_equal(world.report.findings.count, 1);
    assert_string_equal(world.report.findings.items[0].headline,
                        "The time of BenchmarkMul/*-8 grows as n^2.00, over 4 "
                        "sizes from 10 to 10000.");
    world_release(&world);
}

/* One function a size. */
static void test_sizes_in_base_names(void **state)
{
    (void)state;
    struct world world;
    const struct finding *finding = compare(
        &world, "Join%s-8", (struct law){ 0, 5, 1 }, (struct law){ 0, 5, 2 });
    assert_non_null(finding);
    assert_string_equal(finding->benchmark, "BenchmarkJoin10000");
    world_release(&world);
}

/* Only the number that varies is a size; the others tell families apart. */
static void test_several_numbers(void **state)
{
    (void)state;
    struct world world;
    assert_non_null(compare(&world, "Join2/w=4/n=%s/m=3-8",
                            (struct law){ 0, 5, 1 }, (struct law){ 0, 5, 2 }));
    assert_int_equal(world.comparison.scalings.count, 1);
    assert_string_equal(world.comparison.scalings.items[0].name,
                        "Join2/w=4/n=*/m=3-8");
    world_release(&world);
}

/* `count` sizes that lie `step` apart, linear before and quadratic now. */
static size_t scalings_of(size_t count, double step)
{
    struct world world;
    struct buffer base, head;
    world_init(&world);
    buffer_init(&base);
    buffer_init(&head);
    double value = 8;
    for (size_t i = 0; i < count; i++, value *= step) {
        char size[32];
        snprintf(size, sizeof(size), "%.0f", value);
        run_size(&base, "Join/%s", size, value);
        run_size(&head, "Join/%s", size, value * value);
    }
    read_side(&world, world.base, &base);
    read_side(&world, world.head, &head);
    apply(&world);
    size_t found = world.report.findings.count;
    buffer_release(&base);
    buffer_release(&head);
    world_release(&world);
    return found;
}

static void test_enough_sizes(void **state)
{
    (void)state;
    assert_int_equal(scalings_of(4, 4), 1);
    assert_int_equal(scalings_of(3, 100), 0); /* too few */
    assert_int_equal(scalings_of(5, 2), 0);   /* 16 times */
    assert_int_equal(scalings_of(6, 2), 1);
}

/* Of many sizes the largest count: 256 to 8192. */
static void test_largest_sizes(void **state)
{
    (void)state;
    struct world world;
    struct buffer text;
    world_init(&world);
    buffer_init(&text);
    for (double size = 1; size <= 8192; size *= 2) {
        char words[32];
        snprintf(words, sizeof(words), "%.0f", size);
        run_size(&text, "Join/%s", words, 100000 + size * size);
    }
    run_size(&text, "Join/%s", "8.192k", 1);
    read_side(&world, world.head, &text);
    apply(&world);
    const struct scaling *scaling = world.comparison.scalings.items;
    assert_int_equal(scaling->size_count, 6);
    assert_string_equal(scaling->smallest, "256");
    assert_string_equal(scaling->largest, "8192");
    buffer_release(&text);
    world_release(&world);
}

/* Times that differ twofold from run to run prove no exponent. */
static void test_noise(void **state)
{
    (void)state;
    struct world world;
    struct buffer sides[2];
    world_init(&world);
    for (int side = 0; side < 2; side++) {
        buffer_init(&sides[side]);
        for (int i = 0; i < 4; i++) {
            for (int run = 0; run < 5; run++) {
                double swing = (run + side + i) % 5 < 2 ? 1 : 3 + side * i;
                buffer_printf(&sides[side], "BenchmarkJoin/%.0f 1 %f ns/op\n",
                              sizes[i], sizes[i] * swing);
            }
        }
        read_side(&world, side == 0 ? world.base : world.head, &sides[side]);
        buffer_release(&sides[side]);
    }
    apply(&world);
    assert_int_equal(world.comparison.scalings.count, 1);
    assert_int_equal(world.report.findings.count, 0);
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_linear_to_quadratic),
        cmocka_unit_test(test_beside_a_constant),
        cmocka_unit_test(test_threshold),
        cmocka_unit_test(test_the_same_order),
        cmocka_unit_test(test_improvement),
        cmocka_unit_test(test_quadratic_as_ever),
        cmocka_unit_test(test_without_base),
        cmocka_unit_test(test_sizes_in_base_names),
        cmocka_unit_test(test_several_numbers),
        cmocka_unit_test(test_enough_sizes),
        cmocka_unit_test(test_largest_sizes),
        cmocka_unit_test(test_noise),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
