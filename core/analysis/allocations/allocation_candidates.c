#include "core/analysis/allocations/allocation_candidates.h"

#include <string.h>

#include "core/analysis/allocations/allocation_form.h"
#include "core/analysis/allocations/allocation_text.h"
#include "core/analysis/allocations/candidate_sizes.h"
#include "core/analysis/allocations/inlined_calls.h"
#include "core/analysis/allocations/method_values.h"
#include "core/analysis/sources/source_text.h"
#include "core/base/strings.h"

/* Conversions, concatenations and slices of unknown size that do not escape
 * have a buffer of so many bytes on the stack. */
static const int64_t stack_buffer_bytes = 32;

/* What the search for candidates keeps in mind: forms that the compiler speaks
 * of on the line, in whatever sense, need no second opinion of the text. */
struct search {
    const struct allocation_place *place;
    struct candidates *candidates;
    struct inlined_calls inlined;
    struct span text;       /* of the line; empty: it cannot be read */
    int64_t appended_bytes; /* of one element that it appends; 0: not told */
    bool is_said[CAUSE_KIND_COUNT];
};

/* 0: not told. */
static int64_t type_bytes(const struct search *search, struct span type)
{
    const struct allocation_place *place = search->place;
    int64_t bytes = place->types == NULL || type.length == 0
                        ? 0
                        : declared_type_bytes(place->types, place->path, type);
    return bytes > 0 ? bytes : 0;
}

/* Of a slice that is appended to, made or written out. */
static int64_t element_bytes(const struct search *search, enum cause_kind kind,
                             const struct diagnostic *diagnostic)
{
    if (kind == CAUSE_APPEND) {
        return search->appended_bytes;
    }
    bool is_slice = diagnostic != NULL && kind != CAUSE_BOXING;
    return is_slice
               ? type_bytes(search, allocation_element(diagnostic->subject))
               : 0;
}

static void add_sized(const struct search *search, enum cause_kind kind,
                      const struct diagnostic *diagnostic, int64_t bytes)
{
    struct candidates *candidates = search->candidates;
    if (candidates->count < MOST_CANDIDATES) {
        candidates->items[candidates->count++] = (struct candidate){
            .kind = kind,
            .diagnostic = diagnostic,
            .bytes = bytes,
            .element_bytes =
                bytes > 0 ? 0 : element_bytes(search, kind, diagnostic)
        };
    }
}

/* 0: not told, by the words or by what the package declares. */
static int64_t bytes_of(const struct search *search, const char *subject)
{
    int64_t bytes = allocation_form_bytes(subject);
    return bytes > 0 || text_starts_with(subject, "make(")
               ? bytes
               : type_bytes(search, allocation_type(subject));
}

static void add_candidate(const struct search *search, enum cause_kind kind,
                          const struct diagnostic *diagnostic)
{
    bool is_told =
        diagnostic != NULL &&
        !(kind == CAUSE_BOXING && text_ends_with(diagnostic->subject, "{}"));
    add_sized(search, kind, diagnostic,
              is_told ? bytes_of(search, diagnostic->subject) : 0);
}

/* "make(Fields, n)" makes what the package declares Fields to be. */
static enum cause_kind form_of(const struct search *search, const char *subject)
{
    const struct allocation_place *place = search->place;
    enum cause_kind kind = allocation_form(subject);
    if (place->types == NULL || !text_starts_with(subject, "make(")) {
        return kind;
    }
    struct span type =
        declared_type(place->types, place->path, allocation_type(subject));
    return span_starts_with(type, "map[")    ? CAUSE_MAP_MAKE
           : span_starts_with(type, "chan ") ? CAUSE_CHANNEL
                                             : kind;
}

static bool has_reason(const struct escapes *escapes,
                       const struct diagnostic *diagnostic, const char *reason)
{
    for (uint32_t i = 0; i < diagnostic->flow_count; i++) {
        const struct flow_step *step =
            &escapes->flow.items[diagnostic->flow_first + i];
        if (step->reason != NULL && strcmp(step->reason, reason) == 0) {
            return true;
        }
    }
    return strcmp(diagnostic->reason, reason) == 0;
}

