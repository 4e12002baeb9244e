/*
 * A report made by hand, and what the SARIF writer makes of it, read back.
 */
#ifndef TESTS_UNIT_SARIF_SUPPORT_H
#define TESTS_UNIT_SARIF_SUPPORT_H

#include <cjson/cJSON.h>
#include <string.h>

#include "core/rules/rule.h"
#include "formats/writer.h"

struct stage {
    struct arena arena;
    struct evidence evidence;
    struct report report;
};

static inline void stage_init(struct stage *stage)
{
    *stage = (struct stage){ .arena = ARENA_INIT };
    stage->evidence.target = "pool";
    stage->evidence.base.commit = "";
    stage->evidence.head.commit = "0123abc";
    stage->report = (struct report){ .evidence = &stage->evidence,
                                     .category = "pool/",
                                     .created = "",
                                     .verdict = "Passes." };
}

static inline struct finding *stage_add(struct stage *stage, const char *rule,
                                        const char *file, uint32_t line)
{
    struct finding *finding = LIST_PUSH(&stage->arena, &stage->report.findings);
    *finding = (struct finding){
        .rule = rule_info_find(rule),
        .level = LEVEL_WARNING,
        .function = "example.com/pool.Get",
        .benchmark = "BenchmarkGet",
        .location = { .file = file, .line = line },
        .columns = { .start = 2, .end = 30 },
        .headline = "pool.Get is slower.",
        .message = "pool.Get is slower. p<0.0001.",
        .metric = { .name = "cpu", .unit = "nanoseconds" },
        .line_hash = "271789c17abda88f:1",
        .key = "0123456789abcdef",
        .next_step = "go test -bench Get",
        .action = "immediate PR",
    };
    return finding;
}

static inline void add_step(struct stage *stage, struct step_list *steps,
                            struct finding_step step)
{
    step.in_source = step.location.file != NULL;
    step.columns = (struct column_range){ .start = 2, .end = 9 };
    *LIST_PUSH(&stage->arena, steps) = step;
}

static inline void stage_bytes(const struct report *const *reports,
                               size_t count, struct buffer *out)
{
    struct writer_options options = { .rules = rule_infos(),
                                      .version = "1.2.3" };
    struct error error = ERROR_INIT;
    buffer_init(out);
    assert_true(writer_sarif.write(reports, count, &options, out, &error));
}

/* All of the file, read back; the caller deletes it. */
static inline cJSON *stage_write(const struct stage *stage)
{
    const struct report *report = &stage->report;
    struct buffer out;
    stage_bytes(&report, 1, &out);
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
        at = cJSON_IsArray(at) ? cJSON_GetArrayItem(at, atoi(name))
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
