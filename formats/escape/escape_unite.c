#include "formats/escape/escape_unite.h"

#include <string.h>

/*
 * What both logs say alike; bytes are hashed, hence no padding. Paths differ,
 * but within a package, whose files lie in one folder, a name is enough.
 */
struct saying {
    const char *package, *file_name, *subject, *destination;
    uint32_t line, column, kind, precision;
};

enum precision {
    WHOLE, /* all that is said */
    VALUE, /* that some value escapes here, or that the parameter leaks */
};

/* One of those who say the same, in the order met. */
struct speaker {
    uint32_t diagnostic; /* its index */
    uint32_t next;       /* MAP_NONE: the last */
};

struct package_list LIST_STRUCT(const char *);
struct index_list LIST_STRUCT(uint32_t);
struct speaker_list LIST_STRUCT(struct speaker);

struct uniter {
    struct escapes *escapes;
    struct strings *strings;
    struct arena arena; /* of the lists */
    struct map names;   /* of the packages of text, indexed as the list */
    struct package_list packages;
    struct map sayings; /* of text, indexed as first_speakers */
    struct index_list first_speakers;
    struct speaker_list speakers;
    bool *is_done;         /* [diagnostics]: has met its other half */
    const char *main_file; /* met last in a package "main" */
    const char *main_package;
};

static bool is_separator(char byte)
{
    return byte == '/' || byte == '\\';
}

static const char *name_of(const char *path)
{
    const char *name = path;
    for (const char *byte = path; *byte != '\0'; byte++) {
        name = is_separator(*byte) ? byte + 1 : name;
    }
    return name;
}

/* How many bytes of whole path elements the import path ends with as the
 * folder of the file does. */
static size_t shared_end(const char *package, const char *file)
{
    size_t left = strlen(package), right = (size_t)(name_of(file) - file);
    size_t shared = 0, length = 0;
    right -= right > 0 ? 1 : 0;
    while (left > 0 && right > 0) {
        char one = package[--left], other = file[--right];
        if (one != other && !(is_separator(one) && is_separator(other))) {
            return shared;
        }
        length++;
        bool is_element = (left == 0 || is_separator(package[left - 1])) &&
                          (right == 0 || is_separator(file[right - 1]));
        shared = is_element ? length : shared;
    }
    return shared;
}

/* The compiler calls every program "main"; text has its import path. */
static const char *package_of_main(struct uniter *uniter, const char *file)
{
    size_t best = 0;
    if (file == uniter->main_file) {
        return uniter->main_package;
    }
    uniter->main_file = file;
    uniter->main_package = "main";
    for (size_t i = 0; i < uniter->packages.count; i++) {
        const char *package = uniter->packages.items[i];
        size_t shared = shared_end(package, file);
        if (shared > best) {
            best = shared;
            uniter->main_package = package;
        }
    }
    return uniter->main_package;
}

static bool is_escape(enum diagnostic_kind kind)
{
    return kind == DIAGNOSTIC_ESCAPES || kind == DIAGNOSTIC_MOVED;
}

static bool is_leak(enum diagnostic_kind kind)
{
    return kind == DIAGNOSTIC_LEAKS || kind == DIAGNOSTIC_LEAKS_CONTENT ||
           kind == DIAGNOSTIC_LEAKS_TO_RESULT;
}

/* A logopt tree names no functions. */
static bool is_of_function(enum diagnostic_kind kind)
{
    return kind == DIAGNOSTIC_CAN_INLINE || kind == DIAGNOSTIC_CANNOT_INLINE ||
           kind == DIAGNOSTIC_CALL_NOT_INLINED;
}

static void say_what(const struct diagnostic *diagnostic, struct saying *saying)
{
    enum diagnostic_kind kind = diagnostic->kind;
    bool is_whole = saying->precision == WHOLE;
    if (is_escape(kind)) {
        kind = DIAGNOSTIC_ESCAPES;
        saying->subject = is_whole ? diagnostic->subject : NULL;
    } else if (is_leak(kind)) {
        saying->subject = diagnostic->subject;
        kind = is_whole ? kind : DIAGNOSTIC_LEAKS;
    } else if (!is_of_function(kind)) {
        saying->subject = diagnostic->subject;
    }
    if (kind == DIAGNOSTIC_LEAKS_TO_RESULT) {
        saying->destination = diagnostic->destination;
    }
    saying->kind = (uint32_t)kind;
}

static struct saying saying_of(struct uniter *uniter,
                               const struct diagnostic *diagnostic,
                               enum precision precision)
{
    const char *file = diagnostic->location.file;
    file = file != NULL ? file : "";
    struct saying saying = {
        .package = diagnostic->package,
        .file_name = strings_intern_text(uniter->strings, name_of(file)),
        .line = diagnostic->location.line,
        .column = diagnostic->location.column,
        .precision = precision,
    };
    if (diagnostic->is_logged && strcmp(saying.package, "main") == 0) {
        saying.package = package_of_main(uniter, file);
    }
    say_what(diagnostic, &saying);
    return saying;
}