enum cause_kind diagnostic_cause(const struct escapes *escapes,
                                 const struct diagnostic *diagnostic)
{
    if (has_reason(escapes, diagnostic, "too large for stack")) {
        return CAUSE_TOO_LARGE;
    }
    return diagnostic->kind == DIAGNOSTIC_MOVED
               ? CAUSE_MOVED
               : allocation_form(diagnostic->subject);
}

/* "a + b" is a concatenation or a number that goes into an interface: the
 * compiler prints both alike. Numbers have at most 16 bytes, and no part of
 * one is a literal, a slice, or what these packages give. */
static bool may_be_number(const char *subject, int64_t block_bytes)
{
    static const char *const texts[] = { "\"",       "[:",       ":]",
                                         "strings.", "strconv.", "fmt." };
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        if (strstr(subject, texts[i]) != NULL) {
            return false;
        }
    }
    return block_bytes <= 16;
}

/* Beyond the stack's buffer, even when it does not escape. */
static bool allocates_anyway(enum cause_kind kind, const char *subject,
                             int64_t block_bytes)
{
    bool is_beyond = block_bytes == 0 || block_bytes > stack_buffer_bytes;
    switch (kind) {
    case CAUSE_CONVERSION:
    case CAUSE_CONCATENATION:
    case CAUSE_MAKE_UNKNOWN:
        return is_beyond;
    case CAUSE_APPEND: /* the buffer is but for the first of some */
        return true;
    case CAUSE_MAP_MAKE:
        return is_beyond &&
               (allocation_has_size(subject) || strchr(subject, '{') != NULL);
    case CAUSE_UNKNOWN:
    case CAUSE_ESCAPES:
    case CAUSE_MOVED:
    case CAUSE_BOXING:
    case CAUSE_CLOSURE:
    case CAUSE_VARIADIC:
    case CAUSE_MAP_GROWTH:
    case CAUSE_CHANNEL:
    case CAUSE_MAKE_CONSTANT:
    case CAUSE_TOO_LARGE:
    case CAUSE_RUNTIME:
    case CAUSE_ONE_OF:
    case CAUSE_CALLEE:
        return false;
    }
    return false;
}

/* A value that the compiler names once for each package into which its
 * function was inlined. */
static bool is_known(const struct candidates *candidates,
                     const struct diagnostic *diagnostic)
{
    for (size_t i = 0; i < candidates->count; i++) {
        const struct diagnostic *known = candidates->items[i].diagnostic;
        if (known != NULL && known->kind == diagnostic->kind &&
            known->location.column == diagnostic->location.column &&
            allocation_same_form(known->subject, diagnostic->subject)) {
            return true;
        }
    }
    return false;
}

static void add_escape(const struct search *search, enum cause_kind kind,
                       const struct diagnostic *diagnostic)
{
    const char *subject = diagnostic->subject;
    bool is_constant = kind == CAUSE_BOXING && allocation_is_constant(subject);
    if (is_constant || is_known(search->candidates, diagnostic)) {
        return;
    }
    int64_t box_bytes = allocation_box_bytes(subject);
    if (kind == CAUSE_BOXING && box_bytes > 0) {
        add_sized(search, kind, diagnostic, box_bytes);
        return;
    }
    if (!allocation_is_empty_slice(subject)) {
        add_candidate(search, kind, diagnostic);
    }
    if (diagnostic->is_boxed && box_bytes > 0) {
        add_sized(search, CAUSE_BOXING, diagnostic, box_bytes);
    }
    if (kind == CAUSE_CONCATENATION &&
        may_be_number(subject, search->place->block_bytes)) {
        add_candidate(search, CAUSE_BOXING, diagnostic);
    }
}

/* What the compiler says of a value that stays in its function. */
static void add_kept(struct search *search, const struct diagnostic *diagnostic)
{
    const char *subject = diagnostic->subject;
    enum cause_kind kind = form_of(search, subject);
    search->is_said[kind] = true;
    if (allocates_anyway(kind, subject, search->place->block_bytes)) {
        add_candidate(search, kind, diagnostic);
    }
}

