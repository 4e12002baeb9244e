#include "core/analysis/profiles/profile_values.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* A profile of up to four "type/unit" values. */
struct made {
    struct profile profile;
    struct value_type types[4];
};

static void make(struct made *made, const char *const *types, size_t count)
{
    memset(made, 0, sizeof(*made));
    for (size_t i = 0; i < count; i++) {
        made->types[i] = (struct value_type){ types[2 * i], types[2 * i + 1] };
    }
    made->profile.name = "x.pb.gz";
    made->profile.value_types = made->types;
    made->profile.value_count = count;
    made->profile.default_value = count - 1;
    made->profile.period_type = (struct value_type){ "", "" };
}

#define MAKE(made, ...)                                     \
    make((made), (const char *const[]){ __VA_ARGS__ },      \
         sizeof((const char *const[]){ __VA_ARGS__ }) / 2 / \
             sizeof(const char *))

static const char *chosen(const struct made *base, const struct made *head,
                          const char *sample_index)
{
    struct value_pair pair;
    struct error error = ERROR_INIT;
    if (!profile_values_choose(&base->profile, &head->profile, sample_index,
                               &pair, &error)) {
        return error.kind == ERROR_USAGE ? "usage" : "input";
    }
    assert_string_equal(base->types[pair.base].type,
                        head->types[pair.head].type);
    return pair.value.type;
}

static void test_choice(void **state)
{
    (void)state;
    struct made heap;
    MAKE(&heap, "alloc_objects", "count", "alloc_space", "bytes",
         "inuse_objects", "count", "inuse_space", "bytes");
    assert_string_equal(chosen(&heap, &heap, NULL), "inuse_space");
    assert_string_equal(chosen(&heap, &heap, ""), "inuse_space");
    assert_string_equal(chosen(&heap, &heap, "alloc_space"), "alloc_space");
    assert_string_equal(chosen(&heap, &heap, "1"), "alloc_space");
    assert_string_equal(chosen(&heap, &heap, "4"), "usage");
    assert_string_equal(chosen(&heap, &heap, "space"), "usage");
    heap.profile.has_default_value = true;
    heap.profile.default_value = 0;
    assert_string_equal(chosen(&heap, &heap, NULL), "alloc_objects");
}

/* Only what both have counts, in head's order. */
static void test_common_types(void **state)
{
    (void)state;
    struct made base, head, none;
    MAKE(&base, "samples", "count", "cpu", "nanoseconds");
    MAKE(&head, "cpu", "nanoseconds", "energy", "count", "samples", "count");
    MAKE(&none, "goroutine", "count");
    assert_string_equal(chosen(&base, &head, "0"), "cpu");
    assert_string_equal(chosen(&base, &head, "1"), "samples");
    assert_string_equal(chosen(&base, &head, "2"), "usage");
    assert_string_equal(chosen(&base, &head, "energy"), "usage");
    /* A reduced profile has its first type as its default. */
    assert_string_equal(chosen(&base, &head, NULL), "cpu");
    assert_string_equal(chosen(&base, &none, NULL), "input");
}

/* Old heap profiles have "space" for "inuse_space". */
static void test_old_names(void **state)
{
    (void)state;
    struct made heap;
    MAKE(&heap, "objects", "count", "space", "bytes");
    assert_string_equal(chosen(&heap, &heap, "inuse_space"), "space");
    assert_string_equal(chosen(&heap, &heap, "inuse_objects"), "objects");
}

/* The finer unit is kept, so that nothing is rounded. */
static void test_units(void **state)
{
    (void)state;
    struct made base, head;
    struct value_pair pair;
    struct error error = ERROR_INIT;
    MAKE(&base, "delay", "microseconds");
    MAKE(&head, "delay", "nanoseconds");
    assert_true(profile_values_choose(&base.profile, &head.profile, NULL, &pair,
                                      &error));
    assert_string_equal(pair.value.unit, "nanoseconds");
    assert_int_equal(pair.base_factor, 1000);
    assert_int_equal(pair.head_factor, 1);
    assert_true(profile_values_choose(&head.profile, &base.profile, NULL, &pair,
                                      &error));
    assert_string_equal(pair.value.unit, "nanoseconds");
    assert_int_equal(pair.head_factor, 1000);
    MAKE(&head, "delay", "bytes");
    assert_false(profile_values_choose(&base.profile, &head.profile, NULL,
                                       &pair, &error));
    assert_int_equal(error.kind, ERROR_INPUT);
    assert_non_null(strstr(error.message, "\"microseconds\""));
}

/* Two languages may name a value alike and sample by different things. */
static void test_periods(void **state)
{
    (void)state;
    struct made base, head;
    MAKE(&base, "inuse_space", "bytes");
    MAKE(&head, "inuse_space", "bytes");
    base.profile.period_type = (struct value_type){ "space", "bytes" };
    assert_string_equal(chosen(&base, &head, NULL), "input");
    assert_string_equal(chosen(&head, &base, NULL), "input");
    head.profile.period_type = (struct value_type){ "spaces", "MB" };
    assert_string_equal(chosen(&base, &head, NULL), "inuse_space");
    head.profile.period_type = (struct value_type){ "space", "count" };
    assert_string_equal(chosen(&base, &head, NULL), "input");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_choice),    cmocka_unit_test(test_common_types),
        cmocka_unit_test(test_old_names), cmocka_unit_test(test_units),
        cmocka_unit_test(test_periods),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
