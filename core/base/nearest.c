#include "core/base/nearest.h"

#include <string.h>

enum { LONGEST_WORD = 40, MOST_EDITS = 3 };

struct nearest nearest_to(const char *wanted)
{
    return (struct nearest){ .wanted = wanted, .distance = MOST_EDITS + 1 };
}

static size_t smallest(size_t a, size_t b, size_t c)
{
    size_t least = a < b ? a : b;
    return least < c ? least : c;
}

/* Levenshtein's distance, by rows. */
static size_t edits(const char *left, const char *right)
{
    size_t row[LONGEST_WORD + 1];
    size_t width = strlen(right);
    for (size_t j = 0; j <= width; j++) {
        row[j] = j;
    }
    for (size_t i = 0; left[i] != '\0'; i++) {
        size_t diagonal = row[0];
        row[0] = i + 1;
        for (size_t j = 0; j < width; j++) {
            size_t above = row[j + 1];
            row[j + 1] = smallest(row[j] + 1, above + 1,
                                  diagonal + (left[i] != right[j]));
            diagonal = above;
        }
    }
    return row[width];
}

void nearest_offer(struct nearest *nearest, const char *word)
{
    size_t length = strlen(nearest->wanted);
    if (length > LONGEST_WORD || strlen(word) > LONGEST_WORD) {
        return;
    }
    size_t distance = edits(nearest->wanted, word);
    if (distance < nearest->distance && distance < length) {
        nearest->distance = distance;
        nearest->best = word;
    }
}
