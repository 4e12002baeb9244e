#include "core/model/owners.h"

#include <string.h>

#include "core/base/glob.h"

/* What is left of a text with '/' between its parts. */
struct parts {
    const char *next;
    bool is_done;
};

static struct parts parts_of(const char *text)
{
    return (struct parts){ .next = text, .is_done = text[0] == '\0' };
}

static struct span take_part(struct parts *parts)
{
    size_t length = strcspn(parts->next, "/");
    struct span part = { parts->next, length };
    parts->next += length;
    parts->is_done = parts->next[0] == '\0';
    parts->next += !parts->is_done;
    return part;
}

/* Both sides as far as they agree, and where to try again: the last "**" takes
 * one part more each time. */
struct match {
    struct parts pattern, path;
    struct parts retry_pattern, retry_path;
    bool can_retry;
    bool is_one_level; /* the part of the pattern taken last is "*" */
};

static bool retry(struct match *match)
{
    if (!match->can_retry || match->retry_path.is_done) {
        return false;
    }
    take_part(&match->retry_path);
    match->pattern = match->retry_pattern;
    match->path = match->retry_path;
    return true;
}

static void set_retry(struct match *match)
{
    match->can_retry = true;
    match->retry_pattern = match->pattern;
    match->retry_path = match->path;
}

enum step { STEP_ON, STEP_BACK, STEP_MATCH };

static enum step take_step(struct match *match)
{
    if (match->pattern.is_done) {
        /* The name of a folder stands for all in it. */
        bool is_match = match->path.is_done || !match->is_one_level;
        return is_match ? STEP_MATCH : STEP_BACK;
    }
    struct span part = take_part(&match->pattern);
    bool is_rest = span_equals(part, "**");
    if (match->pattern.is_done && (is_rest || part.length == 0)) {
        return match->path.is_done ? STEP_BACK : STEP_MATCH;
    }
    if (is_rest) {
        set_retry(match);
        return STEP_ON;
    }
    match->is_one_level = span_equals(part, "*");
    return !match->path.is_done && glob_matches(part, take_part(&match->path))
               ? STEP_ON
               : STEP_BACK;
}

/* A slash but at the end ties the pattern to the root. */
static bool is_anchored(const char *pattern)
{
    const char *slash = strchr(pattern, '/');
    return slash != NULL && (slash == pattern || slash[1] != '\0');
}

bool owner_pattern_matches(const char *pattern, const char *path)
{
    bool anchored = is_anchored(pattern);
    pattern += pattern[0] == '/';
    if (pattern[0] == '\0') {
        return false;
    }
    struct match match = { .pattern = parts_of(pattern),
                           .path = parts_of(path) };
    if (!anchored) {
        set_retry(&match);
    }
    for (;;) {
        enum step step = take_step(&match);
        if (step == STEP_MATCH) {
            return true;
        }
        if (step == STEP_BACK && !retry(&match)) {
            return false;
        }
    }
}

const struct owner_rule *owners_find(const struct owners *owners,
                                     const char *path)
{
    for (size_t i = owners->rules.count; i-- > 0;) {
        if (owner_pattern_matches(owners->rules.items[i].pattern, path)) {
            return &owners->rules.items[i];
        }
    }
    return NULL;
}

struct owner_name_list owners_of(const struct owners *owners, const char *path)
{
    const struct owner_rule *rule = owners_find(owners, path);
    if (rule == NULL || rule->owner_count == 0) {
        return (struct owner_name_list){ .items = NULL };
    }
    return (struct owner_name_list){
        .items = owners->names.items + rule->owner_first,
        .count = rule->owner_count,
    };
}
