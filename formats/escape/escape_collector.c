#include "formats/escape/escape_collector.h"

#include <string.h>

/* Of a block and its summary; the name is a hash of kind and subject. */
struct block_key {
    const char *file;
    uint64_t name;
    uint32_t line, column;
};

struct place_key {
    const char *file;
    uint32_t line, column;
};

static bool is_explained(enum diagnostic_kind kind)
{
    return kind == DIAGNOSTIC_ESCAPES || kind == DIAGNOSTIC_MOVED ||
           kind == DIAGNOSTIC_LEAKS || kind == DIAGNOSTIC_LEAKS_CONTENT ||
           kind == DIAGNOSTIC_LEAKS_TO_RESULT;
}

static const char *intern(struct escape_collector *collector, struct span text)
{
    return text.length == 0
               ? collector->empty
               : strings_intern(collector->strings, text.bytes, text.length);
}

static const char *intern_file(struct escape_collector *collector,
                               struct span file)
{
    if (file.length == 0) {
        return NULL;
    }
    if (collector->file == NULL || collector->file_text.length != file.length ||
        memcmp(collector->file_text.bytes, file.bytes, file.length) != 0) {
        collector->file = intern(collector, file);
        collector->file_text = file;
    }
    return collector->file;
}

/* Room for `more` items, so that the list does not leave outgrown copies in
 * the arena. Pages that are never touched cost nothing. */
static void *reserve(struct arena *arena, const void *items, size_t count,
                     size_t more, size_t item_size)
{
    void *moved = arena_array(arena, count + more, item_size);
    if (count > 0) {
        memcpy(moved, items, count * item_size);
    }
    return moved;
}

/* As many as the logs of the standard library hold for their length. */
static void reserve_lists(struct arena *arena, struct escapes *escapes,
                          size_t bytes)
{
    struct diagnostic_list *diagnostics = &escapes->diagnostics;
    struct flow_list *flow = &escapes->flow;
    size_t more = bytes / 640;
    escapes_reserve(escapes, more);
    if (diagnostics->capacity - diagnostics->count < more) {
        diagnostics->items =
            reserve(arena, diagnostics->items, diagnostics->count, more,
                    sizeof(*diagnostics->items));
        diagnostics->capacity = diagnostics->count + more;
    }
    if (flow->capacity - flow->count < more) {
        flow->items = reserve(arena, flow->items, flow->count, more,
                              sizeof(*flow->items));
        flow->capacity = flow->count + more;
    }
}

void escape_collector_init(struct escape_collector *collector,
                           const struct reader_target *target,
                           size_t length_bytes)
{
    struct escapes *escapes = &target->side->escapes;
    reserve_lists(target->arena, escapes, length_bytes);
    *collector = (struct escape_collector){
        .arena = target->arena,
        .strings = target->strings,
        .escapes = escapes,
        .flow = { .arena = target->arena,
                  .strings = target->strings,
                  .flow = &escapes->flow },
        .empty = strings_intern(target->strings, "", 0),
        .open = MAP_NONE,
    };
    collector->package = collector->empty;
    arena_init(&collector->scratch);
    map_init(&collector->block_keys, sizeof(struct block_key));
    map_init(&collector->place_keys, sizeof(struct place_key));
}

void escape_collector_release(struct escape_collector *collector)
{
    map_release(&collector->block_keys);
    map_release(&collector->place_keys);
    arena_release(&collector->scratch);
}

/* The summary of an escape decides between "escapes" and "moved"; leaks
 * differ by what they leak to. */
static struct block_key key_of(struct location location,
                               const struct escape_message *message)
{
    enum diagnostic_kind kind =
        message->kind == DIAGNOSTIC_MOVED ? DIAGNOSTIC_ESCAPES : message->kind;
    uint64_t name = hash_bytes(message->subject.bytes, message->subject.length);
    if (kind == DIAGNOSTIC_LEAKS_TO_RESULT) {
        name = name * 31 + hash_bytes(message->destination.bytes,
                                      message->destination.length);
    }
    return (struct block_key){ .file = location.file,
                               .name = name + (uint64_t)kind,
                               .line = location.line,
                               .column = location.column };
}

static struct place_key place_of(struct location location)
{
    return (struct place_key){ .file = location.file,
                               .line = location.line,
                               .column = location.column };
}

static void add_to_place(struct escape_collector *collector,
                         struct location location, uint32_t block)
{
    struct place_key key = place_of(location);
    bool is_new;
    uint32_t index = map_add(&collector->place_keys, &key, &is_new);
    if (is_new) {
        struct escape_place *place =
            LIST_PUSH(&collector->scratch, &collector->places);
        *place = (struct escape_place){ .first = block, .last = block };
        return;
    }
    struct escape_place *place = &collector->places.items[index];
    collector->blocks.items[place->last].next = block;
    place->last = block;
}

static void open_block(struct escape_collector *collector,
                       struct location location,
                       const struct escape_message *message)
{
    bool is_new;
    struct block_key key = key_of(location, message);
    uint32_t index = map_add(&collector->block_keys, &key, &is_new);
    collector->open = index;
    collector->is_known = !is_new;
    if (!is_new) {
        return;
    }
    struct escape_block *block =
        LIST_PUSH(&collector->scratch, &collector->blocks);
    *block = (struct escape_block){ .message = *message,
                                    .location = location,
                                    .next = MAP_NONE };
    if (message->kind == DIAGNOSTIC_ESCAPES) {
        add_to_place(collector, location, index);
    }
}

/* A summary can name the value in other words than its block ("append", a
 * constant in the place of its name): then the place decides. Passing over
 * claimed blocks is for good, so that many at one place cost no more. */
