#include "core/analysis/sources/line_hash.h"

#include <inttypes.h>

#include "core/base/map.h"
#include "core/base/utf8.h"

#define WINDOW 100
static const uint64_t base = 37;

struct roller {
    struct arena *arena;
    struct line_hash_list *hashes;
    struct map values;          /* hash values seen */
    struct line_hash_list seen; /* at a value's index: how often so far */
    uint64_t power;             /* base ^ WINDOW */
    uint64_t hash;
    uint16_t window[WINDOW];
    uint32_t starts[WINDOW]; /* line that starts in this slot; 0: none */
    size_t slot;
    uint32_t line;
    bool at_start, after_return;
};

static void emit(struct roller *roller, uint32_t line)
{
    bool added;
    uint32_t index = map_add(&roller->values, &roller->hash, &added);
    if (added) {
        *LIST_PUSH(roller->arena, &roller->seen) =
            (struct line_hash){ .value = roller->hash };
    }
    roller->seen.items[index].occurrence++;
    roller->hashes->items[line - 1] = roller->seen.items[index];
}

/* Pushes one unit out of the window and another in. */
static void roll(struct roller *roller, uint16_t unit)
{
    if (roller->starts[roller->slot] != 0) {
        emit(roller, roller->starts[roller->slot]);
        roller->starts[roller->slot] = 0;
    }
    if (roller->at_start) {
        roller->at_start = false;
        roller->starts[roller->slot] = ++roller->line;
        LIST_PUSH(roller->arena, roller->hashes);
    }
    roller->hash = base * roller->hash + unit -
                   roller->power * roller->window[roller->slot];
    roller->window[roller->slot] = unit;
    roller->slot = (roller->slot + 1) % WINDOW;
}

/* Blanks do not count, and every line end is one LF. */
static void take(struct roller *roller, uint16_t unit)
{
    bool is_second = unit == '\n' && roller->after_return;
    roller->after_return = unit == '\r';
    if (unit == ' ' || unit == '\t' || is_second) {
        return;
    }
    unit = unit == '\r' ? '\n' : unit;
    roll(roller, unit);
    roller->at_start = unit == '\n';
}

static void take_code_point(struct roller *roller, uint32_t code_point)
{
    if (code_point < 0x10000) {
        take(roller, (uint16_t)code_point);
        return;
    }
    take(roller, (uint16_t)(0xD800 + ((code_point - 0x10000) >> 10)));
    take(roller, (uint16_t)(0xDC00 + ((code_point - 0x10000) & 0x3FF)));
}

static void flush(struct roller *roller)
{
    roll(roller, 65535); /* as the action does: an empty line has a hash */
    roller->at_start = false;
    for (size_t i = 0; i < WINDOW; i++) {
        roll(roller, 0);
    }
}

void line_hashes(struct arena *arena, struct span content,
                 struct line_hash_list *hashes)
{
    struct roller roller = {
        .arena = arena, .hashes = hashes, .power = 1, .at_start = true
    };
    map_init(&roller.values, sizeof(uint64_t));
    for (size_t i = 0; i < WINDOW; i++) {
        roller.power *= base;
    }
    for (size_t at = 0; at < content.length;) {
        take_code_point(&roller, utf8_code_point(content, &at));
    }
    flush(&roller);
    map_release(&roller.values);
}

const char *line_hash_text(struct arena *arena, const struct line_hash *hash)
{
    return arena_printf(arena, "%" PRIx64 ":%" PRIu32, hash->value,
                        hash->occurrence);
}
