#include "formats/junit_builder.h"

#include <math.h>
#include <string.h>

struct case_key {
    const char *class_name, *name; /* interned */
    uint64_t suite;
};

struct benchmark_key {
    const char *package, *name; /* interned; "Join-8" */
};

static struct benchmark_key benchmark_key(struct junit_builder *builder,
                                          const char *package, const char *name)
{
    return (struct benchmark_key){
        strings_intern_text(&builder->strings, package),
        strings_intern_text(&builder->strings, name),
    };
}

static void note(struct junit_builder *builder, struct benchmark_key key,
                 const struct finding *finding)
{
    bool is_new;
    (void)map_add(&builder->benchmarks, &key, &is_new);
    if (is_new) {
        *LIST_PUSH(builder->names->arena, &builder->first) = finding;
    }
}

/* What merged into a finding stands on its line, too. */
static void note_benchmarks(struct junit_builder *builder)
{
    const struct finding_list *findings = &builder->report->findings;
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];
        if (!finding_is_of_benchmark(finding)) {
            continue;
        }
        note(builder,
             benchmark_key(builder, finding->package,
                           junit_benchmark_of(finding->function)),
             finding);
        for (size_t j = 0; j < finding->merged.count; j++) {
            const struct merged_finding *merged = &finding->merged.items[j];
            note(builder,
                 benchmark_key(builder, merged->package,
                               junit_benchmark_of(merged->function)),
                 finding);
        }
    }
}

void junit_builder_init(struct junit_builder *builder,
                        const struct report *report,
                        const struct junit_names *names,
                        struct junit_case_list *cases)
{
    *builder = (struct junit_builder){ .report = report,
                                       .names = names,
                                       .cases = cases };
    strings_init(&builder->strings);
    map_init(&builder->keys, sizeof(struct case_key));
    map_init(&builder->benchmarks, sizeof(struct benchmark_key));
    note_benchmarks(builder);
}

void junit_builder_release(struct junit_builder *builder)
{
    map_release(&builder->benchmarks);
    map_release(&builder->keys);
    strings_release(&builder->strings);
}

struct junit_case *junit_builder_case(struct junit_builder *builder,
                                      enum junit_suite suite,
                                      struct junit_name name)
{
    struct case_key key = {
        strings_intern_text(&builder->strings, name.class_name),
        strings_intern_text(&builder->strings, name.name),
        (uint64_t)suite,
    };
    bool is_new;
    uint32_t index = map_add(&builder->keys, &key, &is_new);
    if (is_new) {
        *LIST_PUSH(builder->names->arena, builder->cases) = (struct junit_case){
            .suite = suite, .name = name, .seconds = (double)NAN, .reason = ""
        };
    }
    return &builder->cases->items[index];
}

const struct finding *junit_builder_finding_of(struct junit_builder *builder,
                                               const struct gate *gate)
{
    struct benchmark_key key =
        benchmark_key(builder, gate->package, gate->benchmark);
    uint32_t index = map_find(&builder->benchmarks, &key);
    return index == MAP_NONE ? NULL : builder->first.items[index];
}
