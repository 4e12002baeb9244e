#include "core/analysis/sources/agree_on_sources.h"

#include <string.h>

#include "core/base/map.h"

/* What the profiles say of all functions that have one name. */
struct votes {
    size_t inside, outside; /* profiles */
    const char *path[2];    /* where base has it, and head; NULL: nowhere */
    const char *elsewhere;  /* the file of one that says outside */
    bool is_ambiguous;      /* one profile says both */
};

struct poll {
    struct arena *arena;
    struct map names; /* interned, to indexes */
    struct LIST_STRUCT(struct votes) votes;
};

/* One profile's word on one of its functions. */
struct word {
    const char *path;      /* NULL: it never says inside */
    const char *elsewhere; /* NULL: it never says outside */
};

static struct votes *votes_of(struct poll *poll, const char *name)
{
    bool added;
    uint32_t index = map_add(&poll->names, &name, &added);
    if (added) {
        *LIST_PUSH(poll->arena, &poll->votes) = (struct votes){ .inside = 0 };
    }
    return &poll->votes.items[index];
}

static void vote(struct votes *votes, const struct word *word, bool head)
{
    votes->is_ambiguous |= word->path != NULL && word->elsewhere != NULL;
    votes->inside += word->path != NULL;
    votes->outside += word->elsewhere != NULL;
    if (votes->path[head] == NULL) {
        votes->path[head] = word->path;
    }
    if (votes->elsewhere == NULL) {
        votes->elsewhere = word->elsewhere;
    }
}

static void ask(struct poll *poll, const struct profile *profile, bool head)
{
    struct word *words =
        arena_array(poll->arena, profile->function_count, sizeof(*words));
    for (uint32_t i = 0; i < profile->line_count; i++) {
        const struct profile_line *line = &profile->lines[i];
        struct word *word = &words[line->function];
        if (line->path != NULL) {
            word->path = line->path;
        } else {
            word->elsewhere = line->file;
        }
    }
    for (uint32_t i = 0; i < profile->function_count; i++) {
        vote(votes_of(poll, profile->functions[i].name), &words[i], head);
    }
}

static const char *file_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

/* A file that one side's sources have and the other's do not is no error. */
static bool name_two_files(const struct votes *votes)
{
    const char *path = votes->path[0] != NULL ? votes->path[0] : votes->path[1];
    return path != NULL && votes->elsewhere != NULL &&
           strcmp(file_name(path), file_name(votes->elsewhere)) != 0;
}

static void correct(const struct votes *votes, struct profile_line *line,
                    bool head)
{
    if (votes->inside < votes->outside) {
        line->path = NULL;
    } else if (line->path == NULL) {
        line->path =
            votes->path[head] != NULL ? votes->path[head] : votes->path[!head];
    }
}

static void follow(struct poll *poll, const struct profile *profile, bool head)
{
    const struct votes **disputed =
        arena_array(poll->arena, profile->function_count, sizeof(*disputed));
    for (uint32_t i = 0; i < profile->function_count; i++) {
        const struct votes *votes = votes_of(poll, profile->functions[i].name);
        bool is_disputed = !votes->is_ambiguous && name_two_files(votes);
        disputed[i] = is_disputed ? votes : NULL;
    }
    for (uint32_t i = 0; i < profile->line_count; i++) {
        struct profile_line *line = &profile->lines[i];
        if (disputed[line->function] != NULL) {
            correct(disputed[line->function], line, head);
        }
    }
}

static void each_profile(struct poll *poll, const struct evidence *evidence,
                         void (*each)(struct poll *poll,
                                      const struct profile *profile, bool head))
{
    const struct evidence_side *sides[] = { &evidence->base, &evidence->head };
    for (size_t side = 0; side < 2; side++) {
        for (size_t i = 0; i < sides[side]->profiles.count; i++) {
            each(poll, &sides[side]->profiles.items[i], side == 1);
        }
    }
}

void agree_on_sources(struct analysis *analysis)
{
    struct poll poll = { .arena = analysis->arena };
    map_init(&poll.names, sizeof(const char *));
    each_profile(&poll, analysis->evidence, ask);
    each_profile(&poll, analysis->evidence, follow);
    map_release(&poll.names);
}
