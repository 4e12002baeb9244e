#include "core/model/benchmark_size.h"

#include <ctype.h>
#include <math.h>
#include <string.h>
#include <strings.h>

#include "core/model/go_symbol.h"

/* More digits than this are a hash or a time stamp. */
enum { MOST_DIGITS = 15 };

struct multiplier {
    char letter;
    int power;
};

static const struct multiplier multipliers[] = {
    { 'k', 1 }, { 'm', 2 }, { 'g', 3 }, { 't', 4 }
};

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool is_bytes(const char *word, size_t length)
{
    static const char *const words[] = { "b", "ib", "byte", "bytes" };
    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
        if (length == strlen(words[i]) &&
            strncasecmp(word, words[i], length) == 0) {
            return true;
        }
    }
    return false;
}

/* What the letters behind a number multiply it by; 0: they are a word of
 * their own. */
static double factor_of(const char *letters, size_t length)
{
    if (length == 0 || is_bytes(letters, length)) {
        return 1;
    }
    for (size_t i = 0; i < sizeof(multipliers) / sizeof(*multipliers); i++) {
        if (tolower((unsigned char)letters[0]) != multipliers[i].letter) {
            continue;
        }
        if (length == 1) {
            return pow(1000, multipliers[i].power);
        }
        if (is_bytes(letters + 1, length - 1)) {
            return pow(1024, multipliers[i].power);
        }
    }
    return 0;
}

static bool is_exponent(char byte)
{
    return byte == 'e' || byte == 'E';
}

/* "1000", "1.5", "1e6"; 0 for what is no such number. */
static double number_of(struct span text)
{
    double value = 0, scale = 1;
    bool has_point = false;
    size_t i = 0, digits = 0;
    for (; i < text.length && !is_exponent(text.bytes[i]); i++) {
        if (text.bytes[i] == '.') {
            if (has_point) {
                return 0; /* "1.2.3" is a version */
            }
            has_point = true;
            continue;
        }
        value = value * 10 + (text.bytes[i] - '0');
        scale *= has_point ? 10 : 1;
        digits++;
    }
    uint64_t exponent = 0;
    if (i < text.length && (!span_uint64(span_from(text, i + 1), &exponent) ||
                            exponent > MOST_DIGITS)) {
        return 0;
    }
    double number = value / scale * pow(10, (double)exponent);
    return digits <= MOST_DIGITS ? number : 0;
}

/* Where the digits and points that end the text begin. */
static size_t digits_start(struct span text)
{
    size_t start = text.length;
    while (start > 0 &&
           (is_digit(text.bytes[start - 1]) || text.bytes[start - 1] == '.')) {
        start--;
    }
    return start;
}

/* Where the number that ends the part begins. */
static size_t number_start(struct span part)
{
    size_t start = digits_start(part);
    if (start > 1 && start < part.length &&
        is_exponent(part.bytes[start - 1])) {
        size_t mantissa = digits_start(span_until(part, start - 1));
        start = mantissa < start - 1 ? mantissa : start;
    }
    while (start < part.length && part.bytes[start] == '.') {
        start++; /* "v.10" */
    }
    return start;
}

static bool size_of_part(struct span part, struct benchmark_size *size)
{
    size_t letters = part.length;
    while (letters > 0 && isalpha((unsigned char)part.bytes[letters - 1])) {
        letters--;
    }
    size_t start = number_start(span_until(part, letters));
    double factor = factor_of(part.bytes + letters, part.length - letters);
    size_t end = factor > 0 ? part.length : letters;
    struct span number = { part.bytes + start, letters - start };
    size->text = (struct span){ part.bytes + start, end - start };
    size->value = number_of(number) * (factor > 0 ? factor : 1);
    return size->value > 0;
}

size_t benchmark_sizes(const char *name, struct benchmark_size *sizes,
                       size_t capacity)
{
    struct span left = { name, go_benchmark_plain_length(name) };
    size_t count = 0;
    while (left.length > 0 && count < capacity) {
        size_t end = span_find(left, "/");
        count += size_of_part(span_until(left, end), &sizes[count]);
        left = span_from(left, end < left.length ? end + 1 : end);
    }
    return count;
}
