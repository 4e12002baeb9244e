#include "core/base/glob.h"

/* Where they differ it goes back to the last "*" alone. */
bool glob_matches(struct span pattern, struct span text)
{
    size_t at = 0, in = 0, star = SIZE_MAX, retry = 0;
    while (in < text.length) {
        if (at < pattern.length && pattern.bytes[at] == '*') {
            star = at++;
            retry = in;
        } else if (at < pattern.length &&
                   (pattern.bytes[at] == '?' ||
                    pattern.bytes[at] == text.bytes[in])) {
            at++;
            in++;
        } else if (star != SIZE_MAX) {
            at = star + 1;
            in = ++retry;
        } else {
            return false;
        }
    }
    while (at < pattern.length && pattern.bytes[at] == '*') {
        at++;
    }
    return at == pattern.length;
}
