#include "core/model/run_record.h"

#include <math.h>
#include <string.h>

#define NAME(type, member) \
    { #member, FIELD_NAME, offsetof(struct type, member) }
#define TEXT(type, member) \
    { #member, FIELD_TEXT, offsetof(struct type, member) }
#define INTEGER(type, member) \
    { #member, FIELD_INTEGER, offsetof(struct type, member) }
#define NUMBER(type, member) \
    { #member, FIELD_NUMBER, offsetof(struct type, member) }
#define FLAG(type, member) \
    { #member, FIELD_FLAG, offsetof(struct type, member) }
#define LAST { .name = NULL }

const struct record_field run_record_fields[] = {
    NAME(run_record, repository),
    NAME(run_record, target),
    TEXT(run_record, head_commit),
    TEXT(run_record, content_hash),
    TEXT(run_record, base_commit),
    NAME(run_record, branch),
    NAME(run_record, pull_request),
    NAME(run_record, machine),
    NAME(run_record, go_version),
    NAME(run_record, goos),
    NAME(run_record, goarch),
    NAME(run_record, cpu),
    INTEGER(run_record, time),
    INTEGER(run_record, commit_time),
    INTEGER(run_record, at),
    FLAG(run_record, is_imported),
    FLAG(run_record, is_main),
    FLAG(run_record, has_cpu),
    NAME(run_record, verdict_state),
    TEXT(run_record, verdict),
    NUMBER(run_record, rating),
    NUMBER(run_record, rating_time),
    NUMBER(run_record, rating_allocations),
    NUMBER(run_record, improved),
    NUMBER(run_record, regressed),
    INTEGER(run_record, failed_gates),
    INTEGER(run_record, critical),
    INTEGER(run_record, covered),
    LAST,
};

static const struct record_field benchmark_fields[] = {
    NAME(recorded_benchmark, package),
    NAME(recorded_benchmark, name),
    NAME(recorded_benchmark, unit),
    NUMBER(recorded_benchmark, base),
    NUMBER(recorded_benchmark, head),
    NUMBER(recorded_benchmark, head_low),
    NUMBER(recorded_benchmark, head_high),
    NUMBER(recorded_benchmark, ratio),
    NUMBER(recorded_benchmark, ratio_low),
    NUMBER(recorded_benchmark, ratio_high),
    NUMBER(recorded_benchmark, p),
    INTEGER(recorded_benchmark, base_count),
    INTEGER(recorded_benchmark, head_count),
    FLAG(recorded_benchmark, is_significant),
    FLAG(recorded_benchmark, is_related),
    FLAG(recorded_benchmark, higher_is_better),
    FLAG(recorded_benchmark, is_exact),
    LAST,
};

static const struct record_field gate_fields[] = {
    NAME(recorded_gate, gate),
    NAME(recorded_gate, state),
    INTEGER(recorded_gate, passed),
    INTEGER(recorded_gate, failed),
    INTEGER(recorded_gate, inconclusive),
    INTEGER(recorded_gate, skipped),
    TEXT(recorded_gate, text),
    LAST,
};

static const struct record_field decision_fields[] = {
    NAME(recorded_decision, gate),
    NAME(recorded_decision, state),
    NAME(recorded_decision, benchmark),
    NAME(recorded_decision, unit),
    NAME(recorded_decision, package),
    NAME(recorded_decision, function),
    NUMBER(recorded_decision, limit),
    NUMBER(recorded_decision, value),
    NUMBER(recorded_decision, low),
    NUMBER(recorded_decision, high),
    NUMBER(recorded_decision, p),
    TEXT(recorded_decision, reason),
    LAST,
};

static const struct record_field finding_fields[] = {
    TEXT(recorded_finding, key),         NAME(recorded_finding, rule),
    NAME(recorded_finding, category),    NAME(recorded_finding, level),
    NAME(recorded_finding, state),       NAME(recorded_finding, function),
    NAME(recorded_finding, benchmark),   NAME(recorded_finding, package),
    NAME(recorded_finding, file),        INTEGER(recorded_finding, line),
    NAME(recorded_finding, line_text),   NAME(recorded_finding, metric),
    NAME(recorded_finding, unit),        NUMBER(recorded_finding, base),
    NUMBER(recorded_finding, head),      NUMBER(recorded_finding, share),
    NUMBER(recorded_finding, limit),     NAME(recorded_finding, owner),
    NAME(recorded_finding, impact),      NAME(recorded_finding, effort),
    TEXT(recorded_finding, headline),    TEXT(recorded_finding, cause),
    TEXT(recorded_finding, waiver),      FLAG(recorded_finding, fails_gate),
    FLAG(recorded_finding, is_recalled), LAST,
};

static const struct record_field hotspot_fields[] = {
    NAME(recorded_hotspot, function),
    NAME(recorded_hotspot, file),
    NAME(recorded_hotspot, owner),
    NUMBER(recorded_hotspot, flat),
    NUMBER(recorded_hotspot, cum),
    NUMBER(recorded_hotspot, own),
    LAST,
};

static const struct record_field profile_fields[] = {
    NAME(recorded_profile, side),    NAME(recorded_profile, kind),
    NAME(recorded_profile, name),    TEXT(recorded_profile, hash),
    INTEGER(recorded_profile, size), LAST,
};

const struct record_part_info record_parts[PART_COUNT] = {
    [PART_BENCHMARKS] = { "benchmarks", benchmark_fields,
                          sizeof(struct recorded_benchmark) },
    [PART_GATES] = { "gates", gate_fields, sizeof(struct recorded_gate) },
    [PART_DECISIONS] = { "decisions", decision_fields,
                         sizeof(struct recorded_decision) },
    [PART_FINDINGS] = { "findings", finding_fields,
                        sizeof(struct recorded_finding) },
    [PART_HOTSPOTS] = { "hotspots", hotspot_fields,
                        sizeof(struct recorded_hotspot) },
    [PART_PROFILES] = { "profiles", profile_fields,
                        sizeof(struct recorded_profile) },
};

/* A getter and a setter of members of one type. */
#define MEMBER(get, set, type)                                              \
    type get(const struct record_field *field, const void *row)             \
    {                                                                       \
        type member;                                                        \
        memcpy(&member, (const char *)row + field->offset, sizeof(member)); \
        return member;                                                      \
    }                                                                       \
    void set(const struct record_field *field, void *row, type member)      \
    {                                                                       \
        memcpy((char *)row + field->offset, &member, sizeof(member));       \
    }
MEMBER(record_text, record_set_text, const char *)
MEMBER(record_integer, record_set_integer, int64_t)
MEMBER(record_number, record_set_number, double)
MEMBER(record_flag, record_set_flag, bool)

void record_clear(const struct record_field *fields, void *row)
{
    for (; fields->name != NULL; fields++) {
        switch (fields->kind) {
        case FIELD_NAME:
        case FIELD_TEXT:
            record_set_text(fields, row, "");
            break;
        case FIELD_INTEGER:
            record_set_integer(fields, row, 0);
            break;
        case FIELD_NUMBER:
            record_set_number(fields, row, (double)NAN);
            break;
        case FIELD_FLAG:
            record_set_flag(fields, row, false);
            break;
        }
    }
}

void *record_push(struct arena *arena, struct run_record *run,
                  enum record_part part)
{
    struct record_rows *rows = &run->parts[part];
    const struct record_part_info *info = &record_parts[part];
    if (rows->count == rows->capacity) {
        rows->items =
            arena_grow(arena, rows->items, &rows->capacity, info->size);
    }
    char *row = (char *)rows->items + rows->count++ * info->size;
    record_clear(info->fields, row);
    return row;
}

void run_record_init(struct run_record *run)
{
    memset(run, 0, sizeof(*run));
    record_clear(run_record_fields, run);
}
