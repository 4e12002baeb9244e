#include "core/base/map.h"

#include <string.h>

#include "core/base/memory.h"

static uint64_t mix(uint64_t value)
{
    value ^= value >> 32;
    value *= UINT64_C(0xd6e8feb86659fd93);
    value ^= value >> 32;
    value *= UINT64_C(0xd6e8feb86659fd93);
    return value ^ value >> 32;
}

uint64_t hash_bytes(const void *bytes, size_t length)
{
    const unsigned char *byte = bytes;
    uint64_t hash = mix(length + 1);
    while (length >= 8) {
        uint64_t word;
        memcpy(&word, byte, 8);
        hash = mix(hash ^ word) + UINT64_C(0x9e3779b97f4a7c15);
        byte += 8;
        length -= 8;
    }
    uint64_t tail = 0;
    if (length > 0) {
        memcpy(&tail, byte, length);
    }
    return mix(hash ^ tail);
}

void map_init(struct map *map, size_t key_size)
{
    *map = (struct map){ .key_size = key_size };
}

void map_release(struct map *map)
{
    memory_release(map->keys);
    memory_release(map->slots);
    map_init(map, map->key_size);
}

const void *map_key(const struct map *map, uint32_t index)
{
    return map->keys + index * map->key_size;
}

/* The slot that holds the key, or the free one where it belongs. */
static size_t find_slot(const struct map *map, const void *key)
{
    size_t slot = (size_t)hash_bytes(key, map->key_size) & map->slot_mask;
    while (map->slots[slot] != 0 && memcmp(map_key(map, map->slots[slot] - 1),
                                           key, map->key_size) != 0) {
        slot = (slot + 1) & map->slot_mask;
    }
    return slot;
}

static void grow(struct map *map)
{
    size_t slots = map->slots == NULL ? 32 : (map->slot_mask + 1) * 2;
    memory_release(map->slots);
    map->slots = memory_allocate(memory_size(slots, sizeof(*map->slots)));
    map->slot_mask = slots - 1;
    map->capacity = slots / 2;
    map->keys =
        memory_resize(map->keys, memory_size(map->capacity, map->key_size));
    for (uint32_t i = 0; i < map->count; i++) {
        map->slots[find_slot(map, map_key(map, i))] = i + 1;
    }
}

uint32_t map_find(const struct map *map, const void *key)
{
    if (map->count == 0) {
        return MAP_NONE;
    }
    uint32_t found = map->slots[find_slot(map, key)];
    return found == 0 ? MAP_NONE : found - 1;
}

uint32_t map_add(struct map *map, const void *key, bool *added)
{
    if (map->count == map->capacity) {
        grow(map);
    }
    size_t slot = find_slot(map, key);
    bool is_new = map->slots[slot] == 0;
    if (is_new) {
        memcpy(map->keys + map->count * map->key_size, key, map->key_size);
        map->slots[slot] = (uint32_t)++map->count;
    }
    if (added != NULL) {
        *added = is_new;
    }
    return map->slots[slot] - 1;
}
