#include "core/analysis/sources/code_similarity.h"

#include <stdlib.h>

#include "core/base/map.h"
#include "core/model/go_tokens.h"

enum { SHINGLE_TOKENS = 3 };

/* Of a longer piece of code its beginning has to do. */
static const size_t most_tokens = 20000;

static int compare_hashes(const void *left, const void *right)
{
    uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
    return (a > b) - (a < b);
}

struct code_shingles code_shingles_of(struct arena *arena, struct span code)
{
    struct LIST_STRUCT(uint64_t) hashes = { .items = NULL };
    uint64_t window[SHINGLE_TOKENS] = { 0 };
    size_t position = 0;
    struct span token;
    for (size_t count = 1;
         count <= most_tokens && go_token_next(code, &position, &token);
         count++) {
        for (size_t i = 0; i + 1 < SHINGLE_TOKENS; i++) {
            window[i] = window[i + 1];
        }
        window[SHINGLE_TOKENS - 1] = hash_bytes(token.bytes, token.length);
        if (count >= SHINGLE_TOKENS) {
            *LIST_PUSH(arena, &hashes) = hash_bytes(window, sizeof(window));
        }
    }
    if (hashes.count > 1) {
        qsort(hashes.items, hashes.count, sizeof(*hashes.items),
              compare_hashes);
    }
    return (struct code_shingles){ hashes.items, hashes.count };
}

double code_similarity(const struct code_shingles *left,
                       const struct code_shingles *right)
{
    size_t i = 0, j = 0, common = 0;
    while (i < left->count && j < right->count) {
        uint64_t a = left->hashes[i], b = right->hashes[j];
        common += a == b;
        i += a <= b;
        j += b <= a;
    }
    size_t all = left->count + right->count;
    return all == 0 ? 0 : 2 * (double)common / (double)all;
}
