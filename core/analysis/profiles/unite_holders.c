#include "core/analysis/profiles/unite_holders.h"

#include <math.h>
#include <string.h>

#include "core/model/go_symbol.h"

enum { MOST_NAMED = 3 };

static double growth_of(const struct contention_site *site)
{
    return site->delay.head - site->delay.base;
}

static bool is_alone(const struct contention_site *site)
{
    return !site->is_forwarded || site->is_test || site->delay.is_moved ||
           site->delay.moved_with != NULL;
}

/* Whether the other has the main one's lock, and changed as it did, if less. */
static bool goes_with(const struct contention_site *main,
                      const struct contention_site *other)
{
    return !is_alone(other) && strcmp(main->lock, other->lock) == 0 &&
           growth_of(main) * growth_of(other) > 0 &&
           fabs(growth_of(other)) <= fabs(growth_of(main));
}

static struct tally_query query_of(const struct tally *tally,
                                   const struct contention_site *site)
{
    struct tally_query query = { .is_line = true, .fold = FOLD_OWN };
    query.node = tally_find_site(tally, site->function, site->location,
                                 site->is_only_base);
    return query;
}

/* All sites of one lock. */
struct union_of_holders {
    const struct contention_site *main;
    struct LIST_STRUCT(struct tally_query) queries;
    struct LIST_STRUCT(struct contention_site *) others;
    const char *names; /* "p.(*T).Get, p.(*T).Put" */
};

static const char *name_of(struct arena *arena,
                           const struct contention_site *main,
                           const struct contention_site *other)
{
    return main->function == other->function
               ? arena_printf(arena, "line %u", other->location.line)
               : go_symbol_short(other->function);
}

static void add_other(struct arena *arena, const struct tally *tally,
                      struct union_of_holders *holders,
                      struct contention_site *other)
{
    *LIST_PUSH(arena, &holders->queries) = query_of(tally, other);
    *LIST_PUSH(arena, &holders->others) = other;
    const char *name = name_of(arena, holders->main, other);
    if (holders->others.count <= MOST_NAMED &&
        strstr(holders->names, name) == NULL) {
        holders->names =
            arena_printf(arena, "%s%s%s", holders->names,
                         holders->names[0] == '\0' ? "" : ", ", name);
    }
}

static void unite_with(const struct analysis *analysis,
                       const struct tally *tally, struct contention_site *main,
                       size_t first)
{
    struct contention_site_list *sites = &analysis->comparison->contention;
    struct union_of_holders holders = { .main = main, .names = "" };
    *LIST_PUSH(analysis->arena, &holders.queries) = query_of(tally, main);
    for (size_t i = first; i < sites->count; i++) {
        struct contention_site *other = &sites->items[i];
        if (other != main && goes_with(main, other)) {
            add_other(analysis->arena, tally, &holders, other);
        }
    }
    if (holders.others.count == 0) {
        return;
    }
    main->delay = tally_change_of_all(tally, holders.queries.items,
                                      holders.queries.count);
    main->delay.moved_with = holders.names;
    for (size_t i = 0; i < holders.others.count; i++) {
        holders.others.items[i]->delay.is_moved = true;
    }
}

/* No other holder of the lock changed more in that direction. */
static bool is_main(const struct contention_site_list *sites, size_t first,
                    size_t index)
{
    const struct contention_site *site = &sites->items[index];
    for (size_t i = first; i < sites->count; i++) {
        const struct contention_site *other = &sites->items[i];
        bool is_larger = fabs(growth_of(other)) > fabs(growth_of(site));
        if (!is_alone(other) && goes_with(other, site) &&
            (is_larger || i < index)) {
            return false;
        }
    }
    return !is_alone(site);
}

void unite_holders(const struct analysis *analysis, const struct tally *tally,
                   size_t first)
{
    struct contention_site_list *sites = &analysis->comparison->contention;
    for (size_t i = first; i < sites->count; i++) {
        if (is_main(sites, first, i)) {
            unite_with(analysis, tally, &sites->items[i], first);
        }
    }
}
