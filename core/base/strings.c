#include "core/base/strings.h"

#include <string.h>

#include "core/base/buffer.h"
#include "core/base/map.h"
#include "core/base/memory.h"

struct strings_entry {
    uint64_t hash;
    const char *text; /* NULL: free */
    size_t length;
};

void strings_init(struct strings *strings)
{
    *strings = (struct strings){ .slot_count = 0 };
    arena_init(&strings->arena);
    pthread_mutex_init(&strings->lock, NULL);
}

void strings_release(struct strings *strings)
{
    arena_release(&strings->arena);
    memory_release(strings->slots);
    pthread_mutex_destroy(&strings->lock);
}

static void place(struct strings *strings, struct strings_entry entry)
{
    size_t slot = (size_t)entry.hash & (strings->slot_count - 1);
    while (strings->slots[slot].text != NULL) {
        slot = (slot + 1) & (strings->slot_count - 1);
    }
    strings->slots[slot] = entry;
}

static void grow(struct strings *strings)
{
    struct strings_entry *old = strings->slots;
    size_t old_count = strings->slot_count;
    strings->slot_count = old_count == 0 ? 1024 : old_count * 2;
    strings->slots =
        memory_allocate(memory_size(strings->slot_count, sizeof(*old)));
    for (size_t i = 0; i < old_count; i++) {
        if (old[i].text != NULL) {
            place(strings, old[i]);
        }
    }
    memory_release(old);
}

static const char *find(const struct strings *strings, uint64_t hash,
                        const char *bytes, size_t length)
{
    if (strings->slot_count == 0) {
        return NULL;
    }
    size_t slot = (size_t)hash & (strings->slot_count - 1);
    for (;;) {
        const struct strings_entry *entry = &strings->slots[slot];
        if (entry->text == NULL) {
            return NULL;
        }
        if (entry->hash == hash && entry->length == length &&
            memcmp(entry->text, bytes, length) == 0) {
            return entry->text;
        }
        slot = (slot + 1) & (strings->slot_count - 1);
    }
}

static const char *intern_clean(struct strings *strings, const char *bytes,
                                size_t length)
{
    uint64_t hash = hash_bytes(bytes, length);
    pthread_mutex_lock(&strings->lock);
    const char *text = find(strings, hash, bytes, length);
    if (text == NULL) {
        if (strings->used * 2 >= strings->slot_count) {
            grow(strings);
        }
        text = arena_copy(&strings->arena, bytes, length);
        place(strings, (struct strings_entry){
                           .hash = hash, .text = text, .length = length });
        strings->used++;
    }
    pthread_mutex_unlock(&strings->lock);
    return text;
}

static const char *intern_with_nul(struct strings *strings, const char *bytes,
                                   size_t length)
{
    struct buffer clean;
    buffer_init(&clean);
    for (size_t i = 0; i < length; i++) {
        if (bytes[i] == '\0') {
            buffer_append(&clean, "\xC0\x80", 2);
        } else {
            buffer_byte(&clean, bytes[i]);
        }
    }
    const char *text = intern_clean(strings, clean.bytes, clean.length);
    buffer_release(&clean);
    return text;
}

const char *strings_intern(struct strings *strings, const char *bytes,
                           size_t length)
{
    if (length == 0) {
        return intern_clean(strings, "", 0);
    }
    if (memchr(bytes, '\0', length) != NULL) {
        return intern_with_nul(strings, bytes, length);
    }
    return intern_clean(strings, bytes, length);
}

const char *strings_intern_text(struct strings *strings, const char *text)
{
    return strings_intern(strings, text, strlen(text));
}

int text_compare(const char *left, const char *right)
{
    if (left == right) {
        return 0;
    }
    if (left == NULL || right == NULL) {
        return left == NULL ? -1 : 1;
    }
    return strcmp(left, right);
}

bool text_starts_with(const char *text, const char *prefix)
{
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

bool text_ends_with(const char *text, const char *suffix)
{
    size_t length = strlen(text), wanted = strlen(suffix);
    return length >= wanted &&
           memcmp(text + length - wanted, suffix, wanted) == 0;
}
