#include "core/analysis/allocations/candidate_sizes.h"

#include "core/analysis/allocations/allocation_form.h"
#include "core/base/strings.h"

/* Maps grow by groups of eight entries; large values seldom go into an
 * interface, for they are copied. */
static const int64_t least_group_bytes = 24, usual_value_bytes = 128;

/* Of which most blocks are no multiple. */
static const int64_t telling_element_bytes = 32;

/* An empty map, and what a goroutine waits with: before and from Go 1.25. */
static const int64_t map_header_bytes = 48;
static const int64_t waiter_bytes[] = { 96, 112 };

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
    if (candidate->element_bytes > 0) {
        return allocation_fits_elements(candidate->element_bytes, block_bytes);
    }
    return true;
}

/* Elements of a size of their own tell a slice of them. */
static bool is_exact(const struct candidate *candidate, int64_t block_bytes)
{
    return candidate->element_bytes >= telling_element_bytes &&
           allocation_fits_elements(candidate->element_bytes, block_bytes);
}

/* Only believed when nothing else is there. */
static bool is_seldom(const struct candidate *candidate, int64_t block_bytes)
{
    return (candidate->kind == CAUSE_MAP_GROWTH && block_bytes > 0 &&
            block_bytes < least_group_bytes) ||
           (candidate->kind == CAUSE_BOXING && block_bytes > usual_value_bytes);
}

static void push(struct candidates *candidates, struct candidate candidate)
{
    candidates->items[candidates->count++] = candidate;
}

/* What has exactly this size, when something has, else what may have it. A map
 * that is made on the line and larger than its header is filled there, by a
 * body that was inlined. */
void candidates_choose_by_size(struct candidates *candidates,
                               int64_t block_bytes)
{
    struct candidates exact = { .count = 0 }, likely = exact, seldom = exact;
    for (size_t i = 0; i < candidates->count; i++) {
        struct candidate candidate = candidates->items[i];
        bool is_empty = is_empty_map(&candidate);
        int64_t bytes = is_empty ? map_header_bytes : candidate.bytes;
        if (block_bytes > 0 && bytes > 0) {
            if (allocation_fits_block(bytes, block_bytes)) {
                push(&exact, candidate);
            } else if (is_empty) {
                push(&seldom, (struct candidate){ .kind = CAUSE_MAP_GROWTH });
            }
        } else if (block_bytes > 0 && is_exact(&candidate, block_bytes)) {
            push(&exact, candidate);
        } else if (size_allows(&candidate, block_bytes)) {
            push(is_seldom(&candidate, block_bytes) ? &seldom : &likely,
                 candidate);
        }
    }
    *candidates = exact.count > 0 ? exact : likely.count > 0 ? likely : seldom;
}
