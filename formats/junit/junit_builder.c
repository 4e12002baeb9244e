#include "formats/junit/junit_builder.h"

#include <math.h>
#include <string.h>

struct case_key {
    const char *class_name, *name; /* interned */
    uint64_t suite;
};

struct benchmark_key {
    const char *package, *name, *unit; /* interned; "Join-8"; unit "": any */
};

static struct benchmark_key benchmark_key(struct junit_builder *builder,
                                          const char *package, const char *name,
                                          const char *unit)
{
    return (struct benchmark_key){
        strings_intern_text(&builder->strings, package),
        strings_intern_text(&builder->strings, name),
        strings_intern_text(&builder->strings, unit),
    };
}

static void note(struct junit_builder *builder, struct junit_origin origin)
{
    const struct finding *finding = origin.finding;
    const char *units[] = { finding->metric.unit, "" };
    for (size_t i = 0; i < 2; i++) {
        struct benchmark_key key =
            benchmark_key(builder, finding->package,
                          junit_benchmark_of(finding->function), units[i]);
        bool is_new;
        (void)map_add(&builder->benchmarks, &key, &is_new);
        if (is_new) {
            *LIST_PUSH(builder->names->arena, &builder->origins) = origin;
        }
    }
}

static void note_benchmarks(struct junit_builder *builder)
{
    const struct finding_list *findings = &builder->report->findings;
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *kept = &findings->items[i];
        if (!finding_is_of_benchmark(kept)) {
            continue;
        }
        note(builder, (struct junit_origin){ kept, kept });
        for (size_t j = 0; j < kept->merged.count; j++) {
            note(builder,
                 (struct junit_origin){ &kept->merged.items[j], kept });
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

struct junit_origin junit_builder_origin_of(struct junit_builder *builder,
                                            const struct gate *gate)
{
    const char *units[] = { gate->unit, "" };
    for (size_t i = 0; i < 2; i++) {
        struct benchmark_key key =
            benchmark_key(builder, gate->package, gate->benchmark, units[i]);
        uint32_t index = map_find(&builder->benchmarks, &key);
        if (index != MAP_NONE) {
            return builder->origins.items[index];
        }
    }
    return (struct junit_origin){ NULL, NULL };
}
