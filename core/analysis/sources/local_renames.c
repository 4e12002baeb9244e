#include "core/analysis/sources/local_renames.h"

#include "core/model/go_tokens.h"

/* No name of Go. */
static const char any_name[] = "\x01";

static const char *interned(const struct local_renames *renames,
                            struct span text)
{
    return strings_intern(renames->strings, text.bytes, text.length);
}

/* All names of the text that are not behind a dot. */
static void collect_names(const struct local_renames *renames, struct span text,
                          struct map *names)
{
    size_t position = 0;
    bool after_dot = false;
    for (struct span token; go_token_next(text, &position, &token);) {
        if (go_token_is_name(token) && !after_dot) {
            const char *name = interned(renames, token);
            map_add(names, &name, NULL);
        }
        after_dot = token.bytes[0] == '.';
    }
}

/* What the text declares and the other side does not know. */
static void find_own(struct local_renames *renames, struct span text,
                     struct span other, struct local_names *own)
{
    struct span_list declared = { .items = NULL };
    struct map known;
    map_init(&known, sizeof(const char *));
    collect_names(renames, other, &known);
    go_locals(renames->arena, text, &declared);
    for (size_t i = 0; i < declared.count; i++) {
        const char *name = interned(renames, declared.items[i]);
        bool added = false;
        if (map_find(&known, &name) == MAP_NONE) {
            map_add(&own->keys, &name, &added);
        }
        if (added) {
            (void)LIST_PUSH(renames->arena, &own->items);
        }
    }
    map_release(&known);
}

void local_renames_init(struct local_renames *renames, struct span base,
                        struct span head)
{
    map_init(&renames->base.keys, sizeof(const char *));
    map_init(&renames->head.keys, sizeof(const char *));
    if (base.length > 0 && head.length > 0) {
        find_own(renames, base, head, &renames->base);
        find_own(renames, head, base, &renames->head);
    }
}

void local_renames_release(struct local_renames *renames)
{
    map_release(&renames->base.keys);
    map_release(&renames->head.keys);
}

static struct local_name *find_local(const struct local_names *names,
                                     const char *name)
{
    uint32_t index = map_find(&names->keys, &name);
    return index == MAP_NONE ? NULL : &names->items.items[index];
}

const char *local_renames_of(const struct local_renames *renames, bool is_head,
                             const char *name)
{
    const struct local_name *local =
        find_local(is_head ? &renames->head : &renames->base, name);
    if (local == NULL) {
        return name;
    }
    if (!renames->is_settled) {
        return interned(renames, span_of(any_name));
    }
    return is_head || local->partner == NULL ? name : local->partner;
}

static void pair(const struct local_names *names, const char *name,
                 const char *partner)
{
    struct local_name *local = find_local(names, name);
    if (local != NULL) {
        local->is_spoiled |=
            local->partner != NULL && local->partner != partner;
        local->partner = partner;
    }
}

void local_renames_learn(struct local_renames *renames, const struct code *base,
                         const struct code *head)
{
    for (size_t i = 0; i < base->tokens.count; i++) {
        const struct code_token *token = &base->tokens.items[i];
        if (token->twin == CODE_NONE || token->written == token->text) {
            continue;
        }
        const char *from = token->written;
        const char *to = head->tokens.items[token->twin].written;
        pair(&renames->base, from, to);
        pair(&renames->head, to, from);
    }
}

void local_renames_settle(struct local_renames *renames)
{
    for (uint32_t i = 0; i < renames->base.items.count; i++) {
        struct local_name *from = &renames->base.items.items[i];
        const struct local_name *to =
            from->partner == NULL ? NULL
                                  : find_local(&renames->head, from->partner);
        if (to == NULL || from->is_spoiled || to->is_spoiled) {
            from->partner = NULL;
        }
    }
    renames->is_settled = true;
}
