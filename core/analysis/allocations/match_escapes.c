#include "core/analysis/allocations/match_escapes.h"

#include "core/analysis/sources/escape_subject.h"
#include "core/base/map.h"
#include "core/base/strings.h"

/* A diagnostic in the words of head, so that equal text is one pointer. */
struct escape_item {
    const struct diagnostic *diagnostic;
    const char *place, *package, *subject, *function;
    uint32_t line; /* in head; 0: it is not there */
    bool is_matched;
};
struct item_list LIST_STRUCT(struct escape_item);

struct matcher {
    struct arena scratch;
    struct strings strings;
    struct buffer subject;
    const struct patch *patch;
    struct item_list base, head;
};

/* Bytes are hashed, hence no padding; what a step ignores is left out. */
struct likeness {
    const char *place, *package, *subject, *function;
    uint32_t line, kind;
};

enum step { SAME_LINE, SAME_FUNCTION, SAME_FILE, SAME_PACKAGE, STEP_COUNT };

static const char *place_of(const struct diagnostic *diagnostic)
{
    const char *place =
        diagnostic->path != NULL ? diagnostic->path : diagnostic->location.file;
    return place != NULL ? place : "";
}

static const char *normalise(struct matcher *matcher, const char *text)
{
    buffer_clear(&matcher->subject);
    escape_subject_append(&matcher->subject, text);
    return strings_intern(&matcher->strings, matcher->subject.bytes,
                          matcher->subject.length);
}

static struct escape_item item_of(struct matcher *matcher,
                                  const struct diagnostic *diagnostic)
{
    struct strings *strings = &matcher->strings;
    return (struct escape_item){
        .diagnostic = diagnostic,
        .place = strings_intern_text(strings, place_of(diagnostic)),
        .package = strings_intern_text(strings, diagnostic->package),
        .subject = normalise(matcher, diagnostic->subject),
        .function = normalise(matcher, diagnostic->function),
        .line = diagnostic->location.line,
    };
}

/* Most neighbours stand in one file, so the file found last is kept. */
struct moved_file {
    const char *path;
    const struct patch_file *file;
};

static void move_to_head(struct matcher *matcher, struct moved_file *last,
                         struct escape_item *item)
{
    const char *path = item->diagnostic->path;
    if (matcher->patch == NULL || path == NULL) {
        return;
    }
    if (text_compare(path, last->path) != 0) {
        *last = (struct moved_file){
            .path = path, .file = patch_find_base(matcher->patch, path)
        };
    }
    if (last->file == NULL) {
        return;
    }
    item->line = patch_head_line(matcher->patch, path, item->line);
    if (last->file->head_path != NULL) {
        item->place =
            strings_intern_text(&matcher->strings, last->file->head_path);
    }
}

static void collect(struct matcher *matcher, const struct escapes *escapes,
                    struct item_list *items)
{
    for (size_t i = 0; i < escapes->diagnostics.count; i++) {
        const struct diagnostic *entry = &escapes->diagnostics.items[i];
        if (entry->kind == DIAGNOSTIC_ESCAPES ||
            entry->kind == DIAGNOSTIC_MOVED) {
            *LIST_PUSH(&matcher->scratch, items) = item_of(matcher, entry);
        }
    }
}

static struct likeness likeness_of(const struct escape_item *item,
                                   enum step step)
{
    struct likeness likeness = { .subject = item->subject,
                                 .kind = (uint32_t)item->diagnostic->kind };
    if (step == SAME_PACKAGE) {
        likeness.package = item->package;
        return likeness;
    }
    likeness.place = item->place;
    if (step == SAME_LINE) {
        likeness.line = item->line;
    } else if (step == SAME_FUNCTION) {
        likeness.function = item->function;
    }
    return likeness;
}

/* A line that is gone is like no other line, unknown ones (0) of the position
 * that the compiler did not know aside. */
static bool takes_part(const struct escape_item *item, enum step step)
{
    return !item->is_matched && (step != SAME_LINE || item->line != 0 ||
                                 item->diagnostic->location.line == 0);
}

