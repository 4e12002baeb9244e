#include "formats/report/report_json.h"

#include <math.h>
#include <string.h>

#include "core/base/buffer.h"
#include "core/model/notice_groups.h"
#include "formats/json/json_tree.h"
#include "formats/report/benchmark_json.h"
#include "formats/report/flame_json.h"
#include "formats/report/gate_json.h"
#include "formats/report/intake_json.h"
#include "formats/report/place_json.h"
#include "formats/report/rating_json.h"
#include "formats/report/selfcheck_json.h"
#include "formats/report/table_json.h"
#include "formats/report/waiver_json.h"

static void add_side(cJSON *root, const struct evidence_side *side)
{
    cJSON *object = json_add_object(root, side->label);
    json_add_flag(object, "is_present", side->is_present);
    json_add_optional(object, "commit", side->commit);
    if (strlen(side->commit) > 12) {
        char hash[13];
        memcpy(hash, side->commit, 12);
        hash[12] = '\0';
        json_add_text(object, "commit_short", hash);
    } else {
        json_add_optional(object, "commit_short", side->commit);
    }
    json_add_optional(object, "time", side->time);
    json_add_optional(object, "go_version", side->go_version);
    json_add_optional(object, "goos", side->goos);
    json_add_optional(object, "goarch", side->goarch);
    json_add_optional(object, "cpu", side->cpu);
    json_add_integer(object, "profiles", (int64_t)side->profiles.count);
    json_add_integer(object, "profiles_aside", (int64_t)side->aside.count);
}

/* Not there when the configuration has none. */
static void add_links(cJSON *root, const struct config *config)
{
    cJSON *links = cJSON_CreateObject();
    json_add_optional(links, "repository_url", config->repository_url);
    json_add_optional(links, "profiles_url", config->profiles_url);
    json_add_optional(links, "dashboard_url", config->dashboard_url);
    if (links->child == NULL) {
        cJSON_Delete(links);
        return;
    }
    cJSON_AddItemToObject(root, "links", links);
}

static void add_identity(cJSON *root, const struct report *report,
                         const struct writer_options *options)
{
    const struct evidence *evidence = report->evidence;
    cJSON *tool = json_add_object(root, "tool");
    json_add_text(tool, "name", "perfscribe");
    json_add_text(tool, "version", options->version);
    json_add_optional(root, "created", report->created);
    json_add_text(root, "target", evidence->target);
    json_add_text(root, "category", report->category);
    json_add_optional(root, "module", evidence->module);
    json_add_optional(root, "repository", evidence->repository);
    json_add_optional(root, "pull_request", evidence->pull_request);
    json_add_optional(root, "branch", evidence->branch);
    json_add_optional(root, "machine", evidence->machine);
    add_links(root, report->config);
    add_side(root, &evidence->base);
    add_side(root, &evidence->head);
}

static void add_verdict(cJSON *root, const struct report *report)
{
    cJSON *verdict = json_add_object(root, "verdict");
    json_add_text(verdict, "state", gate_state_name(report->verdict_state));
    json_add_text(verdict, "text", report->verdict);
    json_add_flag(verdict, "fails", report_fails(report));
    json_add_integer(verdict, "errors", report->error_count);
    json_add_integer(verdict, "warnings", report->warning_count);
    json_add_integer(verdict, "notes", report->note_count);
    json_add_integer(verdict, "improvements",
                     (int64_t)report->improvements.count);
    json_add_integer(verdict, "annotated", report->annotated_count);
    cJSON *banners = json_add_array(root, "banners");
    for (size_t i = 0; i < report->banners.count; i++) {
        json_add_text(json_push_object(banners), "text",
                      report->banners.items[i]);
    }
}

static void add_notice_groups(cJSON *root, const struct notice_list *notices)
{
    struct arena arena = ARENA_INIT;
    struct notice_group_list groups = { .items = NULL };
    cJSON *list = json_add_array(root, "notice_groups");
    notice_groups(notices, &arena, &groups);
    for (size_t i = 0; i < groups.count; i++) {
        struct buffer text;
        buffer_init(&text);
        notice_group_text(&groups.items[i], &text);
        json_add_text(json_push_object(list), "text", text.bytes);
        buffer_release(&text);
    }
    arena_release(&arena);
}

static void add_notices(cJSON *root, const struct notice_list *notices)
{
    cJSON *list = json_add_array(root, "notices");
    for (size_t i = 0; i < notices->count; i++) {
        const struct notice *notice = &notices->items[i];
        cJSON *object = json_push_object(list);
        json_add_text(object, "file", notice->file);
        json_add_integer(object, "line", notice->line);
        json_add_text(object, "text", notice->text);
        json_add_integer(object, "count", (int64_t)notice->count);
    }
    add_notice_groups(root, notices);
}

cJSON *report_json(const struct report *report,
                   const struct writer_options *options)
{
    cJSON *root = cJSON_CreateObject();
    add_identity(root, report, options);
    add_verdict(root, report);
    add_rating_json(root, report);
    add_gate_summaries_json(root, report);
    add_gates_json(root, report);
    add_selfcheck_json(root, report);
    add_intake_json(root, report);
    add_findings_json(root, report);
    add_waivers_json(root, report);
    add_benchmarks_json(root, report);
    add_scalings_json(root, report);
    add_profiles_json(root, report);
    add_cpu_cost_json(root, report);
    add_allocations_json(root, report);
    add_retained_json(root, report);
    add_contention_json(root, report);
    add_uncovered_json(root, report);
    add_flame_json(root, report);
    add_notices(root, &report->notices);
    return root;
}

cJSON *reports_json(const struct report *const *reports, size_t count,
                    const struct writer_options *options)
{
    cJSON *root = cJSON_CreateObject();
    json_add_text(root, "schema", "perfscribe-report");
    json_add_integer(root, "version", 1);
    cJSON *list = json_add_array(root, "reports");
    for (size_t i = 0; i < count; i++) {
        cJSON_AddItemToArray(list, report_json(reports[i], options));
    }
    json_add_flag(root, "is_several", count > 1);
    return root;
}