static void note_saying(struct uniter *uniter, uint32_t index,
                        enum precision precision)
{
    struct saying saying = saying_of(
        uniter, &uniter->escapes->diagnostics.items[index], precision);
    bool is_new;
    uint32_t place = map_add(&uniter->sayings, &saying, &is_new);
    if (is_new) {
        *LIST_PUSH(&uniter->arena, &uniter->first_speakers) = MAP_NONE;
    }
    uint32_t *first = &uniter->first_speakers.items[place];
    *LIST_PUSH(&uniter->arena, &uniter->speakers) =
        (struct speaker){ .diagnostic = index, .next = *first };
    *first = (uint32_t)uniter->speakers.count - 1;
}

static void note_printed(struct uniter *uniter, uint32_t index)
{
    const struct diagnostic *diagnostic =
        &uniter->escapes->diagnostics.items[index];
    note_saying(uniter, index, WHOLE);
    if (is_escape(diagnostic->kind) || is_leak(diagnostic->kind)) {
        note_saying(uniter, index, VALUE);
    }
    bool is_new;
    map_add(&uniter->names, &diagnostic->package, &is_new);
    if (is_new) {
        *LIST_PUSH(&uniter->arena, &uniter->packages) = diagnostic->package;
    }
}

/* The text's diagnostic that says the same, or MAP_NONE; with a VALUE, one
 * that has not met its other half yet. Those that have are passed over for
 * good, so that many at one place cost no more. */
static uint32_t find_printed(struct uniter *uniter,
                             const struct diagnostic *logged,
                             enum precision precision)
{
    struct saying saying = saying_of(uniter, logged, precision);
    uint32_t place = map_find(&uniter->sayings, &saying);
    if (place == MAP_NONE) {
        return MAP_NONE;
    }
    uint32_t *first = &uniter->first_speakers.items[place];
    while (precision == VALUE && *first != MAP_NONE &&
           uniter->is_done[uniter->speakers.items[*first].diagnostic]) {
        *first = uniter->speakers.items[*first].next;
    }
    return *first == MAP_NONE ? MAP_NONE
                              : uniter->speakers.items[*first].diagnostic;
}

static void fill_text(const char **text, const char *other)
{
    if ((*text)[0] == '\0') {
        *text = other;
    }
}

/* Fills in what text left out. */
static void merge(struct uniter *uniter, uint32_t printed_index,
                  uint32_t logged_index)
{
    struct diagnostic *items = uniter->escapes->diagnostics.items;
    struct diagnostic *printed = &items[printed_index];
    const struct diagnostic *logged = &items[logged_index];
    fill_text(&printed->reason, logged->reason);
    fill_text(&printed->destination, logged->destination);
    if (printed->flow_count == 0) {
        printed->flow_first = logged->flow_first;
        printed->flow_count = logged->flow_count;
    }
    uniter->is_done[printed_index] = uniter->is_done[logged_index] = true;
}

/* Text can name the value otherwise: a constant by what it is. And of the ways
 * in which a parameter leaks text has the last word. */
static void merge_by_value(struct uniter *uniter, uint32_t index)
{
    const struct diagnostic *logged =
        &uniter->escapes->diagnostics.items[index];
    if (is_escape(logged->kind)) {
        uint32_t printed = find_printed(uniter, logged, VALUE);
        if (printed != MAP_NONE) {
            merge(uniter, printed, index);
        }
    } else if (is_leak(logged->kind)) {
        struct saying saying = saying_of(uniter, logged, VALUE);
        uniter->is_done[index] =
            map_find(&uniter->sayings, &saying) != MAP_NONE;
    }
}

static void merge_logged(struct uniter *uniter)
{
    const struct diagnostic_list *list = &uniter->escapes->diagnostics;
    for (uint32_t i = 0; i < list->count; i++) {
        if (list->items[i].is_logged) {
            uint32_t printed = find_printed(uniter, &list->items[i], WHOLE);
            if (printed != MAP_NONE) {
                merge(uniter, printed, i);
            }
        }
    }
    for (uint32_t i = 0; i < list->count; i++) {
        if (list->items[i].is_logged && !uniter->is_done[i]) {
            merge_by_value(uniter, i);
        }
    }
}

static void unite(struct uniter *uniter)
{
    struct diagnostic_list *list = &uniter->escapes->diagnostics;
    uniter->is_done = arena_array(&uniter->arena, list->count, sizeof(bool));
    for (uint32_t i = (uint32_t)list->count; i-- > 0;) {
        if (!list->items[i].is_logged) {
            note_printed(uniter, i); /* from the last: each is put first */
        }
    }
    merge_logged(uniter);
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        if (!list->items[i].is_logged || !uniter->is_done[i]) {
            list->items[kept++] = list->items[i];
        }
    }
    list->count = kept;
}

static bool has_both(const struct diagnostic_list *list)
{
    size_t logged = 0;
    for (size_t i = 0; i < list->count; i++) {
        logged += list->items[i].is_logged;
    }
    return logged > 0 && logged < list->count;
}

void escape_unite(struct evidence_side *side)
{
    struct uniter uniter = { .escapes = &side->escapes,
                             .strings = side->strings };
    if (has_both(&side->escapes.diagnostics)) {
        arena_init(&uniter.arena);
        map_init(&uniter.names, sizeof(const char *));
        map_init(&uniter.sayings, sizeof(struct saying));
        unite(&uniter);
        map_release(&uniter.names);
        map_release(&uniter.sayings);
        arena_release(&uniter.arena);
    }
    escapes_release(&side->escapes);
}
