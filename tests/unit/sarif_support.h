/*
 * A report made by hand, and what the SARIF writer makes of it, read back.
 */
#ifndef TESTS_UNIT_SARIF_SUPPORT_H
#define TESTS_UNIT_SARIF_SUPPORT_H

#include <cjson/cJSON.h>
#include <string.h>

#include "core/base/cursor.h"
#include "core/rules/rule.h"
#include "formats/writer.h"
#include "report_support.h"

/* On a line of pool.go or another file. */
static inline struct finding *sarif_add(struct made_report *made,
                                        const char *rule, const char *file,
                                        uint32_t line)
{
    struct finding *finding = made_report_finding(made, rule_info_find(rule));
    finding->level = LEVEL_WARNING;
    finding->function = "example.com/pool.Get";
    finding->benchmark = "BenchmarkGet";
    finding->location = (struct location){ .file = file, .line = line };
    finding->columns = (struct column_range){ .start = 2, .end = 30 };
    finding->headline = "pool.Get is slower.";
    finding->message = "pool.Get is slower. p<0.0001.";
    finding->line_hash = "271789c17abda88f:1";
    finding->next_step = "go test -bench Get";
    return finding;
}

static inline void sarif_step(struct made_report *made, struct step_list *steps,
                              struct finding_step step)
{
    step.in_source = step.location.file != NULL;
    step.columns = (struct column_range){ .start = 2, .end = 9 };
    *LIST_PUSH(&made->arena, steps) = step;
}

static inline void sarif_bytes(const struct report *const *reports,
                               size_t count, struct buffer *out)
{
    struct writer_options options = { .rules = rule_infos(),
                                      .version = "1.2.3" };
    struct error error = ERROR_INIT;
    buffer_init(out);
    assert_true(writer_sarif.write(reports, count, &options, out, &error));
}

/* All of the file, read back; the caller deletes it. */
static inline cJSON *sarif_write(const struct made_report *made)
{
    const struct report *report = &made->report;
    struct buffer out;
    sarif_bytes(&report, 1, &out);
    cJSON *file = cJSON_ParseWithOpts(out.bytes, NULL, true);
    assert_non_null(file);
    buffer_release(&out);
    return file;
}

/* "runs.0.results": numbers are places in an array. Fails when absent. */
static inline cJSON *find_path(cJSON *at, const char *path)
{
    char name[64];
    for (const char *rest = path; *rest != '\0';) {
        size_t length = strcspn(rest, ".");
        snprintf(name, sizeof(name), "%.*s", (int)length, rest);
        uint64_t index;
        at = cJSON_IsArray(at) && span_uint64(span_of(name), &index)
                 ? cJSON_GetArrayItem(at, (int)index)
                 : cJSON_GetObjectItemCaseSensitive(at, name);
        if (at == NULL) {
            fail_msg("%s is not there at %s", path, name);
        }
        rest += length + (rest[length] == '.');
    }
    return at;
}

static inline const char *text_at(cJSON *at, const char *path)
{
    cJSON *item = find_path(at, path);
    assert_true(cJSON_IsString(item));
    return item->valuestring;
}

static inline cJSON *results_of(cJSON *file)
{
    return find_path(file, "runs.0.results");
}

#endif
