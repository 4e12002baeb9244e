#include "core/analysis/profiles/compare_contention.h"

#include "core/analysis/findings/judge_changes.h"
#include "core/analysis/profiles/diff_profiles.h"

#include "analysis_support.h"

#define BENCH  " < m/p.BenchmarkServe.func1 p/serve_test.go:5"
#define UNLOCK "sync.(*Mutex).Unlock /go/mutex.go:9 < "
#define HOLDER "m/p.Serve p/serve.go:20"

/* Both sides have as many mutex profiles, each of 1000 operations. */
static void begin(struct world *world, size_t count)
{
    world_init(world);
    for (size_t i = 0; i < count; i++) {
        world_profile(world, world->base, PROFILE_MUTEX);
        world_profile(world, world->head, PROFILE_MUTEX);
    }
    world_operations(world->base, "BenchmarkServe", 1000);
    world_operations(world->head, "BenchmarkServe", 1000);
}

/* The delay varies a little from one profile to the next. */
static void delay(struct evidence_side *side, const char *stack, int64_t amount)
{
    for (size_t i = 0; i < side->profiles.count; i++) {
        record(world_recording(side, i), stack, amount + (int64_t)i * 10);
    }
}

static const struct contention_site *only_site(struct world *world)
{
    static const struct contention_site none;
    diff_profiles(&world->analysis);
    compare_contention(&world->analysis);
    judge_changes(&world->analysis);
    if (world->comparison.contention.count != 1) {
        fail_msg("%zu sites", world->comparison.contention.count);
        return &none;
    }
    return &world->comparison.contention.items[0];
}

static void test_delay_grew(void **state)
{
    (void)state;
    struct world world;
    begin(&world, 5);
    delay(world.base, UNLOCK HOLDER BENCH, 100000);
    delay(world.head, UNLOCK HOLDER BENCH, 300000);
    const struct contention_site *site = only_site(&world);
    assert_int_equal(site->kind, PROFILE_MUTEX);
    assert_string_equal(site->function, "m/p.Serve");
    assert_int_equal(site->location.line, 20);
    assert_string_equal(site->lock, "sync.(*Mutex).Unlock");
    assert_int_equal(site->replicates, 5);
    assert_true(site->is_per_operation && site->delay.is_up);
    assert_true(fabs(site->delay.base_each - 100.02) < 1e-6);
    assert_true(site->delay.ratio > 2.9 && site->delay.ratio < 3.1);
    assert_string_equal(site->benchmark, "BenchmarkServe");
    world_release(&world);
}

/* Delays are heavy-tailed: fewer than five profiles a side prove nothing. */
static void test_few_replicates(void **state)
{
    (void)state;
    struct world world;
    begin(&world, 4);
    delay(world.base, UNLOCK HOLDER BENCH, 100000);
    delay(world.head, UNLOCK HOLDER BENCH, 900000);
    const struct contention_site *site = only_site(&world);
    assert_true(isnan(site->delay.p));
    assert_false(site->delay.is_up);
    assert_true(site->delay.ratio > 8);
    world_release(&world);
}

/* The lock's operation is what the repository's line calls, not what that
 * calls in turn. */
static void test_outermost_lock(void **state)
{
    (void)state;
    struct world world;
    begin(&world, 1);
    delay(world.base,
          "sync.(*Mutex).Unlock /go/mutex.go:9 < "
          "sync.(*RWMutex).Unlock /go/rwmutex.go:4 < " HOLDER BENCH,
          1000);
    delay(world.head, "sync.(*Mutex).Unlock /go/mutex.go:9 ~ " HOLDER BENCH,
          500);
    const struct contention_site *site = only_site(&world);
    assert_string_equal(site->lock, "sync.(*Mutex).Unlock");
    world_release(&world);
    begin(&world, 1);
    delay(world.head,
          "sync.(*Mutex).Unlock /go/mutex.go:9 < "
          "sync.(*RWMutex).Unlock /go/rwmutex.go:4 < " HOLDER BENCH,
          1000);
    assert_string_equal(only_site(&world)->lock, "sync.(*RWMutex).Unlock");
    world_release(&world);
}

#define GUARD "sync.(*Mutex).Unlock /go/mutex.go:9 < m/p.(*Guard).Unlock "

/* All that hold one guard longer, or shorter, are one; at the one that changed
 * most. */
