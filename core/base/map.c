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
static struct map_slot *find_slot(const struct map *map, const void *key,
                                  uint32_t hash)
{
    size_t at = hash & map->slot_mask;
    for (;;) {
        struct map_slot *slot = &map->slots[at];
        if (slot->place == 0 ||
            (slot->hash == hash &&
             memcmp(map_key(map, slot->place - 1), key, map->key_size) == 0)) {
            return slot;
        }
        at = (at + 1) & map->slot_mask;
    }
}

static void place_again(struct map *map, struct map_slot moved)
{
    size_t at = moved.hash & map->slot_mask;
    while (map->slots[at].place != 0) {
        at = (at + 1) & map->slot_mask;
    }
    map->slots[at] = moved;
}

static void set_slots(struct map *map, size_t count)
{
    struct map_slot *old = map->slots;
    size_t old_count = old == NULL ? 0 : map->slot_mask + 1;
    map->slots = memory_allocate(memory_size(count, sizeof(*map->slots)));
    map->slot_mask = count - 1;
    map->capacity = count / 2;
    map->keys =
        memory_resize(map->keys, memory_size(map->capacity, map->key_size));
    for (size_t i = 0; i < old_count; i++) {
        if (old[i].place != 0) {
            place_again(map, old[i]);
        }
    }
    memory_release(old);
}

void map_reserve(struct map *map, size_t keys)
{
    size_t count = map->slots == NULL ? 32 : map->slot_mask + 1;
    while (count / 2 < keys) {
        count *= 2;
    }
    if (count / 2 > map->capacity) {
        set_slots(map, count);
    }
}

uint32_t map_find(const struct map *map, const void *key)
{
    if (map->count == 0) {
        return MAP_NONE;
    }
    uint32_t hash = (uint32_t)hash_bytes(key, map->key_size);
    uint32_t place = find_slot(map, key, hash)->place;
    return place == 0 ? MAP_NONE : place - 1;
}

uint32_t map_add(struct map *map, const void *key, bool *added)
{
    if (map->count == map->capacity) {
        map_reserve(map, map->capacity + 1);
    }
    uint32_t hash = (uint32_t)hash_bytes(key, map->key_size);
    struct map_slot *slot = find_slot(map, key, hash);
    bool is_new = slot->place == 0;
    if (is_new) {
        memcpy(map->keys + map->count * map->key_size, key, map->key_size);
        *slot =
            (struct map_slot){ .place = (uint32_t)++map->count, .hash = hash };
    }
    if (added != NULL) {
        *added = is_new;
    }
    return slot->place - 1;
}
