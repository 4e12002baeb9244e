#include "core/analysis/profiles/function_relation.h"

#include <math.h>
#include <string.h>

#include "core/analysis/profiles/tally.h"
#include "core/analysis/sources/declared_function.h"
#include "core/analysis/sources/source_text.h"
#include "core/model/go_symbol.h"

/* Between two functions that both stay, this much of the larger change may be
 * left for it to be a move. */
static const double left_over = 0.3;

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

struct function_list LIST_STRUCT(const char *);

static bool has_function(const struct function_list *list, const char *function)
{
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i] == function) {
            return true;
        }
    }
    return false;
}

/* What calls a function on one side. */
struct callers {
    struct function_list settled; /* that both sides have */
    struct function_list passed;  /* the function, and callers that only this
                                     side has: climbed over */
};

static struct callers callers_of(const struct function_relations *relations,
                                 const struct moving_function *function,
                                 bool head)
{
    const struct analysis *analysis = relations->analysis;
    const struct call_edges *edges = head ? &relations->head : &relations->base;
    struct callers callers = { .settled = { .items = NULL } };
    *LIST_PUSH(analysis->arena, &callers.passed) = function->name;
    for (size_t next = 0; next < callers.passed.count; next++) {
        const char *callee = callers.passed.items[next];
        for (uint32_t i = 0; i < edges->keys.count; i++) {
            struct call_edge edge;
            memcpy(&edge, map_key(&edges->keys, i), sizeof(edge));
            if (edge.callee != callee) {
                continue;
            }
            struct function_list *list =
                is_only_on(analysis, edge.caller, function->path, head)
                    ? &callers.passed
                    : &callers.settled;
            if (!has_function(list, edge.caller)) {
                *LIST_PUSH(analysis->arena, list) = edge.caller;
            }
        }
    }
    return callers;
}

static bool have_common(const struct function_list *left,
                        const struct function_list *right)
{
    for (size_t i = 0; i < left->count; i++) {
        if (has_function(right, left->items[i])) {
            return true;
        }
    }
    return false;
}

/* The name that head's function has where the function of base stood; empty
 * when its lines do not say. */
static struct span successor_of(const struct function_relations *relations,
                                const struct moving_function *giver)
{
    const struct analysis *analysis = relations->analysis;
    const struct tally *tally = analysis->tallies[relations->kind];
    struct go_function around;
    for (size_t i = 0; i < tally->lines.count; i++) {
        const struct tally_node *line = &tally->lines.items[i];
        if (line->function == giver->name && line->base.file != NULL &&
            !line->is_only_base &&
            source_function_at(
                analysis->sources, &analysis->evidence->head.tree,
                line->location.file, line->location.line, &around)) {
            return around.name;
        }
    }
    return (struct span){ .bytes = "", .length = 0 };
}

static bool is_named(const char *function, struct span name)
{
    return span_is_same(go_symbol_parts(function).name, name);
}

/* Whether the taker, which is new, stands where the giver stood, or is called
 * by what does; without a word of the lines, whether something that stayed
 * calls the one and called the other. */
static bool replaces(const struct function_relations *relations,
                     const struct moving_function *taker,
                     const struct moving_function *giver)
{
    struct callers callers = callers_of(relations, taker, true);
    struct span successor = successor_of(relations, giver);
    for (size_t i = 0; successor.length > 0 && i < callers.passed.count; i++) {
        if (is_named(callers.passed.items[i], successor)) {
            return true;
        }
    }
    struct callers before = callers_of(relations, giver, false);
    return successor.length == 0 &&
           have_common(&callers.settled, &before.settled);
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

bool function_relations_rename(const struct function_relations *relations,
                               const struct moving_function *taker,
                               const struct moving_function *giver)
{
    const struct analysis *analysis = relations->analysis;
    if (!is_only_on(analysis, taker->name, taker->path, true) ||
        !is_only_on(analysis, giver->name, giver->path, false)) {
        return false;
    }
    struct span successor = successor_of(relations, giver);
    return successor.length > 0 && is_named(taker->name, successor);
}

bool function_relations_allow(const struct function_relations *relations,
                              const struct moving_function *taker,
                              const struct moving_function *giver)
{
    const struct analysis *analysis = relations->analysis;
    bool is_new = is_only_on(analysis, taker->name, taker->path, true);
    bool is_gone = is_only_on(analysis, giver->name, giver->path, false);
    if (is_new && is_gone) {
        return replaces(relations, taker, giver);
    }
    if (is_new) {
        struct callers callers = callers_of(relations, taker, true);
        return has_function(&callers.settled, giver->name);
    }
    if (is_gone) {
        struct callers callers = callers_of(relations, giver, false);
        return has_function(&callers.settled, taker->name);
    }
    return is_balanced(taker, giver) &&
           is_adjacent(relations, taker->name, giver->name);
}