/* Items of base that wait for one of head, first come first served. */
struct waiting {
    struct escape_item *item;
    uint32_t next; /* MAP_NONE: the last */
};
struct waiting_list LIST_STRUCT(struct waiting);
struct queue {
    uint32_t first, last;
};
struct queue_list LIST_STRUCT(struct queue);

struct step_run {
    struct arena arena;
    struct map keys; /* indexed as queues */
    struct queue_list queues;
    struct waiting_list waiting;
};

static void offer(struct step_run *run, struct escape_item *item,
                  enum step step)
{
    struct likeness key = likeness_of(item, step);
    uint32_t place = (uint32_t)run->waiting.count;
    *LIST_PUSH(&run->arena, &run->waiting) =
        (struct waiting){ .item = item, .next = MAP_NONE };
    bool is_new;
    uint32_t index = map_add(&run->keys, &key, &is_new);
    if (is_new) {
        *LIST_PUSH(&run->arena, &run->queues) =
            (struct queue){ .first = place, .last = place };
        return;
    }
    struct queue *queue = &run->queues.items[index];
    run->waiting.items[queue->last].next = place;
    queue->last = place;
}

static void take(struct step_run *run, struct escape_item *item, enum step step)
{
    struct likeness key = likeness_of(item, step);
    uint32_t index = map_find(&run->keys, &key);
    if (index == MAP_NONE || run->queues.items[index].first == MAP_NONE) {
        return;
    }
    struct queue *queue = &run->queues.items[index];
    struct waiting *found = &run->waiting.items[queue->first];
    found->item->is_matched = item->is_matched = true;
    queue->first = found->next;
}

static void match_step(struct matcher *matcher, enum step step)
{
    struct step_run run = { .waiting = { .count = 0 } };
    arena_init(&run.arena);
    map_init(&run.keys, sizeof(struct likeness));
    for (size_t i = 0; i < matcher->base.count; i++) {
        if (takes_part(&matcher->base.items[i], step)) {
            offer(&run, &matcher->base.items[i], step);
        }
    }
    for (size_t i = 0; i < matcher->head.count; i++) {
        if (takes_part(&matcher->head.items[i], step)) {
            take(&run, &matcher->head.items[i], step);
        }
    }
    map_release(&run.keys);
    arena_release(&run.arena);
}

static void list_unmatched(struct arena *arena, const struct item_list *items,
                           struct escape_list *list)
{
    for (size_t i = 0; i < items->count; i++) {
        if (!items->items[i].is_matched) {
            *LIST_PUSH(arena, list) = items->items[i].diagnostic;
        }
    }
}

void escapes_compare(struct arena *arena, const struct escape_sides *sides,
                     struct escape_differences *differences)
{
    *differences = (struct escape_differences){ .added = { .count = 0 } };
    if (sides->base->diagnostics.count == 0 ||
        sides->head->diagnostics.count == 0) {
        return;
    }
    struct matcher matcher = { .patch = sides->patch };
    arena_init(&matcher.scratch);
    strings_init(&matcher.strings);
    buffer_init(&matcher.subject);
    collect(&matcher, sides->base, &matcher.base);
    collect(&matcher, sides->head, &matcher.head);
    struct moved_file last = { .path = NULL };
    for (size_t i = 0; i < matcher.base.count; i++) {
        move_to_head(&matcher, &last, &matcher.base.items[i]);
    }
    for (enum step step = SAME_LINE; step < STEP_COUNT; step++) {
        match_step(&matcher, step);
    }
    list_unmatched(arena, &matcher.head, &differences->added);
    list_unmatched(arena, &matcher.base, &differences->vanished);
    buffer_release(&matcher.subject);
    strings_release(&matcher.strings);
    arena_release(&matcher.scratch);
}

void match_escapes(struct analysis *analysis)
{
    const struct evidence *evidence = analysis->evidence;
    struct escape_sides sides = {
        .base = &evidence->base.escapes,
        .head = &evidence->head.escapes,
        .patch = evidence->patch.is_present ? &evidence->patch : NULL,
    };
    struct escape_differences differences;
    escapes_compare(analysis->arena, &sides, &differences);
    analysis->comparison->new_escapes = differences.added;
}
