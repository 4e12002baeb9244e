#include "core/history/record_report.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/calendar.h"
#include "core/model/path_owners.h"

/* Of all that was read, without names: a copied bundle is the same run. */
static void add_files(struct buffer *text, const struct evidence_side *side)
{
    for (size_t i = 0; i < side->files.count; i++) {
        buffer_printf(text, "%s %s\n", side->label,
                      side->files.items[i].hash.text);
    }
}

static const char *content_hash(const struct evidence *evidence,
                                struct arena *arena)
{
    struct buffer text;
    buffer_init(&text);
    add_files(&text, &evidence->base);
    add_files(&text, &evidence->head);
    struct sha256_text hash = sha256_text(text.bytes, text.length);
    buffer_release(&text);
    return arena_copy(arena, hash.text, strlen(hash.text));
}

static bool set_times(const struct evidence *evidence,
                      const struct record_moment *moment,
                      struct run_record *run, struct error *error)
{
    const char *time = evidence->head.time;
    bool is_known = calendar_parse(time, &run->commit_time);
    run->commit_time = is_known ? run->commit_time : 0;
    run->time = moment->now;
    run->at = moment->is_imported ? run->commit_time : run->time;
    run->is_imported = moment->is_imported;
    return is_known || !moment->is_imported ||
           error_set(error, ERROR_INPUT,
                     "%s: bundle.json says no time of head's commit, or not "
                     "as RFC 3339: give \"head\": {\"time\": "
                     "\"2026-11-17T14:05:00Z\"}",
                     evidence->target);
}

bool record_identity(const struct evidence *evidence,
                     const struct config *config,
                     const struct record_moment *moment, struct arena *arena,
                     struct run_record *run, struct error *error)
{
    run_record_init(run);
    run->repository = evidence->repository;
    run->target = evidence->target;
    run->head_commit = evidence->head.commit;
    run->base_commit = evidence->base.commit;
    run->content_hash = content_hash(evidence, arena);
    run->branch = evidence->branch;
    run->pull_request = evidence->pull_request;
    run->machine = evidence->machine;
    run->go_version = evidence->head.go_version;
    run->goos = evidence->head.goos;
    run->goarch = evidence->head.goarch;
    run->cpu = evidence->head.cpu;
    run->is_main = run->pull_request[0] == '\0' && run->branch[0] != '\0' &&
                   strcmp(run->branch, config->default_branch) == 0;
    return set_times(evidence, moment, run, error);
}

static void add_benchmarks(const struct report *report, struct arena *arena,
                           struct run_record *run)
{
    const struct benchmark_row_list *rows = &report->comparison->benchmarks;
    for (size_t i = 0; i < rows->count; i++) {
        const struct benchmark_row *row = &rows->items[i];
        struct recorded_benchmark *kept =
            record_push(arena, run, PART_BENCHMARKS);
        *kept = (struct recorded_benchmark){
            .package = row->package,
            .name = row->name,
            .unit = row->unit,
            .base = row->base_center,
            .head = row->head_center,
            .head_low = row->head_low,
            .head_high = row->head_high,
            .ratio = row->ratio,
            .ratio_low = row->ratio_low,
            .ratio_high = row->ratio_high,
            .p = row->p,
            .base_count = (int64_t)row->base_count,
            .head_count = (int64_t)row->head_count,
            .is_significant = row->is_significant,
            .is_related = row->is_related,
            .higher_is_better = row->higher_is_better,
            .is_exact = row->is_exact,
        };
    }
}

static void add_gates(const struct report *report, struct arena *arena,
                      struct run_record *run)
{
    for (size_t i = 0; i < report->gate_summaries.count; i++) {
        const struct gate_summary *summary = &report->gate_summaries.items[i];
        struct recorded_gate *kept = record_push(arena, run, PART_GATES);
        kept->gate = summary->id;
        kept->state = gate_state_name(summary->state);
        kept->passed = (int64_t)summary->counts[GATE_PASSED];
        kept->failed = (int64_t)summary->counts[GATE_FAILED];
        kept->inconclusive = (int64_t)summary->counts[GATE_INCONCLUSIVE];
        kept->skipped = (int64_t)summary->counts[GATE_SKIPPED];
        kept->text = summary->text;
    }
}

