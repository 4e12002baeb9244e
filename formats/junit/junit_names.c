#include "formats/junit/junit_names.h"

#include <string.h>

#include "core/model/go_symbol.h"

/* "-8" of "Join/n=10-8"; "" when the name has no such end. */
static const char *processors_of(const char *benchmark)
{
    size_t length = strlen(benchmark), digits = length;
    while (digits > 0 && benchmark[digits - 1] >= '0' &&
           benchmark[digits - 1] <= '9') {
        digits--;
    }
    bool has_suffix =
        digits > 1 && digits < length && benchmark[digits - 1] == '-';
    return has_suffix ? benchmark + digits - 1 : "";
}

/* go test adds the same number to all; where they differ it means more. */
static const char *shared_processors(const struct gate_list *gates)
{
    const char *shared = NULL;
    for (size_t i = 0; i < gates->count; i++) {
        if (gates->items[i].benchmark[0] == '\0') {
            continue;
        }
        const char *own = processors_of(gates->items[i].benchmark);
        if (shared != NULL && strcmp(own, shared) != 0) {
            return "";
        }
        shared = own;
    }
    return shared != NULL ? shared : "";
}

void junit_names_init(struct junit_names *names, const struct report *report,
                      bool is_one_of_several, struct arena *arena)
{
    const struct evidence *evidence = report->evidence;
    *names = (struct junit_names){
        .arena = arena,
        .prefix = is_one_of_several
                      ? arena_printf(arena, "%s/", evidence->target)
                      : "",
        .root =
            evidence->module[0] != '\0' ? evidence->module : evidence->target,
        .processors = shared_processors(&report->gates),
    };
}

struct junit_name junit_benchmark_name(const struct junit_names *names,
                                       const char *package,
                                       const char *benchmark, const char *unit)
{
    size_t length = strlen(benchmark), suffix = strlen(names->processors);
    if (suffix < length &&
        strcmp(benchmark + length - suffix, names->processors) == 0) {
        length -= suffix;
    }
    size_t base = go_benchmark_base_length(benchmark);
    return (struct junit_name){
        .class_name = arena_printf(
            names->arena, "%s%s.Benchmark%.*s", names->prefix,
            package[0] != '\0' ? package : names->root, (int)base, benchmark),
        .name = arena_printf(names->arena, "Benchmark%.*s %s", (int)length,
                             benchmark, unit),
    };
}

/* The receiver's type, else the function: "Buf" of "(*Buf[...]).Write". */
static struct span type_of(const char *name)
{
    if (strncmp(name, "(*", 2) == 0) {
        name += 2;
    }
    return (struct span){ .bytes = name, .length = strcspn(name, ".[)") };
}

struct junit_name junit_function_name(const struct junit_names *names,
                                      const char *symbol, const char *aspect)
{
    struct span package = go_symbol_package(symbol);
    const char *rest = symbol + package.length;
    struct span type = type_of(*rest == '.' ? rest + 1 : rest);
    if (type.length == 0) {
        type = (struct span){ .bytes = "func", .length = 4 };
    }
    return (struct junit_name){
        .class_name = arena_printf(names->arena, "%s%.*s.%.*s", names->prefix,
                                   (int)package.length, package.bytes,
                                   (int)type.length, type.bytes),
        .name = arena_printf(names->arena, "%s %s", go_symbol_short(symbol),
                             aspect),
    };
}

struct junit_name junit_target_name(const struct junit_names *names,
                                    const char *suite, const char *name)
{
    return (struct junit_name){
        .class_name = arena_printf(names->arena, "%s%s.%s", names->prefix,
                                   names->root, suite),
        .name = name,
    };
}
