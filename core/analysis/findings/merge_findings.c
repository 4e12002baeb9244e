#include "core/analysis/findings/merge_findings.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/map.h"
#include "core/model/go_symbol.h"

/* Without a place, two findings are one only about the same function. */
struct merge_key {
    const struct rule_info *rule;
    const char *file;
    const char *function; /* NULL with a place */
    uint64_t line;
    uint64_t state;
};

enum { MOST_NAMED = 4 };

static struct merge_key key_of(const struct analysis *analysis,
                               const struct finding *finding)
{
    struct merge_key key = { .rule = finding->rule,
                             .file = finding->location.file,
                             .line = finding->location.line,
                             .state = (uint64_t)finding->state };
    if (finding->location.file == NULL || finding->location.line == 0) {
        key.function =
            strings_intern_text(analysis->evidence->strings, finding->function);
    }
    return key;
}

/* The weight ends at 1; what grew tenfold still comes before what doubled. */
static int compare_ratios(const struct finding *a, const struct finding *b)
{
    double left = fmax(a->metric.change.ratio, 0);
    double right = fmax(b->metric.change.ratio, 0); /* 0 for NAN */
    return (left < right) - (left > right);
}

static bool is_heavier(const struct finding *left, const struct finding *right)
{
    if (left->level != right->level) {
        return left->level > right->level;
    }
    if (left->weight > right->weight || left->weight < right->weight) {
        return left->weight > right->weight;
    }
    int order = compare_ratios(left, right);
    return order != 0 ? order < 0
                      : text_compare(left->function, right->function) < 0;
}

/* What a merged finding was about: its function or, where that is the kept
 * one's, its metric. */
static const char *subject_of(const struct finding *kept,
                              const struct finding *other)
{
    return strcmp(kept->function, other->function) == 0
               ? other->metric.name
               : go_symbol_short(other->function);
}

/* Whether the finding's subject was named before it. */
static bool is_named(const struct finding *kept, size_t index)
{
    const char *subject = subject_of(kept, &kept->merged.items[index]);
    if (subject == kept->metric.name || subject[0] == '\0') {
        return true;
    }
    for (size_t i = 0; i < index; i++) {
        if (strcmp(subject_of(kept, &kept->merged.items[i]), subject) == 0) {
            return true;
        }
    }
    return false;
}

/* "a.F, b.G and 2 more" */
static void name_merged(const struct analysis *analysis, struct finding *kept)
{
    size_t named = 0, unnamed = 0;
    for (size_t i = 0; i < kept->merged.count; i++) {
        if (is_named(kept, i)) {
            continue;
        }
        if (named == MOST_NAMED) {
            unnamed++;
            continue;
        }
        kept->also = arena_printf(analysis->arena, "%s%s%s", kept->also,
                                  named++ == 0 ? "" : ", ",
                                  subject_of(kept, &kept->merged.items[i]));
    }
    if (unnamed > 0) {
        kept->also = arena_printf(analysis->arena, "%s and %zu more",
                                  kept->also, unnamed);
    }
}

static void merge_into(const struct analysis *analysis, struct finding *kept,
                       const struct finding *other)
{
    struct finding loser = *other;
    if (is_heavier(other, kept)) {
        loser = *kept;
        *kept = *other;
        kept->merged = loser.merged;
    }
    kept->fails_gate |= loser.fails_gate;
    *LIST_PUSH(analysis->arena, &kept->merged) = loser;
}

static void merge_list(const struct analysis *analysis,
                       struct finding_list *findings)
{
    struct map keys;
    map_init(&keys, sizeof(struct merge_key));
    size_t kept = 0;
    for (size_t i = 0; i < findings->count; i++) {
        struct merge_key key = key_of(analysis, &findings->items[i]);
        bool added;
        uint32_t index = map_add(&keys, &key, &added);
        if (added) {
            findings->items[kept++] = findings->items[i];
        } else {
            merge_into(analysis, &findings->items[index], &findings->items[i]);
        }
    }
    findings->count = kept;
    for (size_t i = 0; i < kept; i++) {
        name_merged(analysis, &findings->items[i]);
    }
    map_release(&keys);
}

static void part_improvements(struct analysis *analysis)
{
    struct finding_list *findings = &analysis->report->findings;
    struct finding_list *improvements = &analysis->report->improvements;
    size_t kept = 0;
    for (size_t i = 0; i < findings->count; i++) {
        if (findings->items[i].state == FINDING_IMPROVEMENT) {
            *LIST_PUSH(analysis->arena, improvements) = findings->items[i];
        } else {
            findings->items[kept++] = findings->items[i];
        }
    }
    findings->count = kept;
}

void merge_findings(struct analysis *analysis)
{
    merge_list(analysis, &analysis->report->findings);
    part_improvements(analysis);
}

/* What is left when all that matters is equal: no two findings may be. */
static int compare_identities(const struct finding *a, const struct finding *b)
{
    int order = text_compare(a->function, b->function);
    if (order == 0) {
        order = text_compare(a->package, b->package);
    }
    if (order == 0) {
        order = text_compare(a->metric.name, b->metric.name);
    }
    if (order == 0) {
        order = location_compare(a->seen, b->seen);
    }
    return order != 0 ? order : (int)a->state - (int)b->state;
}

/* Largest first. */
static int compare_weights(const struct finding *a, const struct finding *b)
{
    if (a->weight > b->weight || a->weight < b->weight) {
        return a->weight > b->weight ? -1 : 1;
    }
    int order = text_compare(a->rule->id, b->rule->id);
    if (order == 0) {
        order = compare_ratios(a, b);
    }
    if (order == 0) {
        order = location_compare(a->location, b->location);
    }
    return order != 0 ? order : compare_identities(a, b);
}

static int compare_findings(const void *left, const void *right)
{
    const struct finding *a = left, *b = right;
    if (a->level != b->level) {
        return a->level > b->level ? -1 : 1;
    }
    return compare_weights(a, b);
}

/* Whether it would have been an error the other way round says nothing. */
static int compare_improvements(const void *left, const void *right)
{
    return compare_weights(left, right);
}

void order_findings(struct analysis *analysis)
{
    struct finding_list *findings = &analysis->report->findings;
    struct finding_list *improvements = &analysis->report->improvements;
    if (findings->count > 1) {
        qsort(findings->items, findings->count, sizeof(*findings->items),
              compare_findings);
    }
    if (improvements->count > 1) {
        qsort(improvements->items, improvements->count,
              sizeof(*improvements->items), compare_improvements);
    }
}

void insert_finding(struct analysis *analysis, const struct finding *finding)
{
    struct finding_list *findings = &analysis->report->findings;
    struct finding inserted = *finding;
    LIST_PUSH(analysis->arena, findings);
    size_t at = findings->count - 1;
    for (; at > 0 && findings->items[at - 1].level < inserted.level; at--) {
        findings->items[at] = findings->items[at - 1];
    }
    findings->items[at] = inserted;
}