static void test_holders_of_one_lock(void **state)
{
    (void)state;
    struct world world;
    begin(&world, 5);
    delay(world.base, GUARD "p/guard.go:3 < " HOLDER BENCH, 100000);
    delay(world.head, GUARD "p/guard.go:3 < " HOLDER BENCH, 200000);
    delay(world.base, GUARD "p/guard.go:3 < m/p.Write p/write.go:7" BENCH,
          100000);
    delay(world.head, GUARD "p/guard.go:3 < m/p.Write p/write.go:7" BENCH,
          600000);
    delay(world.base, GUARD "p/guard.go:3 < m/p.Drop p/drop.go:9" BENCH,
          300000);
    delay(world.head, GUARD "p/guard.go:3 < m/p.Drop p/drop.go:9" BENCH,
          100000);
    delay(world.base, UNLOCK "m/p.Other p/other.go:3" BENCH, 100000);
    delay(world.head, UNLOCK "m/p.Other p/other.go:3" BENCH, 300000);
    diff_profiles(&world.analysis);
    compare_contention(&world.analysis);
    judge_changes(&world.analysis);
    const struct contention_site *items = world.comparison.contention.items;
    assert_int_equal(world.comparison.contention.count, 4);
    assert_string_equal(items[0].function, "m/p.Write");
    assert_string_equal(items[0].lock, "m/p.(*Guard).Unlock");
    assert_string_equal(items[0].delay.moved_with, "p.Serve");
    assert_true(items[0].delay.is_up);
    assert_true(items[0].delay.ratio > 3.9 && items[0].delay.ratio < 4.1);
    assert_string_equal(items[1].function, "m/p.Other");
    assert_true(items[1].delay.is_up && items[1].delay.moved_with == NULL);
    assert_string_equal(items[2].function, "m/p.Serve");
    assert_true(items[2].delay.is_moved && !items[2].delay.is_up);
    assert_string_equal(items[3].function, "m/p.Drop");
    assert_true(items[3].delay.is_down && items[3].delay.moved_with == NULL);
    world_release(&world);
}

/* Waits outside the repository are nobody's line. */
static void test_outsiders(void **state)
{
    (void)state;
    struct world world;
    begin(&world, 1);
    delay(world.head, "sync.(*Mutex).Unlock /go/mutex.go:9 < x.X /go/x.go:1",
          5000);
    delay(world.head, UNLOCK HOLDER BENCH, 5000);
    assert_true(only_site(&world)->head_share == 0.5);
    world_release(&world);
}

/* The same lock, released on another line than before. */
static void test_moved_line(void **state)
{
    (void)state;
    struct world world;
    begin(&world, 5);
    delay(world.base, UNLOCK "m/p.Serve p/serve.go:30" BENCH, 200000);
    delay(world.head, UNLOCK HOLDER BENCH, 200000);
    diff_profiles(&world.analysis);
    compare_contention(&world.analysis);
    judge_changes(&world.analysis);
    const struct contention_site_list *sites = &world.comparison.contention;
    assert_int_equal(sites->count, 2);
    for (size_t i = 0; i < 2; i++) {
        assert_false(sites->items[i].delay.is_up);
        assert_false(sites->items[i].delay.is_down);
    }
    world_release(&world);
}

/* A first run has no base: shown, and judged by nothing. */
static void test_missing_base(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    record(world_profile(&world, world.head, PROFILE_MUTEX),
           UNLOCK HOLDER BENCH, 5000);
    const struct contention_site *site = only_site(&world);
    assert_true(isnan(site->delay.p));
    assert_false(site->delay.is_up);
    assert_false(site->delay.ratio >= 2);
    world_release(&world);
}

/* Mutex before block, then by head's delay. */
static void test_order(void **state)
{
    (void)state;
    struct world world;
    world_init(&world);
    struct recording *block = world_profile(&world, world.head, PROFILE_BLOCK);
    struct recording *mutex = world_profile(&world, world.head, PROFILE_MUTEX);
    record(block, "runtime.chanrecv1 /go/chan.go:3 < " HOLDER BENCH, 900);
    record(mutex, UNLOCK HOLDER BENCH, 5);
    record(mutex, UNLOCK "m/p.Other p/other.go:3" BENCH, 50);
    diff_profiles(&world.analysis);
    compare_contention(&world.analysis);
    const struct contention_site *items = world.comparison.contention.items;
    assert_int_equal(world.comparison.contention.count, 3);
    assert_string_equal(items[0].function, "m/p.Other");
    assert_string_equal(items[1].function, "m/p.Serve");
    assert_int_equal(items[2].kind, PROFILE_BLOCK);
    assert_string_equal(items[2].lock, "runtime.chanrecv1");
    world_release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_delay_grew),
        cmocka_unit_test(test_few_replicates),
        cmocka_unit_test(test_outermost_lock),
        cmocka_unit_test(test_holders_of_one_lock),
        cmocka_unit_test(test_outsiders),
        cmocka_unit_test(test_moved_line),
        cmocka_unit_test(test_missing_base),
        cmocka_unit_test(test_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
