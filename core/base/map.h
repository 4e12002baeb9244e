/*
 * Hash map from keys of one fixed size (plain bytes: an interned pointer, a
 * packed struct without padding) to the dense index in which they were first
 * seen. The map owns copies of the keys; what belongs to a key the caller
 * keeps in a list at the same index. Iterate by index: it is the order of
 * insertion, never the hash's.
 */
#ifndef CORE_BASE_MAP_H
#define CORE_BASE_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MAP_NONE UINT32_MAX

struct map_slot {
    uint32_t place; /* index + 1, 0 = free */
    uint32_t hash;  /* tells most keys apart without a look at them */
};

struct map {
    size_t key_size;
    size_t count;
    size_t capacity;  /* of keys */
    size_t slot_mask; /* slots - 1 */
    unsigned char *keys;
    struct map_slot *slots;
};

void map_init(struct map *map, size_t key_size);
void map_release(struct map *map);

/* Makes room for so many keys at once, without copies on the way there. */
void map_reserve(struct map *map, size_t keys);

/* The key's index, or MAP_NONE. */
uint32_t map_find(const struct map *map, const void *key);

/* The key's index; *added says whether it is new (may be NULL). */
uint32_t map_add(struct map *map, const void *key, bool *added);

const void *map_key(const struct map *map, uint32_t index);

/* A well-mixed 64-bit hash of bytes; not for identity that is stored. */
uint64_t hash_bytes(const void *bytes, size_t length);

#endif
