#include "formats/pprof/pprof_tags.h"

#include "pprof_support.h"

/* One function, one location, samples of one value. */
static void begin(struct pprof_maker *maker)
{
    maker_init(maker);
    maker_type(maker, FIELD_SAMPLE_TYPE, "samples", "count");
    maker_function(maker, 1, "main.work");
    maker_plain_location(maker, 1, 1);
}

struct made_label {
    const char *key, *text;
    int64_t number;
    const char *unit;
};

/* A sample with its labels; the first without a key ends them. */
static void add(struct pprof_maker *maker, uint64_t value,
                const struct made_label labels[3])
{
    struct buffer message;
    buffer_init(&message);
    put_number(&message, 1, 1);
    put_number(&message, 2, value);
    for (size_t i = 0; i < 3 && labels[i].key != NULL; i++) {
        struct buffer label;
        buffer_init(&label);
        put_number(&label, 1, maker_text(maker, labels[i].key));
        if (labels[i].text != NULL) {
            put_number(&label, 2, maker_text(maker, labels[i].text));
        }
        put_number(&label, 3, (uint64_t)labels[i].number);
        if (labels[i].unit != NULL) {
            put_number(&label, 4, maker_text(maker, labels[i].unit));
        }
        put_message(&message, 3, &label);
    }
    put_message(&maker->out, FIELD_SAMPLE, &message);
}

static void count(void *context, const struct profile_sample *sample)
{
    int64_t *sum = context;
    *sum += sample->values[0];
}

/* The values that the filters leave, in the sums and in both visits. */
static int64_t kept(struct span content, const char *const *filters,
                    size_t filter_count)
{
    struct reading reading;
    struct error error = ERROR_INIT;
    struct tag_filters tags = { filters, filter_count };
    reading_init(&reading);
    assert_true(pprof_read(&reading, "cpu", content));
    struct profile *profile = &reading.evidence.base.profiles.items[0];
    assert_true(tag_filters_check(&tags, &error));
    assert_true(pprof_keep_tagged(profile, &tags, &reading.evidence.base.arena,
                                  &error));
    int64_t total = profile->totals[0], visited = 0, walked = 0;
    assert_true(profile_function_cum(profile, 0)[0] == total);
    assert_true(profile_line_flat(profile, 0)[0] == total);
    profile->visit(profile, count, &visited);
    profile->visit_stacks(profile, count, &walked);
    assert_true(visited == total && walked == total);
    reading_release(&reading);
    return total;
}

#define KEPT(content, ...)                              \
    kept(content, (const char *const[]){ __VA_ARGS__ }, \
         sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(const char *))

static void test_texts(void **state)
{
    (void)state;
    struct pprof_maker maker;
    begin(&maker);
    add(&maker, 1,
        (struct made_label[3]){ { .key = "handler", .text = "list" },
                                { .key = "tenant", .text = "a" } });
    add(&maker, 2,
        (struct made_label[3]){ { .key = "handler", .text = "get" },
                                { .key = "tenant", .text = "a" } });
    add(&maker, 4,
        (struct made_label[3]){ { .key = "handler", .text = "put" },
                                { .key = "tenant", .text = "b" } });
    add(&maker, 8, (struct made_label[3]){ { .key = NULL } });
    struct span content = maker_end(&maker);
    assert_int_equal(kept(content, NULL, 0), 15);
    assert_int_equal(KEPT(content, "handler=list"), 1);
    assert_int_equal(KEPT(content, "handler=list", "handler=put"), 5);
    assert_int_equal(KEPT(content, "tenant=a", "handler=list", "handler=put"),
                     1);
    assert_int_equal(KEPT(content, "handler=lis"), 0);
    assert_int_equal(KEPT(content, "handle=list"), 0);
    assert_int_equal(KEPT(content, "handler="), 0);
    maker_release(&maker);
}

/* A label's text may hold what parts key and value; several may have one key.
 */
static void test_odd_texts(void **state)
{
    (void)state;
    struct pprof_maker maker;
    begin(&maker);
    add(&maker, 1, (struct made_label[3]){ { .key = "q", .text = "a=b" } });
    add(&maker, 2,
        (struct made_label[3]){ { .key = "q", .text = "x" },
                                { .key = "q", .text = "y" } });
    add(&maker, 4, (struct made_label[3]){ { .key = "q", .text = "64" } });
    struct span content = maker_end(&maker);
    assert_int_equal(KEPT(content, "q=a=b"), 1);
    assert_int_equal(KEPT(content, "q=y"), 2);
    assert_int_equal(KEPT(content, "q=64"), 4);
    maker_release(&maker);
}

static void test_numbers(void **state)
{
    (void)state;
    struct pprof_maker maker;
    begin(&maker);
    add(&maker, 1,
        (struct made_label[3]){ { .key = "bytes", .number = 2048 } });
    add(&maker, 2,
        (struct made_label[3]){
            { .key = "latency", .number = 10, .unit = "milliseconds" } });
    add(&maker, 4, (struct made_label[3]){ { .key = "shard", .number = -3 } });
    struct span content = maker_end(&maker);
    assert_int_equal(KEPT(content, "bytes=2048"), 1);
    assert_int_equal(KEPT(content, "bytes=2kB"), 1);
    assert_int_equal(KEPT(content, "bytes=2ms"), 0);
    assert_int_equal(KEPT(content, "bytes=1kB"), 0); /* nor cut to it */
    assert_int_equal(KEPT(content, "latency=10"), 2);
    assert_int_equal(KEPT(content, "latency=10ms"), 2);
    assert_int_equal(KEPT(content, "latency=10000us"), 2);
    assert_int_equal(KEPT(content, "shard=-3"), 4);
    assert_int_equal(KEPT(content, "shard=3"), 0);
    assert_int_equal(KEPT(content, "shard=99999999999999999999"), 0);
    maker_release(&maker);
}

static void check_refused(const char *filter, const char *expected)
{
    struct error error = ERROR_INIT;
    struct tag_filters tags = { &filter, 1 };
    assert_false(tag_filters_check(&tags, &error));
    assert_int_equal(error.kind, ERROR_USAGE);
    assert_non_null(strstr(error.message, expected));
}

static void test_refused(void **state)
{
    (void)state;
    const char *many[PPROF_TAG_LIMIT + 1];
    struct error error = ERROR_INIT;
    check_refused("handler", "--tag handler: a tag is KEY=VALUE");
    check_refused("=list", "a tag is KEY=VALUE");
    check_refused("", "a tag is KEY=VALUE");
    for (size_t i = 0; i <= PPROF_TAG_LIMIT; i++) {
        many[i] = "a=b";
    }
    struct tag_filters tags = { many, PPROF_TAG_LIMIT };
    assert_true(tag_filters_check(&tags, &error));
    tags.count++;
    assert_false(tag_filters_check(&tags, &error));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_texts),
        cmocka_unit_test(test_odd_texts),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
