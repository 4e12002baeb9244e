#include "formats/sarif/sarif.h"

#include <ctype.h>
#include <string.h>

#include "formats/text/clean.h"

/* Names from hostile files must not make a message of megabytes. */
enum { MOST_TEXT_BYTES = 4000, MOST_PART_BYTES = 1000 };

/* At most so many bytes of the text, whole characters. */
static void add_clipped(struct buffer *out, const char *text, size_t most)
{
    size_t length = strlen(text);
    if (length <= most) {
        buffer_text(out, text);
        return;
    }
    while (most > 0 && ((unsigned char)text[most] & 0xC0) == 0x80) {
        most--;
    }
    buffer_append(out, text, most);
    buffer_text(out, "...");
}

void sarif_plain_text(struct buffer *out, const char *text)
{
    struct buffer clipped;
    buffer_init(&clipped);
    add_clipped(&clipped, text, MOST_PART_BYTES);
    clean_sarif_message(out, clipped.bytes);
    buffer_release(&clipped);
}

void sarif_add_message(cJSON *object, const char *text)
{
    struct buffer plain;
    buffer_init(&plain);
    sarif_plain_text(&plain, text);
    json_add_text(json_add_object(object, "message"), "text", plain.bytes);
    buffer_release(&plain);
}

/* Within a longer path or name the words mean something else. */
static bool stands_alone(const char *text, const char *found, size_t length)
{
    unsigned char before = found > text ? (unsigned char)found[-1] : ' ';
    unsigned char after = (unsigned char)found[length];
    return !isalnum(before) && strchr("_/.-", before) == NULL &&
           !isalnum(after) && after != '_';
}

static const char *find_words(const char *text, const char *words)
{
    size_t length = strlen(words);
    const char *found = length == 0 ? NULL : strstr(text, words);
    while (found != NULL && !stands_alone(text, found, length)) {
        found = strstr(found + 1, words);
    }
    return found;
}

static void add_plain(struct buffer *out, const char *text, size_t length)
{
    struct buffer part;
    buffer_init(&part);
    buffer_append(&part, text, length);
    clean_sarif_message(out, part.bytes);
    buffer_release(&part);
}

static void add_link(struct buffer *out, const struct sarif_link *link,
                     size_t id)
{
    buffer_byte(out, '[');
    clean_sarif_message(out, link->words);
    buffer_printf(out, "](%zu)", id);
}

/* The link whose words come first; NULL: none is left. */
static const char *next_words(const char *text, const struct sarif_links *links,
                              const bool *used, size_t *index)
{
    const char *first = NULL;
    for (size_t i = 0; i < links->count; i++) {
        const char *found =
            used[i] ? NULL : find_words(text, links->items[i].words);
        if (found != NULL && (first == NULL || found < first)) {
            first = found;
            *index = i;
        }
    }
    return first;
}

void sarif_linked_text(struct buffer *out, const char *text,
                       const struct sarif_links *links)
{
    bool used[sizeof(links->items) / sizeof(links->items[0])] = { false };
    struct buffer clipped;
    buffer_init(&clipped);
    add_clipped(&clipped, text, MOST_TEXT_BYTES);
    const char *rest = clipped.bytes;
    size_t index;
    for (const char *found;
         (found = next_words(rest, links, used, &index)) != NULL;) {
        add_plain(out, rest, (size_t)(found - rest));
        add_link(out, &links->items[index], index + 1);
        used[index] = true;
        rest = found + strlen(links->items[index].words);
    }
    clean_sarif_message(out, rest);
    for (size_t i = 0; i < links->count; i++) {
        if (!used[i]) {
            buffer_printf(out, " %s ", links->items[i].lead);
            add_link(out, &links->items[i], i + 1);
            buffer_byte(out, '.');
        }
    }
    buffer_release(&clipped);
}