/* Those that failed: what a postmortem is about. */
static void add_decisions(const struct report *report, struct arena *arena,
                          struct run_record *run)
{
    for (size_t i = 0; i < report->gates.count; i++) {
        const struct gate *gate = &report->gates.items[i];
        bool is_waived =
            gate->waiver != NULL && gate->unwaived_state == GATE_FAILED;
        if (gate->state != GATE_FAILED && !is_waived) {
            continue;
        }
        struct recorded_decision *kept =
            record_push(arena, run, PART_DECISIONS);
        *kept = (struct recorded_decision){
            .gate = gate->id,
            .state = gate_state_name(gate->state),
            .benchmark = gate->benchmark,
            .unit = gate->unit,
            .package = gate->package,
            .function = gate->function,
            .limit = gate->limit,
            .value = gate->value,
            .low = gate->low,
            .high = gate->high,
            .p = gate->p,
            .reason = gate->reason,
        };
    }
}

static const char *joined(const struct owner_name_list *owners,
                          struct arena *arena)
{
    if (owners->count == 0) {
        return "";
    }
    const char *text = owners->items[0];
    for (size_t i = 1; i < owners->count; i++) {
        text = arena_printf(arena, "%s %s", text, owners->items[i]);
    }
    return text;
}

/* Values that another run can be compared with: of one operation, else the
 * share, else as it is. */
static void set_values(const struct metric *metric,
                       struct recorded_finding *kept)
{
    const struct change *change = &metric->change;
    kept->metric = metric->name;
    kept->unit = metric->unit;
    kept->limit = metric->limit;
    kept->share = metric->head_share;
    if (!isnan(change->base_each) && !isnan(change->head_each)) {
        kept->base = change->base_each;
        kept->head = change->head_each;
    } else if (!isnan(metric->base_share) && !isnan(metric->head_share)) {
        kept->unit = regression_share_unit;
        kept->base = metric->base_share;
        kept->head = metric->head_share;
    } else {
        kept->base = change->base;
        kept->head = change->head;
    }
}

static const char *marked_line(const struct finding *finding)
{
    for (size_t i = 0; i < finding->source.count; i++) {
        if (finding->source.items[i].is_marked) {
            return finding->source.items[i].text;
        }
    }
    return "";
}

static void add_finding(const struct finding *finding, struct arena *arena,
                        struct run_record *run)
{
    struct recorded_finding *kept = record_push(arena, run, PART_FINDINGS);
    const char *benchmark = finding->metric.change.benchmark;
    set_values(&finding->metric, kept);
    kept->key = finding->key;
    kept->rule = finding->rule->id;
    kept->category = finding->rule->category->name;
    kept->level = level_name(finding->level);
    kept->state = finding_state_name(finding->state);
    kept->function = finding->function;
    kept->benchmark = benchmark != NULL ? benchmark : "";
    kept->package = finding->package;
    kept->file = finding->location.file != NULL ? finding->location.file : "";
    kept->line = finding->location.line;
    kept->line_text = marked_line(finding);
    kept->owner = joined(&finding->owners, arena);
    kept->impact = finding->impact;
    kept->effort = finding->effort;
    kept->headline = finding->headline;
    kept->cause =
        finding->cause.kind != CAUSE_UNKNOWN ? finding->cause.text : "";
    kept->fails_gate = finding->fails_gate;
    kept->is_recalled = finding->is_recalled;
    if (finding->waiver != NULL) {
        kept->waiver = finding->waiver->reason;
    }
}

static void add_findings(const struct finding_list *findings,
                         struct arena *arena, struct run_record *run)
{
    for (size_t i = 0; i < findings->count; i++) {
        add_finding(&findings->items[i], arena, run);
    }
}

/* The hotter first; equal ones by name. */
static int compare_rows(const void *left, const void *right)
{
    const struct profile_row *a = *(const struct profile_row *const *)left;
    const struct profile_row *b = *(const struct profile_row *const *)right;
    double hot_a = fmax(a->head_share, a->head_own_share);
    double hot_b = fmax(b->head_share, b->head_own_share);
    if (hot_a < hot_b || hot_a > hot_b) {
        return hot_a > hot_b ? -1 : 1;
    }
    int order = strcmp(a->function, b->function);
    return order != 0 ? order : location_compare(a->location, b->location);
}