static struct escape_block *find_at_place(struct escape_collector *collector,
                                          struct location location)
{
    struct place_key key = place_of(location);
    uint32_t index = map_find(&collector->place_keys, &key);
    if (index == MAP_NONE) {
        return NULL;
    }
    struct escape_place *place = &collector->places.items[index];
    struct escape_block *block = &collector->blocks.items[place->first];
    while (block->is_claimed && block->next != MAP_NONE) {
        place->first = block->next;
        block = &collector->blocks.items[place->first];
    }
    return block->is_claimed ? NULL : block;
}

static struct escape_block *find_block(struct escape_collector *collector,
                                       struct location location,
                                       const struct escape_message *message)
{
    struct block_key key = key_of(location, message);
    uint32_t index = map_find(&collector->block_keys, &key);
    if (index != MAP_NONE) {
        return &collector->blocks.items[index];
    }
    bool is_escape = message->kind == DIAGNOSTIC_ESCAPES ||
                     message->kind == DIAGNOSTIC_MOVED;
    return is_escape ? find_at_place(collector, location) : NULL;
}

static void attach(struct escape_collector *collector,
                   struct escape_block *block, struct diagnostic *diagnostic)
{
    block->is_claimed = true;
    diagnostic->is_boxed = diagnostic->is_boxed || block->is_boxed;
    if (diagnostic->flow_count > 0) {
        return;
    }
    collector->escapes->has_flow = true;
    if (diagnostic->function[0] == '\0') {
        diagnostic->function = intern(collector, block->message.function);
    }
    if (diagnostic->destination[0] == '\0') {
        diagnostic->destination = intern(collector, block->message.destination);
    }
    flow_build(&collector->flow, &block->text, diagnostic);
}

static struct diagnostic diagnostic_from(struct escape_collector *collector,
                                         struct location location,
                                         const struct escape_message *message)
{
    return (struct diagnostic){
        .kind = message->kind,
        .location = location,
        .package = collector->package,
        .subject = intern(collector, message->subject),
        .function = intern(collector, message->function),
        .reason = intern(collector, message->reason),
        .destination = intern(collector, message->destination),
    };
}

static struct diagnostic *add_distinct(struct escape_collector *collector,
                                       struct location location,
                                       const struct escape_message *message)
{
    struct diagnostic diagnostic =
        diagnostic_from(collector, location, message);
    return escapes_add(collector->escapes, collector->arena, &diagnostic);
}

void escape_collector_add(struct escape_collector *collector,
                          const struct escape_position *position,
                          const struct escape_message *message)
{
    struct location location = { .file = intern_file(collector, position->file),
                                 .line = position->line,
                                 .column = position->column };
    if (message->is_block) {
        open_block(collector, location, message);
        return;
    }
    struct diagnostic *diagnostic = add_distinct(collector, location, message);
    if (is_explained(message->kind) && collector->blocks.count > 0) {
        struct escape_block *block = find_block(collector, location, message);
        if (block != NULL) {
            attach(collector, block, diagnostic);
        }
    }
}

/* A slice and the interface that it goes into are two allocations of the same
 * words at one place, so there are two blocks. One names the conversion. */
static bool converts(const struct flow_text *text, struct span subject)
{
    static const char reason[] = " (interface-converted) at ";
    size_t found = span_find(text->lines, reason);
    return found < text->lines.length && found >= subject.length &&
           memcmp(text->lines.bytes + found - subject.length, subject.bytes,
                  subject.length) == 0;
}

void escape_collector_explain(struct escape_collector *collector,
                              const struct flow_text *text)
{
    if (collector->open == MAP_NONE) {
        return;
    }
    struct escape_block *block = &collector->blocks.items[collector->open];
    if (!collector->is_known) {
        block->text = *text;
    } else if (!block->is_boxed) {
        struct span subject = block->message.subject;
        block->is_boxed =
            converts(text, subject) || converts(&block->text, subject);
    }
    collector->open = MAP_NONE;
}

/* The closure of "go f(x)" is explained but never summed up, and yet it is
 * allocated: its block is all that says so. */
static bool is_closure(const struct escape_block *block)
{
    return block->message.kind == DIAGNOSTIC_ESCAPES &&
           span_equals(block->message.subject, "func literal");
}

/* Of a function in assembly the summary comes first: what is explained later
 * is the wrapper that Go makes around it. */
static void attach_to_earlier(struct escape_collector *collector,
                              struct escape_block *block)
{
    struct diagnostic wanted =
        diagnostic_from(collector, block->location, &block->message);
    struct diagnostic *known = escapes_find(collector->escapes, &wanted);
    if (known != NULL) {
        attach(collector, block, known);
    }
}

static void add_unclaimed(struct escape_collector *collector)
{
    for (size_t i = 0; i < collector->blocks.count; i++) {
        struct escape_block *block = &collector->blocks.items[i];
        if (block->is_claimed) {
            continue;
        }
        if (is_closure(block)) {
            attach(collector, block,
                   add_distinct(collector, block->location, &block->message));
        } else {
            attach_to_earlier(collector, block);
        }
    }
}

void escape_collector_end_package(struct escape_collector *collector)
{
    add_unclaimed(collector);
    map_release(&collector->block_keys);
    map_release(&collector->place_keys);
    arena_release(&collector->scratch);
    collector->blocks = (struct escape_block_list){ .count = 0 };
    collector->places = (struct escape_place_list){ .count = 0 };
    collector->open = MAP_NONE;
}

void escape_collector_package(struct escape_collector *collector,
                              struct span package)
{
    const char *name = intern(collector, package);
    if (name != collector->package) {
        escape_collector_end_package(collector);
        collector->package = name;
    }
}
