#include "core/analysis/benchmarks/benchmark_pool.h"

#include <string.h>

/* Real files have a handful; each costs a pointer a configuration. */
static const size_t key_limit = 256;

static bool is_listed(const struct benchmark_table_request *request,
                      const char *key)
{
    for (size_t i = 0; i < request->key_count; i++) {
        if (strcmp(request->keys[i], key) == 0) {
            return true;
        }
    }
    return false;
}

static size_t find_key(const struct benchmark_pool *pool, const char *key)
{
    size_t i = 0;
    while (i < pool->keys.count && pool->keys.items[i] != key) {
        i++;
    }
    return i;
}

static void collect_keys(struct benchmark_pool *pool,
                         const struct setting_list *settings)
{
    const struct benchmark_table_request *request = pool->request;
    for (size_t i = 0; i < settings->count; i++) {
        const char *key = settings->items[i].key;
        if (pool->keys.count < key_limit &&
            is_listed(request, key) == request->only_keys &&
            find_key(pool, key) == pool->keys.count) {
            *LIST_PUSH(request->arena, &pool->keys) = key;
        }
    }
}

static uint32_t add_config(struct benchmark_pool *pool,
                           const struct setting_list *settings,
                           const char **values)
{
    const char *empty = strings_intern_text(pool->request->strings, "");
    for (size_t i = 0; i < pool->keys.count; i++) {
        values[i] = empty;
    }
    for (size_t i = 0; i < settings->count; i++) {
        size_t key = find_key(pool, settings->items[i].key);
        if (key < pool->keys.count) {
            values[key] = settings->items[i].value;
        }
    }
    values[pool->keys.count] = NULL;
    return map_add(&pool->configs, values, NULL);
}

/* The pool's configuration of each of the file's. */
static uint32_t *add_configs(struct benchmark_pool *pool,
                             const struct benchmark_file *file)
{
    struct arena *arena = pool->request->arena;
    uint32_t *indexes =
        arena_array(arena, file->configs.count, sizeof(*indexes));
    const char **values =
        arena_array(arena, pool->keys.count + 1, sizeof(*values));
    for (size_t i = 0; i < file->configs.count; i++) {
        indexes[i] = add_config(pool, &file->configs.items[i].settings, values);
    }
    return indexes;
}

static void add_number(struct benchmark_pool *pool,
                       const struct pool_cell *place, double number)
{
    const uint32_t key[] = { place->table, place->row, place->column };
    bool is_new;
    uint32_t index = map_add(&pool->cell_keys, key, &is_new);
    struct arena *arena = pool->request->arena;
    if (is_new) {
        *LIST_PUSH(arena, &pool->cells) = *place;
    }
    *LIST_PUSH(arena, &pool->cells.items[index].values) = number;
}

/* Each printed unit is taken apart once. */
static struct tidy_unit tidy(struct benchmark_pool *pool, const char *unit)
{
    bool is_new;
    uint32_t index = map_add(&pool->printed_units, &unit, &is_new);
    if (is_new) {
        *LIST_PUSH(pool->request->arena, &pool->tidy_units) =
            benchmark_unit_tidy(pool->request->strings, span_of(unit));
    }
    return pool->tidy_units.items[index];
}

static void add_result(struct benchmark_pool *pool,
                       const struct benchmark_source *source,
                       const struct benchmark_result *result, uint32_t config)
{
    struct pool_cell place = {
        .row = map_add(&pool->rows, &result->name, NULL),
        .column = source->column,
    };
    for (uint32_t i = 0; i < result->value_count; i++) {
        const struct benchmark_value *value =
            &source->file->values.items[result->value_first + i];
        struct tidy_unit unit = tidy(pool, value->unit);
        struct pool_key key = { config,
                                map_add(&pool->units, &unit.name, NULL) };
        place.table = map_add(&pool->tables, &key, NULL);
        add_number(pool, &place, value->value * unit.factor);
    }
}

static void add_source(struct benchmark_pool *pool,
                       const struct benchmark_source *source)
{
    const struct benchmark_file *file = source->file;
    uint32_t *configs = add_configs(pool, file);
    for (size_t i = 0; i < file->results.count; i++) {
        const struct benchmark_result *result = &file->results.items[i];
        add_result(pool, source, result, configs[result->config]);
    }
}

void benchmark_pool_init(struct benchmark_pool *pool,
                         const struct benchmark_table_request *request)
{
    *pool = (struct benchmark_pool){ .request = request };
    for (size_t i = 0; i < request->source_count; i++) {
        const struct config_list *configs = &request->sources[i].file->configs;
        for (size_t j = 0; j < configs->count; j++) {
            collect_keys(pool, &configs->items[j].settings);
        }
    }
    map_init(&pool->configs, (pool->keys.count + 1) * sizeof(const char *));
    map_init(&pool->printed_units, sizeof(const char *));
    map_init(&pool->units, sizeof(const char *));
    map_init(&pool->rows, sizeof(const char *));
    map_init(&pool->tables, sizeof(struct pool_key));
    map_init(&pool->cell_keys, 3 * sizeof(uint32_t));
    for (size_t i = 0; i < request->source_count; i++) {
        add_source(pool, &request->sources[i]);
    }
}

void benchmark_pool_release(struct benchmark_pool *pool)
{
    map_release(&pool->configs);
    map_release(&pool->printed_units);
    map_release(&pool->units);
    map_release(&pool->rows);
    map_release(&pool->tables);
    map_release(&pool->cell_keys);
}
