/*
 * Interned text of one run, shared by both sides: equal text is one pointer,
 * so equality is `==`. Raw bytes are kept as they came, since identity uses
 * them; text is made clean where it leaves (formats/text/clean.h). A NUL byte
 * is stored as the two bytes C0 80, which no valid UTF-8 contains, so that C
 * strings hold every name. Safe to use from two threads.
 */
#ifndef CORE_BASE_STRINGS_H
#define CORE_BASE_STRINGS_H

#include <pthread.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"

struct text_list LIST_STRUCT(const char *);

struct strings_entry;

struct strings {
    struct arena arena; /* owns the text */
    struct strings_entry *slots;
    size_t slot_count, used;
    pthread_mutex_t lock;
};

void strings_init(struct strings *strings);
void strings_release(struct strings *strings);

/* The text lives until the release. */
const char *strings_intern(struct strings *strings, const char *bytes,
                           size_t length);
const char *strings_intern_text(struct strings *strings, const char *text);

/* Total order by bytes, for sorting; NULL sorts first. */
int text_compare(const char *left, const char *right);
bool text_starts_with(const char *text, const char *prefix);
bool text_ends_with(const char *text, const char *suffix);

#endif