static void add_diagnostic(struct search *search,
                           const struct diagnostic *diagnostic)
{
    enum cause_kind kind =
        diagnostic_cause(&search->place->side->escapes, diagnostic);
    if (diagnostic->kind == DIAGNOSTIC_MOVED) {
        add_escape(search, kind, diagnostic);
    } else if (diagnostic->kind == DIAGNOSTIC_ESCAPES) {
        enum cause_kind form = form_of(search, diagnostic->subject);
        search->is_said[form] = true;
        add_escape(search, kind == CAUSE_TOO_LARGE ? kind : form, diagnostic);
    } else if (diagnostic->kind == DIAGNOSTIC_NO_ESCAPE) {
        add_kept(search, diagnostic);
    }
}

static void add_diagnostics(struct search *search, enum fit fit)
{
    const struct allocation_place *place = search->place;
    const struct diagnostic *next =
        diagnostic_first(place->diagnostics, place->path, place->line);
    while (next != NULL) {
        if (inlined_calls_fit(&search->inlined, next) == fit) {
            add_diagnostic(search, next);
        }
        next = diagnostic_next(place->diagnostics, next);
    }
}

/* What the compiler never speaks of where its text covers the file: growth of
 * maps, channels, waiting; slices before Go 1.25, and texts that "+=" extends.
 * All else it would have named, and it does not allocate. */
static bool is_untold(const struct search *search, enum cause_kind kind)
{
    return kind == CAUSE_MAP_GROWTH || kind == CAUSE_CHANNEL ||
           kind == CAUSE_RUNTIME ||
           (kind == CAUSE_APPEND && !search->is_said[kind]);
}

/* The text does not tell whether a size is a constant. */
static bool is_said(const struct search *search, enum cause_kind kind)
{
    return search->is_said[kind] ||
           (kind == CAUSE_MAKE_UNKNOWN && search->is_said[CAUSE_MAKE_CONSTANT]);
}

static bool has_kind(const struct candidates *candidates, enum cause_kind kind)
{
    for (size_t i = 0; i < candidates->count; i++) {
        if (candidates->items[i].kind == kind) {
            return true;
        }
    }
    return false;
}

static void add_text(const struct search *search)
{
    const struct allocation_place *place = search->place;
    bool is_told = diagnostic_file_is_told(place->diagnostics, place->path);
    enum cause_kind kinds[ALLOCATION_TEXT_MOST];
    size_t count = allocation_text_kinds(search->text, kinds);
    for (size_t i = 0; i < count; i++) {
        if (is_told ? is_untold(search, kinds[i])
                    : !is_said(search, kinds[i])) {
            add_candidate(search, kinds[i], NULL);
        }
    }
    if (is_told && !has_kind(search->candidates, CAUSE_CONCATENATION) &&
        allocation_text_extends(search->text)) {
        add_candidate(search, CAUSE_CONCATENATION, NULL);
    }
}

static void read_line(const struct analysis *analysis, struct search *search)
{
    const struct allocation_place *place = search->place;
    search->text = span_of("");
    if (source_line(analysis->sources, &place->side->tree, place->path,
                    place->line, &search->text) &&
        place->types != NULL) {
        int64_t bytes = declared_type_bytes(
            place->types, place->path, allocation_text_appended(search->text));
        search->appended_bytes = bytes > 0 ? bytes : 0;
    }
}

void allocation_candidates(const struct analysis *analysis,
                           const struct allocation_place *place,
                           struct candidates *candidates)
{
    struct search search = { .place = place, .candidates = candidates };
    candidates->count = 0;
    read_line(analysis, &search);
    inlined_calls_find(place, &search.inlined);
    add_diagnostics(&search, FIT_WELL);
    if (!search.inlined.is_body) {
        add_text(&search);
    }
    candidates_choose_by_size(candidates, place->block_bytes);
    if (candidates->count == 0 && !search.inlined.is_body) {
        add_diagnostics(&search, FIT_IF_NOTHING_ELSE);
        candidates_choose_by_size(candidates, place->block_bytes);
    }
    method_values_find(analysis, place, candidates);
}
