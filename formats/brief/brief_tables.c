/*
 * The brief's tables: benchmarks, functions and allocations that changed, and
 * what got better.
 */
#include "formats/brief/brief.h"

#include <string.h>

enum { MOST_ROWS = 20 };

/* A table, row by row as long as there is room. */
struct brief_table {
    const char *name, *title, *header;
    bool (*is_wanted)(const cJSON *row);
    void (*put)(struct buffer *block, const cJSON *row);
};

static void add_table(struct brief *brief, const struct brief_table *table,
                      const cJSON *rows)
{
    const cJSON *row;
    struct buffer block;
    int count = 0;
    buffer_init(&block);
    cJSON_ArrayForEach(row, rows)
    {
        if (!table->is_wanted(row)) {
            continue;
        }
        if (count == 0) {
            buffer_printf(&block, "## %s\n\n%s", table->title, table->header);
        }
        table->put(&block, row);
        if (count == MOST_ROWS || !brief_add(brief, &block, 0.8)) {
            brief_leave_out(brief, "%s of the table of %s",
                            count > 0 ? "further rows" : "all rows",
                            table->name);
            break;
        }
        count++;
    }
    buffer_truncate(&block, 0);
    if (count > 0) {
        buffer_byte(&block, '\n');
        brief_add(brief, &block, 1);
    }
    buffer_release(&block);
}

static void put_cell(struct buffer *block, const char *text)
{
    buffer_text(block, " | ");
    brief_put(block, text);
}

static void put_place(struct buffer *block, const cJSON *row)
{
    buffer_text(block, "| ");
    brief_put_code(block, brief_text(brief_member(row, "location"), "text"));
}

static bool is_changed_benchmark(const cJSON *row)
{
    return brief_flag(row, "is_worse") || brief_flag(row, "is_better");
}

static void put_benchmark(struct buffer *block, const cJSON *row)
{
    const cJSON *decision = brief_member(row, "decision");
    buffer_text(block, "| ");
    brief_put(block, brief_text(row, "name"));
    put_cell(block, brief_text(row, "unit"));
    put_cell(block, brief_text(row, "base_text"));
    put_cell(block, brief_text(row, "head_text"));
    put_cell(block, brief_text(row, "change_text"));
    put_cell(block, brief_text(row, "interval_text"));
    put_cell(block, brief_text(row, "p_text"));
    put_cell(block, brief_text(decision, "state"));
    put_cell(block, brief_text(row, "relation"));
    buffer_text(block, " |\n");
}

static bool is_any(const cJSON *row)
{
    (void)row;
    return true;
}

static void put_improvement(struct buffer *block, const cJSON *row)
{
    const cJSON *metric = brief_member(row, "metric");
    put_place(block, row);
    put_cell(block, brief_text(row, "function_short"));
    put_cell(block, brief_text(metric, "label"));
    put_cell(block, brief_text(metric, "base_text"));
    put_cell(block, brief_text(metric, "head_text"));
    put_cell(block, brief_text(metric, "change_text"));
    buffer_text(block, " |\n");
}

static bool is_changed_function(const cJSON *row)
{
    const cJSON *own = brief_member(row, "own");
    return brief_flag(own, "is_up") || brief_flag(own, "is_down");
}

static void put_function(struct buffer *block, const cJSON *row)
{
    const cJSON *own = brief_member(row, "own");
    buffer_text(block, "| ");
    brief_put(block, brief_text(row, "function"));
    put_cell(block, brief_text(row, "file"));
    put_cell(block, brief_flag(own, "is_up") ? "up" : "down");
    put_cell(block, brief_text(own, "change_text"));
    put_cell(block, brief_text(row, "benchmark"));
    put_cell(block, brief_text(row, "moved_from"));
    buffer_text(block, " |\n");
}

static bool is_changed_site(const cJSON *row)
{
    const cJSON *bytes = brief_member(row, "bytes");
    return brief_flag(bytes, "is_up") || brief_flag(bytes, "is_down");
}

static void put_site(struct buffer *block, const cJSON *row)
{
    const cJSON *bytes = brief_member(row, "bytes");
    put_place(block, row);
    put_cell(block, brief_flag(bytes, "is_up") ? "up" : "down");
    put_cell(block, brief_text(bytes, "change_text"));
    put_cell(block, brief_text(row, "cause_text"));
    put_cell(block, brief_text(row, "benchmark"));
    buffer_text(block, " |\n");
}

/* The rows of the cpu profile. */
static const cJSON *functions_of(const cJSON *report)
{
    const cJSON *profile;
    cJSON_ArrayForEach(profile, brief_member(report, "profiles"))
    {
        if (strcmp(brief_text(profile, "kind"), "cpu") == 0) {
            return brief_member(profile, "functions");
        }
    }
    return NULL;
}

void brief_tables(struct brief *brief, const cJSON *report)
{
    static const struct brief_table better = {
        "improvements", "What got better",
        "| Line | Function | What | Base | Head | Change |\n"
        "|---|---|---|---|---|---|\n",
        is_any, put_improvement
    };
    static const struct brief_table benchmarks = {
        "benchmarks", "Benchmarks that changed beyond chance",
        "| Benchmark | Unit | Base | Head | Change | Interval | p | Gate | "
        "Related? |\n|---|---|---|---|---|---|---|---|---|\n",
        is_changed_benchmark, put_benchmark
    };
    static const struct brief_table functions = {
        "functions", "Functions whose CPU changed",
        "| Function | File | Direction | Change | Benchmark | Moved from |\n"
        "|---|---|---|---|---|---|\n",
        is_changed_function, put_function
    };
    static const struct brief_table sites = {
        "allocations", "Lines whose allocation changed",
        "| Line | Direction | Change | Why | Benchmark |\n"
        "|---|---|---|---|---|\n",
        is_changed_site, put_site
    };
    const cJSON *allocations = brief_member(report, "allocations");
    add_table(brief, &better, brief_member(report, "improvements"));
    add_table(brief, &benchmarks, brief_member(report, "benchmarks"));
    add_table(brief, &functions, functions_of(report));
    add_table(brief, &sites, brief_member(allocations, "sites"));
}
