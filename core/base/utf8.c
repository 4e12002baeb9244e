#include "core/base/utf8.h"

#include <stdbool.h>

static const uint32_t replacement = 0xFFFD;

static bool is_continuation(unsigned char byte, unsigned char low,
                            unsigned char high)
{
    return byte >= low && byte <= high;
}

/* The bounds of the byte behind a lead byte (Unicode, table 3-7). */
static void second_bounds(unsigned char lead, unsigned char *low,
                          unsigned char *high)
{
    *low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    *high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
}

uint32_t utf8_code_point(struct span text, size_t *position)
{
    const unsigned char *bytes = (const unsigned char *)text.bytes;
    unsigned char lead = bytes[(*position)++];
    if (lead < 0x80) {
        return lead;
    }
    if (lead < 0xC2 || lead > 0xF4) {
        return replacement;
    }
    int more = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
    uint32_t code_point = lead & (0x3FU >> more);
    unsigned char low, high;
    second_bounds(lead, &low, &high);
    for (; more > 0; more--) {
        if (*position >= text.length ||
            !is_continuation(bytes[*position], low, high)) {
            return replacement;
        }
        code_point = code_point << 6 | (bytes[(*position)++] & 0x3FU);
        low = 0x80;
        high = 0xBF;
    }
    return code_point;
}

size_t utf8_utf16_length(struct span text)
{
    size_t units = 0;
    for (size_t at = 0; at < text.length;) {
        units += utf8_code_point(text, &at) > 0xFFFF ? 2 : 1;
    }
    return units;
}
