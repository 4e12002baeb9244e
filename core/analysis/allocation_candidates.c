#include "core/analysis/allocation_candidates.h"

#include <string.h>

#include "core/analysis/allocation_form.h"
#include "core/analysis/allocation_text.h"
#include "core/analysis/inlined_calls.h"
#include "core/analysis/source_text.h"
#include "core/base/strings.h"

/* Conversions, concatenations and slices of unknown size that do not escape
 * have a buffer of so many bytes on the stack. */
static const int64_t stack_buffer_bytes = 32;

/* Maps grow by groups of eight entries. */
static const int64_t least_group_bytes = 24;

/* An empty map, and what a goroutine waits with: before and from Go 1.25. */
static const int64_t map_header_bytes = 48;
static const int64_t waiter_bytes[] = { 96, 112 };

/* What the search for candidates keeps in mind: forms that the compiler speaks
 * of on the line, in whatever sense, need no second opinion of the text. */
struct search {
    const struct allocation_place *place;
    struct candidates *candidates;
    struct inlined_calls inlined;
    bool is_said[CAUSE_KIND_COUNT];
};

static void add_sized(const struct search *search, enum cause_kind kind,
                      const struct diagnostic *diagnostic, int64_t bytes)
{
    struct candidates *candidates = search->candidates;
    if (candidates->count < MOST_CANDIDATES) {
        candidates->items[candidates->count++] =
            (struct candidate){ kind, diagnostic, bytes };
    }
}

