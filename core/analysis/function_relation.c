#include "core/analysis/function_relation.h"

#include <math.h>
#include <string.h>

#include "core/analysis/declared_function.h"
#include "core/analysis/tally.h"

/* Between two functions that both stay, this much of the larger change may be
 * left for it to be a move. */
static const double left_over = 0.3;

/* How many new functions in a row are climbed over. */
enum { MOST_CLIMBED = 8 };

void function_relations_init(struct function_relations *relations,
                             const struct analysis *analysis,
                             enum profile_kind kind)
{
    *relations =
        (struct function_relations){ .analysis = analysis, .kind = kind };
    call_edges_init(&relations->base);
    call_edges_init(&relations->head);
    call_edges_add_side(&relations->base, &analysis->evidence->base, kind);
    call_edges_add_side(&relations->head, &analysis->evidence->head, kind);
}

void function_relations_release(struct function_relations *relations)
{
    call_edges_release(&relations->base);
    call_edges_release(&relations->head);
}

/* Whether any profile of the side has the function on a stack. */
static bool is_seen(const struct analysis *analysis, const char *function,
                    bool head)
{
    for (size_t kind = 0; kind <= PROFILE_OTHER; kind++) {
        const struct tally *tally = analysis->tallies[kind];
        struct tally_query query = { .fold = FOLD_CUM };
        query.node =
            tally == NULL ? MAP_NONE : tally_find_function(tally, function);
        if (query.node != MAP_NONE && tally_recorded(tally, &query, head) > 0) {
            return true;
        }
    }
    return false;
}

/* What only one side declares; without a patch, what only one side shows. */
static bool is_only_on(const struct analysis *analysis, const char *function,
                       const char *path, bool head)
{
    const struct patch *patch = &analysis->evidence->patch;
    if (!patch->is_present) {
        return !is_seen(analysis, function, !head);
    }
    return declaration_of(patch, function, path) ==
           (head ? DECLARATION_NEW : DECLARATION_GONE);
}

/* One side's view of a function's callers. */
struct climb {
    const struct function_relations *relations;
    const char *path; /* of the function's package */
    bool head;
};

static const struct call_edges *edges_of(const struct climb *climb)
{
    return climb->head ? &climb->relations->head : &climb->relations->base;
}

/* Whether `wanted` calls the function, itself or through functions that only
 * this side has. */
static bool is_called_by(const struct climb *climb, const char *function,
                         const char *wanted, int depth)
{
    const struct call_edges *edges = edges_of(climb);
    struct call_edge direct = { .caller = wanted, .callee = function };
    if (call_edges_has(edges, direct)) {
        return true;
    }
    for (uint32_t i = 0; depth < MOST_CLIMBED && i < edges->keys.count; i++) {
        struct call_edge edge;
        memcpy(&edge, map_key(&edges->keys, i), sizeof(edge));
        if (edge.callee == function &&
            is_only_on(climb->relations->analysis, edge.caller, climb->path,
                       climb->head) &&
            is_called_by(climb, edge.caller, wanted, depth + 1)) {
            return true;
        }
    }
    return false;
}

/* Whether some function calls the taker in head and called the giver in base:
 * the one stands where the other stood. */
static bool has_common_caller(const struct climb *head, const char *taker,
                              const struct climb *base, const char *giver)
{
    const struct call_edges *edges = edges_of(head);
    for (uint32_t i = 0; i < edges->keys.count; i++) {
        struct call_edge edge;
        memcpy(&edge, map_key(&edges->keys, i), sizeof(edge));
        if (edge.callee == taker && is_called_by(base, giver, edge.caller, 0)) {
            return true;
        }
    }
    return false;
}

static bool is_adjacent(const struct function_relations *relations,
                        const char *left, const char *right)
{
    struct call_edge down = { .caller = left, .callee = right };
    struct call_edge up = { .caller = right, .callee = left };
    return call_edges_has(&relations->base, down) ||
           call_edges_has(&relations->base, up) ||
           call_edges_has(&relations->head, down) ||
           call_edges_has(&relations->head, up);
}

static bool is_balanced(const struct moving_function *taker,
                        const struct moving_function *giver)
{
    double largest = fmax(fabs(taker->growth), fabs(giver->growth));
    return fabs(taker->growth + giver->growth) < left_over * largest;
}

bool function_relations_allow(const struct function_relations *relations,
                              const struct moving_function *taker,
                              const struct moving_function *giver)
{
    const struct analysis *analysis = relations->analysis;
    struct climb head = { relations, taker->path, true };
    struct climb base = { relations, giver->path, false };
    bool is_new = is_only_on(analysis, taker->name, taker->path, true);
    bool is_gone = is_only_on(analysis, giver->name, giver->path, false);
    if (is_new && is_called_by(&head, taker->name, giver->name, 0)) {
        return true;
    }
    if (is_gone && is_called_by(&base, giver->name, taker->name, 0)) {
        return true;
    }
    if (is_new && is_gone) {
        return has_common_caller(&head, taker->name, &base, giver->name);
    }
    return is_balanced(taker, giver) &&
           is_adjacent(relations, taker->name, giver->name);
}
