#include "formats/benchmark/go_float.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Far beyond what any program prints; bounds the copy on the stack. */
#define NUMBER_LIMIT 1000

static bool is_digit(char byte, bool is_hex)
{
    return is_hex ? isxdigit((unsigned char)byte) != 0
                  : byte >= '0' && byte <= '9';
}

static const char *skip_digits(const char *text, bool is_hex)
{
    while (is_digit(*text, is_hex)) {
        text++;
    }
    return text;
}

static const char *skip_sign(const char *text)
{
    return *text == '+' || *text == '-' ? text + 1 : text;
}

/* Digits with at most one point among them; NULL when there is no digit. */
static const char *skip_mantissa(const char *text, bool is_hex)
{
    const char *whole = skip_digits(text, is_hex);
    size_t digits = (size_t)(whole - text);
    if (*whole != '.') {
        return digits > 0 ? whole : NULL;
    }
    const char *end = skip_digits(whole + 1, is_hex);
    digits += (size_t)(end - whole - 1);
    return digits > 0 ? end : NULL;
}

/* [+-] digits [. digits] [e [+-] digits], or 0x with p, which is required. */
static bool is_number(const char *text)
{
    text = skip_sign(text);
    bool is_hex = text[0] == '0' && (text[1] == 'x' || text[1] == 'X');
    text = skip_mantissa(is_hex ? text + 2 : text, is_hex);
    if (text == NULL) {
        return false;
    }
    if (tolower((unsigned char)*text) != (is_hex ? 'p' : 'e')) {
        return !is_hex && *text == '\0';
    }
    const char *exponent = skip_sign(text + 1);
    const char *end = skip_digits(exponent, false);
    return end > exponent && *end == '\0';
}

static bool parse_word(const char *text, double *value)
{
    const char *word = skip_sign(text);
    if (strcasecmp(text, "nan") == 0) {
        *value = (double)NAN;
        return true;
    }
    if (strcasecmp(word, "inf") == 0 || strcasecmp(word, "infinity") == 0) {
        *value = *text == '-' ? -(double)INFINITY : (double)INFINITY;
        return true;
    }
    return false;
}

/* Copies without underscores, each of which must stand between two digits or
 * after the prefix of a hexadecimal number. */
static bool copy_number(struct span text, char *copy)
{
    bool is_hex = memchr(text.bytes, 'x', text.length) != NULL ||
                  memchr(text.bytes, 'X', text.length) != NULL;
    size_t length = 0;
    for (size_t i = 0; i < text.length; i++) {
        char byte = text.bytes[i];
        if (byte != '_') {
            copy[length++] = byte;
            continue;
        }
        char before = i > 0 ? text.bytes[i - 1] : ' ';
        bool follows =
            is_digit(before, is_hex) || before == 'x' || before == 'X';
        if (!follows || i + 1 == text.length ||
            !is_digit(text.bytes[i + 1], is_hex)) {
            return false;
        }
    }
    copy[length] = '\0';
    return strlen(copy) == length;
}

enum go_float_result go_float_parse(struct span text, double *value)
{
    char copy[NUMBER_LIMIT + 1];
    if (text.length == 0 || text.length > NUMBER_LIMIT ||
        !copy_number(text, copy)) {
        return GO_FLOAT_BAD_SYNTAX;
    }
    if (parse_word(copy, value)) {
        return GO_FLOAT_READ;
    }
    if (!is_number(copy)) {
        return GO_FLOAT_BAD_SYNTAX;
    }
    *value = strtod(copy, NULL);
    return isinf(*value) ? GO_FLOAT_OUT_OF_RANGE : GO_FLOAT_READ;
}

static bool print_special(struct buffer *buffer, double value)
{
    if (isfinite(value)) {
        return false;
    }
    buffer_text(buffer, isnan(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf");
    return true;
}

/* Adds one to the last digit of "d.ddde±x"; false when it would carry out. */
static bool increment_digits(char *text)
{
    for (char *digit = strchr(text, 'e'); digit-- > text;) {
        if (*digit >= '0' && *digit < '9') {
            (*digit)++;
            return true;
        }
        if (*digit == '9') {
            *digit = '0';
        }
    }
    return false;
}

/*
 * The nearest decimal of this precision, or the one above it: numbers just
 * over a power of two lie closer below than above, so the neighbour may read
 * back where the nearest does not.
 */
static bool print_exactly(char text[40], int precision, double value)
{
    snprintf(text, 40, "%.*e", precision, value);
    double back = strtod(text, NULL);
    if (back == value) {
        return true;
    }
    return fabs(back) < fabs(value) && increment_digits(text) &&
           strtod(text, NULL) == value;
}

/* "d.ddde±x" with digits moved around the point, for 1e-4 <= |x| < 1e6. */
static void print_plain(struct buffer *buffer, const char *text, int exponent)
{
    char digits[40];
    int count = 0;
    for (; *text != 'e'; text++) {
        if (*text == '-') {
            buffer_byte(buffer, '-');
        } else if (*text != '.') {
            digits[count++] = *text;
        }
    }
    if (exponent < 0) {
        buffer_text(buffer, "0.");
        buffer_repeat(buffer, '0', (size_t)(-exponent - 1));
        buffer_append(buffer, digits, (size_t)count);
        return;
    }
    for (int i = 0; i < count || i <= exponent; i++) {
        if (i == exponent + 1) {
            buffer_byte(buffer, '.');
        }
        buffer_byte(buffer, i < count ? digits[i] : '0');
    }
}

void go_float_print(struct buffer *buffer, double value)
{
    if (print_special(buffer, value)) {
        return;
    }
    char text[40];
    int precision = 0;
    while (precision < 17 && !print_exactly(text, precision, value)) {
        precision++;
    }
    int exponent = (int)strtol(strchr(text, 'e') + 1, NULL, 10);
    if (exponent < -4 || exponent >= 6) {
        buffer_text(buffer, text);
    } else {
        print_plain(buffer, text, exponent);
    }
}

void go_float_fixed(struct buffer *buffer, double value, int precision,
                    bool with_plus)
{
    if (!print_special(buffer, value)) {
        buffer_printf(buffer, with_plus ? "%+.*f" : "%.*f", precision, value);
    }
}