static void add_candidate(const struct search *search, enum cause_kind kind,
                          const struct diagnostic *diagnostic)
{
    add_sized(search, kind, diagnostic,
              diagnostic != NULL ? allocation_form_bytes(diagnostic->subject)
                                 : 0);
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
 * compiler prints both alike. Numbers have at most 16 bytes. */
static bool may_be_number(const char *subject, int64_t block_bytes)
{
    return strchr(subject, '"') == NULL && block_bytes <= 16;
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

static void add_diagnostic(struct search *search,
                           const struct diagnostic *diagnostic)
{
    const struct allocation_place *place = search->place;
    if (diagnostic->kind == DIAGNOSTIC_MOVED) {
        add_escape(search, diagnostic_cause(&place->side->escapes, diagnostic),
                   diagnostic);
    } else if (diagnostic->kind == DIAGNOSTIC_ESCAPES) {
        search->is_said[allocation_form(diagnostic->subject)] = true;
        add_escape(search, diagnostic_cause(&place->side->escapes, diagnostic),
                   diagnostic);
    } else if (diagnostic->kind == DIAGNOSTIC_NO_ESCAPE) {
        enum cause_kind kind = allocation_form(diagnostic->subject);
        search->is_said[kind] = true;
        if (allocates_anyway(kind, diagnostic->subject, place->block_bytes)) {
            add_candidate(search, kind, diagnostic);
        }
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

static bool text_of(const struct analysis *analysis,
                    const struct allocation_place *place, struct span *text)
{
    return source_line(analysis->sources, &place->side->tree, place->path,
                       place->line, text);
}

static void add_text(const struct analysis *analysis,
                     const struct search *search)
{
    const struct allocation_place *place = search->place;
    struct span text;
    if (!text_of(analysis, place, &text)) {
        return;
    }
    bool is_told = diagnostic_file_is_told(place->diagnostics, place->path);
    enum cause_kind kinds[ALLOCATION_TEXT_MOST];
    size_t count = allocation_text_kinds(text, kinds);
    for (size_t i = 0; i < count; i++) {
        if (is_told ? is_untold(search, kinds[i])
                    : !is_said(search, kinds[i])) {
            add_candidate(search, kinds[i], NULL);
        }
    }
}

static bool is_waiter(int64_t block_bytes)
{
    return block_bytes == waiter_bytes[0] || block_bytes == waiter_bytes[1];
}

/* "make(map[string]int)", "map[string]int{}" */
static bool is_empty_map(const struct candidate *candidate)
{
    if (candidate->kind != CAUSE_MAP_MAKE || candidate->diagnostic == NULL) {
        return false;
    }
    const char *subject = candidate->diagnostic->subject;
    return text_starts_with(subject, "make(") ? !allocation_has_size(subject)
                                              : text_ends_with(subject, "{}");
}

/* A value without a bit set lies in read-only data; unless its type is a map,
 * which the words do not tell. */
static bool is_empty_value(const struct candidate *candidate)
{
    return candidate->kind == CAUSE_BOXING && candidate->diagnostic != NULL &&
           candidate->bytes == 0 &&
           text_ends_with(candidate->diagnostic->subject, "{}");
}

/* Whether a block of this size class can be what the candidate allocates. */
static bool size_allows(const struct candidate *candidate, int64_t block_bytes)
{
    enum cause_kind kind = candidate->kind;
    if (block_bytes == 0) {
        return true;
    }
    if (is_empty_value(candidate)) {
        return block_bytes == map_header_bytes;
    }
    if (kind == CAUSE_BOXING || kind == CAUSE_CLOSURE) {
        return block_bytes <= 512;
    }
    if (kind == CAUSE_VARIADIC) {
        return block_bytes % 16 == 0 && block_bytes <= 1024;
    }
    if (kind == CAUSE_TOO_LARGE) {
        return block_bytes > 64 * 1024;
    }
    if (kind == CAUSE_RUNTIME) {
        return is_waiter(block_bytes);
    }
    if (kind == CAUSE_MAP_GROWTH) {
        return block_bytes >= least_group_bytes;
    }
    return true;
}

/* What has exactly this size, when something has, else what may have it. A map
 * that is made on the line and larger than that is filled there, by a body
 * that was inlined. */
static void choose_by_size(struct candidates *candidates, int64_t block_bytes)
{
    struct candidates exact = { .count = 0 }, possible = { .count = 0 };
    bool grows = false; /* a map, or fills one that it makes */
    for (size_t i = 0; i < candidates->count; i++) {
        struct candidate candidate = candidates->items[i];
        grows = grows || is_empty_map(&candidate) ||
                candidate.kind == CAUSE_MAP_GROWTH;
        if (is_empty_map(&candidate)) {
            candidate.bytes = map_header_bytes;
        }
        int64_t bytes = block_bytes > 0 ? candidate.bytes : 0;
        if (bytes > 0 && allocation_fits_block(bytes, block_bytes)) {
            exact.items[exact.count++] = candidate;
        } else if (bytes == 0 && size_allows(&candidate, block_bytes)) {
            possible.items[possible.count++] = candidate;
        }
    }
    if (possible.count == 0 && exact.count == 0 && grows) {
        possible.items[possible.count++] =
            (struct candidate){ .kind = CAUSE_MAP_GROWTH };
    }
    *candidates = exact.count > 0 ? exact : possible;
}

/* What a line may allocate by itself that has nothing better to show. */
static void add_rest(const struct analysis *analysis, struct search *search)
{
    struct span text;
    add_diagnostics(search, FIT_IF_NOTHING_ELSE);
    if (text_of(analysis, search->place, &text) &&
        allocation_text_extends(text)) {
        add_candidate(search, CAUSE_CONCATENATION, NULL);
    }
}

void allocation_candidates(const struct analysis *analysis,
                           const struct allocation_place *place,
                           struct candidates *candidates)
{
    struct search search = { .place = place, .candidates = candidates };
    candidates->count = 0;
    inlined_calls_find(place, &search.inlined);
    add_diagnostics(&search, FIT_WELL);
    if (!search.inlined.is_body) {
        add_text(analysis, &search);
    }
    choose_by_size(candidates, place->block_bytes);
    if (candidates->count == 0 && !search.inlined.is_body) {
        add_rest(analysis, &search);
        choose_by_size(candidates, place->block_bytes);
    }
}
