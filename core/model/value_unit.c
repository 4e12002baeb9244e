#include "core/model/value_unit.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

struct unit {
    const char *name;
    const char *aliases[3]; /* lower case, singular */
    double factor;          /* in the unit whose factor is 1 */
};

/* Each ends with a unit without a name; `fallback` prints what is too small
 * for all others. */
struct unit_family {
    const struct unit *units;
    const char *fallback;
    double fallback_factor;
};

static const struct unit memory_units[] = {
    { "B", { "b", "byte", "" }, 1 },
    { "kB", { "kb", "kbyte", "kilobyte" }, 0x1p10 },
    { "MB", { "mb", "mbyte", "megabyte" }, 0x1p20 },
    { "GB", { "gb", "gbyte", "gigabyte" }, 0x1p30 },
    { "TB", { "tb", "tbyte", "terabyte" }, 0x1p40 },
    { "PB", { "pb", "pbyte", "petabyte" }, 0x1p50 },
    { "", { "" }, 0 },
};

static const struct unit time_units[] = {
    { "ns", { "ns", "nanosecond", "" }, 1 },
    { "us", { "\xce\xbcs", "us", "microsecond" }, 1e3 },
    { "ms", { "ms", "millisecond", "" }, 1e6 },
    { "s", { "s", "sec", "second" }, 1e9 },
    { "hrs", { "hour", "hr", "" }, 3600e9 },
    { "", { "" }, 0 },
};

/* Google's compute units. */
static const struct unit compute_units[] = {
    { "n*GCU", { "nanogcu", "", "" }, 1e-9 },
    { "u*GCU", { "microgcu", "", "" }, 1e-6 },
    { "m*GCU", { "milligcu", "", "" }, 1e-3 },
    { "GCU", { "gcu", "", "" }, 1 },
    { "k*GCU", { "kilogcu", "", "" }, 1e3 },
    { "M*GCU", { "megagcu", "", "" }, 1e6 },
    { "G*GCU", { "gigagcu", "", "" }, 1e9 },
    { "T*GCU", { "teragcu", "", "" }, 1e12 },
    { "P*GCU", { "petagcu", "", "" }, 1e15 },
    { "", { "" }, 0 },
};

static const struct unit_family families[] = {
    { memory_units, "B", 1 },
    { time_units, "s", 1e9 },
    { compute_units, "GCU", 1 },
};
static const size_t family_count = sizeof(families) / sizeof(families[0]);

static bool has_alias(const struct unit *unit, const char *name, size_t length)
{
    for (size_t i = 0; i < 3 && unit->aliases[i][0] != '\0'; i++) {
        if (strlen(unit->aliases[i]) == length &&
            strncasecmp(unit->aliases[i], name, length) == 0) {
            return true;
        }
    }
    return false;
}

static size_t count_characters(const char *text)
{
    size_t count = 0;
    for (; *text != '\0'; text++) {
        count += ((unsigned char)*text & 0xC0) != 0x80;
    }
    return count;
}

/* Case and a plural "s", which "ms" has not, do not matter; NULL when it is of
 * another family. */
static const struct unit *find_unit(const struct unit_family *family,
                                    const char *name)
{
    size_t length = strlen(name);
    if (count_characters(name) > 2 &&
        (name[length - 1] == 's' || name[length - 1] == 'S')) {
        length--;
    }
    for (const struct unit *unit = family->units; unit->name[0] != '\0';
         unit++) {
        if (has_alias(unit, name, length)) {
            return unit;
        }
    }
    return NULL;
}

/* The largest unit in which an amount of the first unit is at least 1. */
static struct scaled_value scale_to_largest(const struct unit_family *family,
                                            double amount)
{
    const struct unit *best = NULL;
    for (const struct unit *unit = family->units; unit->name[0] != '\0';
         unit++) {
        if (amount / unit->factor >= 1) {
            best = unit;
        }
    }
    if (best == NULL) {
        return (struct scaled_value){ amount / family->fallback_factor,
                                      family->fallback };
    }
    return (struct scaled_value){ amount / best->factor, best->name };
}

static struct scaled_value scale_within(const struct unit_family *family,
                                        double amount, const char *to)
{
    if (strcmp(to, "minimum") == 0) {
        return scale_to_largest(family, amount);
    }
    const struct unit *unit = find_unit(family, to);
    if (unit == NULL) {
        return (struct scaled_value){ amount / family->fallback_factor,
                                      family->fallback };
    }
    return (struct scaled_value){ amount / unit->factor, unit->name };
}

struct scaled_value value_scale(int64_t value, const char *from, const char *to)
{
    if (value < 0 && value != INT64_MIN) {
        struct scaled_value scaled = value_scale(-value, from, to);
        scaled.value = -scaled.value;
        return scaled;
    }
    for (size_t i = 0; i < family_count; i++) {
        const struct unit *unit = find_unit(&families[i], from);
        if (unit != NULL) {
            return scale_within(&families[i], (double)value * unit->factor, to);
        }
    }
    static const char *const silent[] = { "count", "sample", "unit",
                                          "minimum" };
    for (size_t i = 0; i < sizeof(silent) / sizeof(silent[0]); i++) {
        if (strcmp(to, silent[i]) == 0) {
            to = "";
        }
    }
    return (struct scaled_value){ (double)value, to };
}

bool value_units_agree(const char *left, const char *right)
{
    for (size_t i = 0; i < family_count; i++) {
        if (find_unit(&families[i], left) != NULL &&
            find_unit(&families[i], right) != NULL) {
            return true;
        }
    }
    return strcmp(left, right) == 0;
}

struct value_text value_format(int64_t value, const char *from, const char *to)
{
    struct value_text text;
    struct scaled_value scaled = value_scale(value, from, to);
    char number[40];
    int length = snprintf(number, sizeof(number), "%.2f", scaled.value);
    if (length > 3 && strcmp(number + length - 3, ".00") == 0) {
        number[length - 3] = '\0';
    }
    if (strcmp(number, "0") == 0 || strcmp(number, "-0") == 0) {
        scaled.unit = "";
        memcpy(number, "0", 2);
    }
    snprintf(text.text, sizeof(text.text), "%s%.20s", number, scaled.unit);
    return text;
}

struct value_text value_percentage(int64_t value, int64_t total)
{
    struct value_text text;
    double percent = total == 0 ? 0 : fabs((double)value / (double)total) * 100;
    if (percent >= 99.95 && percent <= 100.05) {
        snprintf(text.text, sizeof(text.text), "  100%%");
    } else if (percent >= 1) {
        snprintf(text.text, sizeof(text.text), "%5.2f%%", percent);
    } else {
        snprintf(text.text, sizeof(text.text), "%5.2g%%", percent);
    }
    return text;
}
