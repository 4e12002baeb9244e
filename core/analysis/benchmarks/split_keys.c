#include "core/analysis/benchmarks/split_keys.h"

#include <string.h>

#include "core/base/buffer.h"
#include "core/base/map.h"

/* Tables are held against each other as if these keys were not there. */
struct search {
    const struct benchmark_table_set *set;
    struct strings *strings;
    struct arena *arena;
    bool *is_ignored; /* by key */
};

/* Of the columns that a benchmark has with one configuration: bits. */
struct side_list LIST_STRUCT(unsigned char);

static bool is_one_sided(const struct benchmark_table *table)
{
    return table->column_count == 1 && table->columns[0] < 2;
}

/* One for a benchmark of one unit and what is left of its configuration, whose
 * texts are interned: their addresses say as much, and are short. */
static const char *name_of(const struct search *search,
                           const struct benchmark_table *table, size_t row)
{
    struct buffer text;
    buffer_init(&text);
    for (size_t i = 0; i < search->set->key_count; i++) {
        if (!search->is_ignored[i]) {
            buffer_printf(&text, "%p", (const void *)table->config[i]);
        }
        buffer_byte(&text, ' ');
    }
    buffer_printf(&text, "%s\n%s", table->unit, table->rows[row]);
    const char *name = strings_intern(search->strings, text.bytes, text.length);
    buffer_release(&text);
    return name;
}

static bool meets(const struct search *search,
                  const struct benchmark_table *table, struct map *names,
                  struct side_list *sides)
{
    unsigned char side = (unsigned char)(1U << table->columns[0]);
    for (size_t row = 0; row < table->row_count; row++) {
        const char *name = name_of(search, table, row);
        bool is_new;
        uint32_t index = map_add(names, &name, &is_new);
        if (is_new) {
            *LIST_PUSH(search->arena, sides) = 0;
        }
        sides->items[index] |= side;
        if (sides->items[index] == 3) {
            return true;
        }
    }
    return false;
}

/* Whether results of both files meet without the ignored keys. */
static bool any_meet(const struct search *search)
{
    struct map names;
    struct side_list sides = { .count = 0 };
    bool found = false;
    map_init(&names, sizeof(const char *));
    for (size_t i = 0; i < search->set->tables.count && !found; i++) {
        const struct benchmark_table *table = &search->set->tables.items[i];
        found = is_one_sided(table) && meets(search, table, &names, &sides);
    }
    map_release(&names);
    return found;
}

/* What go test says of every package, and not some log. */
static bool is_standard(const char *key)
{
    static const char *const keys[] = { "goos", "goarch", "pkg", "cpu" };
    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
        if (strcmp(key, keys[i]) == 0) {
            return true;
        }
    }
    return false;
}

static void ignore_logs(struct search *search)
{
    for (size_t i = 0; i < search->set->key_count; i++) {
        search->is_ignored[i] = !is_standard(search->set->keys[i]);
    }
}

/* More are no mistake of a log. */
enum { MOST_KEYS = 64 };

const char *const *split_keys_find(const struct benchmark_table_set *set,
                                   struct arena *arena, struct strings *strings)
{
    struct search search = {
        .set = set,
        .strings = strings,
        .arena = arena,
        .is_ignored = arena_array(arena, set->key_count + 1, sizeof(bool)),
    };
    const char **found = arena_array(arena, set->key_count + 1, sizeof(*found));
    size_t count = 0;
    found[0] = NULL;
    if (set->key_count > MOST_KEYS) {
        return found;
    }
    for (size_t i = 0; i < set->key_count; i++) {
        search.is_ignored[i] = true;
        if (any_meet(&search)) {
            found[count++] = set->keys[i];
        }
        search.is_ignored[i] = false;
    }
    ignore_logs(&search);
    if (count == 0 && any_meet(&search)) {
        for (size_t i = 0; i < set->key_count; i++) {
            if (search.is_ignored[i]) {
                found[count++] = set->keys[i];
            }
        }
    }
    found[count] = NULL;
    return found;
}