static void add_hotspot(const struct report *report,
                        const struct profile_row *row, struct arena *arena,
                        struct run_record *run)
{
    struct recorded_hotspot *kept = record_push(arena, run, PART_HOTSPOTS);
    kept->function = row->function;
    kept->flat = row->head_share;
    kept->cum = row->head_cum_share;
    kept->own = row->in_source ? row->head_own_share : 0;
    if (row->in_source && row->location.file != NULL) {
        struct owner_name_list owners = path_owners(
            report->config, report->evidence, row->location.file, arena);
        kept->file = row->location.file;
        kept->owner = joined(&owners, arena);
    }
}

static void add_hotspots(const struct report *report, struct arena *arena,
                         struct run_record *run)
{
    const struct profile_diff *cpu =
        comparison_profile(report->comparison, PROFILE_CPU, "cpu");
    struct LIST_STRUCT(const struct profile_row *) hot = { .items = NULL };
    if (cpu == NULL || !cpu->has_head) {
        return;
    }
    run->has_cpu = true;
    for (size_t i = 0; i < cpu->functions.count; i++) {
        const struct profile_row *row = &cpu->functions.items[i];
        if (!row->is_test && (row->head_share > 0 || row->head_own_share > 0)) {
            *LIST_PUSH(arena, &hot) = row;
        }
    }
    if (hot.count > 1) {
        qsort(hot.items, hot.count, sizeof(*hot.items), compare_rows);
    }
    for (size_t i = 0; i < hot.count && i < MOST_HOTSPOTS; i++) {
        add_hotspot(report, hot.items[i], arena, run);
    }
}

static const struct read_file *file_of(const struct evidence_side *side,
                                       const char *name)
{
    for (size_t i = 0; i < side->files.count; i++) {
        if (strcmp(side->files.items[i].name, name) == 0) {
            return &side->files.items[i];
        }
    }
    return NULL;
}

static void add_profiles(const struct evidence_side *side,
                         const struct profile_list *profiles,
                         struct arena *arena, struct run_record *run)
{
    for (size_t i = 0; i < profiles->count; i++) {
        const struct profile *profile = &profiles->items[i];
        const struct read_file *file = file_of(side, profile->name);
        if (file != NULL) {
            struct recorded_profile *kept =
                record_push(arena, run, PART_PROFILES);
            *kept = (struct recorded_profile){
                .side = side->label,
                .kind = profile_kind_name(profile->kind),
                .name = profile->name,
                .hash = file->hash.text,
                .size = (int64_t)file->size,
            };
        }
    }
}

static void add_rating(const struct rating *rating, struct run_record *run)
{
    run->rating = rating->value;
    run->rating_time = rating->time_change;
    run->rating_allocations = rating->allocation_change;
    run->improved = rating->improvements;
    run->regressed = rating->regressions;
    run->failed_gates = (int64_t)rating->failed_gates;
}

void record_report(const struct report *report, struct arena *arena,
                   struct run_record *run)
{
    const struct evidence *evidence = report->evidence;
    run->verdict_state = gate_state_name(report->verdict_state);
    run->verdict = report->verdict;
    if (evidence->base.is_present && evidence->head.is_present) {
        add_rating(&report->rating, run);
    }
    run->critical = (int64_t)report->comparison->critical;
    run->covered = (int64_t)report->comparison->covered;
    add_benchmarks(report, arena, run);
    add_gates(report, arena, run);
    add_decisions(report, arena, run);
    add_findings(&report->findings, arena, run);
    add_findings(&report->waived, arena, run);
    add_findings(&report->improvements, arena, run);
    add_hotspots(report, arena, run);
    add_profiles(&evidence->base, &evidence->base.profiles, arena, run);
    add_profiles(&evidence->base, &evidence->base.aside, arena, run);
    add_profiles(&evidence->head, &evidence->head.profiles, arena, run);
    add_profiles(&evidence->head, &evidence->head.aside, arena, run);
}
