#include "core/analysis/gates/gate_scope.h"

#include "core/analysis/sources/package_folder.h"
#include "core/analysis/sources/source_text.h"
#include "core/model/go_symbol.h"

struct scope gate_scope_of(const struct analysis *analysis,
                           const struct benchmark_row *row)
{
    size_t length = go_benchmark_base_length(row->name);
    struct source_benchmark wanted = {
        .name = arena_printf(analysis->arena, "Benchmark%.*s", (int)length,
                             row->name),
        .package = package_folder(analysis->evidence->module, row->package),
    };
    struct scope scope = { .benchmark = row->name };
    scope.path = source_benchmark_at(analysis->sources,
                                     &analysis->evidence->head.tree, &wanted)
                     .file;
    if (scope.path == NULL && wanted.package != NULL &&
        wanted.package[0] != '\0') {
        scope.path = arena_printf(analysis->arena, "%s/", wanted.package);
    }
    return scope;
}

double gate_limit_of(const struct analysis *analysis, const char *gate,
                     const struct benchmark_row *row)
{
    const struct config *config = analysis->config;
    if (config->overrides.count == 0 || row == NULL) {
        return config_gate_limit(config, gate, NULL);
    }
    struct scope scope = gate_scope_of(analysis, row);
    return config_gate_limit(config, gate, &scope);
}

bool gate_is_on_for(const struct analysis *analysis, const char *gate,
                    const struct benchmark_row *row)
{
    const struct config *config = analysis->config;
    if (config->overrides.count == 0 || row == NULL) {
        return config_gate_is_on(config, gate, NULL);
    }
    struct scope scope = gate_scope_of(analysis, row);
    return config_gate_is_on(config, gate, &scope);
}
