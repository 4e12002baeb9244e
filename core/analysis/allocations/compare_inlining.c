#include "core/analysis/allocations/compare_inlining.h"

#include <string.h>

#include "core/analysis/sources/source_text.h"
#include "core/model/go_symbol.h"

/* A function of one side. */
struct declared {
    const char *symbol;
    struct location at; /* its declaration; no file when not known */
};

/* Its declaration as the side's profiles have it. */
static struct location declaration_in(const struct profile *profile,
                                      uint32_t function)
{
    struct location at = { .file = NULL };
    int64_t line = profile->functions[function].start_line;
    for (uint32_t i = 0; i < profile->line_count && at.file == NULL; i++) {
        if (profile->lines[i].function == function && line > 0 &&
            line <= UINT32_MAX) {
            at.file = profile->lines[i].path;
        }
    }
    at.line = at.file != NULL ? (uint32_t)line : 0;
    return at;
}

static struct declared declared_in(const struct evidence_side *side,
                                   const char *symbol)
{
    struct declared declared = { .symbol = symbol };
    for (size_t i = 0; i < side->profiles.count; i++) {
        const struct profile *profile = &side->profiles.items[i];
        for (uint32_t f = 0;
             f < profile->function_count && declared.at.file == NULL; f++) {
            if (profile->functions[f].name == symbol) {
                declared.at = declaration_in(profile, f);
            }
        }
    }
    return declared;
}

/* Whether "p.(*T).M" is the subject "(*T).M" of the package p. */
static bool is_named(const struct diagnostic *diagnostic, const char *symbol)
{
    struct span package = go_symbol_package(symbol);
    return diagnostic->subject[0] != '\0' &&
           (span_equals(package, diagnostic->package) ||
            span_equals(package, "main")) &&
           symbol[package.length] == '.' &&
           strcmp(symbol + package.length + 1, diagnostic->subject) == 0;
}

static bool is_about(const struct diagnostic *diagnostic,
                     const struct declared *function)
{
    if (function->at.file == NULL || diagnostic->path == NULL) {
        return is_named(diagnostic, function->symbol);
    }
    return diagnostic->location.line == function->at.line &&
           text_compare(diagnostic->path, function->at.file) == 0;
}

static const struct diagnostic *find(const struct evidence_side *side,
                                     enum diagnostic_kind kind,
                                     const struct declared *function)
{
    for (size_t i = 0; i < side->escapes.diagnostics.count; i++) {
        const struct diagnostic *entry = &side->escapes.diagnostics.items[i];
        if (entry->kind == kind && is_about(entry, function)) {
            return entry;
        }
    }
    return NULL;
}

/* "inlining call to F" within the package, "to p.F" from another. */
static bool is_inlined_by_text(const struct evidence_side *side,
                               const char *symbol)
{
    const char *name = go_symbol_short(symbol);
    for (size_t i = 0; i < side->escapes.diagnostics.count; i++) {
        const struct diagnostic *entry = &side->escapes.diagnostics.items[i];
        if (entry->kind == DIAGNOSTIC_INLINED_CALL &&
            (strcmp(entry->subject, name) == 0 || is_named(entry, symbol))) {
            return true;
        }
    }
    return false;
}

/* Every frame of a location but the last was inlined into the next. */
static bool is_inlined_in(const struct profile *profile, const char *symbol)
{
    for (uint32_t i = 0; i < profile->location_count; i++) {
        const struct profile_location *location = &profile->locations[i];
        for (uint32_t f = 0; f + 1 < location->frame_count; f++) {
            uint32_t line = profile->frames[location->first_frame + f];
            uint32_t function = profile->lines[line].function;
            if (profile->functions[function].name == symbol) {
                return true;
            }
        }
    }
    return false;
}

static bool was_inlined(const struct evidence_side *base, const char *symbol)
{
    for (size_t i = 0; i < base->profiles.count; i++) {
        if (is_inlined_in(&base->profiles.items[i], symbol)) {
            return true;
        }
    }
    return is_inlined_by_text(base, symbol);
}

/* The first line of the function that the patch changed, else where it is
 * declared. */
static struct location changed_line(const struct analysis *analysis,
                                    struct location declared)
{
    struct go_function function;
    struct location line = declared;
    const struct evidence *evidence = analysis->evidence;
    if (!source_function_at(analysis->sources, &evidence->head.tree,
                            declared.file, declared.line, &function)) {
        return declared;
    }
    for (line.line = declared.line; line.line <= function.last_line;
         line.line++) {
        if (patch_changes_line(&evidence->patch, line.file, line.line)) {
            return line;
        }
    }
    return declared;
}

static void add_if_lost(const struct analysis *analysis, size_t row_index,
                        const struct profile_row *row)
{
    const struct evidence *evidence = analysis->evidence;
    struct declared head = declared_in(&evidence->head, row->function);
    struct declared base = declared_in(&evidence->base, row->function);
    const struct diagnostic *cannot =
        find(&evidence->head, DIAGNOSTIC_CANNOT_INLINE, &head);
    const struct diagnostic *could =
        find(&evidence->base, DIAGNOSTIC_CAN_INLINE, &base);
    /* Some instances of a generic function may still be inlined. */
    if (cannot == NULL || could == NULL ||
        find(&evidence->head, DIAGNOSTIC_CAN_INLINE, &head) != NULL ||
        !was_inlined(&evidence->base, row->function)) {
        return;
    }
    struct location at = { .file = cannot->path };
    if (at.file != NULL) {
        at.line = cannot->location.line;
        at = changed_line(analysis, at);
    }
    *LIST_PUSH(analysis->arena, &analysis->comparison->lost_inlinings) =
        (struct lost_inlining){
            .row = (uint32_t)row_index,
            .location = at,
            .reason = cannot->reason,
            .base_cost = could->reason,
        };
}

void compare_inlining(struct analysis *analysis)
{
    const struct config *config = analysis->config;
    const struct profile_diff *diff =
        comparison_profile(analysis->comparison, PROFILE_CPU, "cpu");
    if (diff == NULL || !analysis->comparison->same_platform) {
        return;
    }
    for (size_t i = 0; i < diff->functions.count; i++) {
        const struct profile_row *row = &diff->functions.items[i];
        struct scope scope = profile_row_scope(row);
        if (row->in_source && !row->is_test &&
            row->head_cum_share >=
                config_number(config, &config->hot_share, &scope) &&
            row->head_share >= config->up_total) {
            add_if_lost(analysis, i, row);
        }
    }
}
