#include "core/base/quantity.h"

#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

struct scale {
    double factor;
    const char *suffix; /* behind the number */
};

static const struct scale seconds[] = {
    { 1, " s" }, { 1e-3, " ms" }, { 1e-6, " us" }, { 1e-9, " ns" }, { 0, NULL }
};
static const struct scale bytes[] = { { 1024.0 * 1024 * 1024, " GiB" },
                                      { 1024.0 * 1024, " MiB" },
                                      { 1024, " KiB" },
                                      { 1, " B" },
                                      { 0, NULL } };
static const struct scale counts[] = {
    { 1e9, " G" }, { 1e6, " M" }, { 1e3, " k" }, { 1, "" }, { 0, NULL }
};

static const struct quantity unknown = { .text = "?" };

/* Three significant digits. */
static int digits_after_point(double value)
{
    double size = fabs(value);
    if (size >= 99.95 || size == floor(size)) {
        return 0;
    }
    return size >= 9.995 ? 1 : 2;
}

/* Without an exponent below a million: what is beyond only a damaged or
 * hostile file holds, and its digits would fill the text. */
static struct quantity with_suffix(double value, int digits, const char *suffix)
{
    struct quantity quantity;
    if (fabs(value) >= 1e6) {
        snprintf(quantity.text, sizeof(quantity.text), "%.3g%s", value, suffix);
    } else {
        snprintf(quantity.text, sizeof(quantity.text), "%.*f%s", digits, value,
                 suffix);
    }
    return quantity;
}

static struct quantity scaled(double value, const struct scale *scale)
{
    /* 999.6 of a unit would print as 1000 of it: take the next one up. */
    while (scale[1].suffix != NULL && fabs(value) < scale->factor * 0.9995) {
        scale++;
    }
    double number = value / scale->factor;
    return with_suffix(number, digits_after_point(number), scale->suffix);
}

static struct quantity with_unit(double value, const char *unit)
{
    struct quantity quantity = scaled(value, counts);
    size_t length = strlen(quantity.text);
    snprintf(quantity.text + length, sizeof(quantity.text) - length, " %s",
             unit);
    return quantity;
}

struct quantity quantity_of(double value, const char *unit)
{
    if (!isfinite(value)) {
        return unknown;
    }
    if (strcmp(unit, "nanoseconds") == 0) {
        return scaled(value * 1e-9, seconds);
    }
    if (strcmp(unit, "sec/op") == 0 || strcmp(unit, "seconds") == 0) {
        return scaled(value, seconds);
    }
    if (strcmp(unit, "bytes") == 0 || strcmp(unit, "B/op") == 0) {
        return scaled(value, bytes);
    }
    if (strcmp(unit, "count") == 0 || strcmp(unit, "allocs/op") == 0) {
        return scaled(value, counts);
    }
    return with_unit(value, unit);
}

/* One digit behind the point below ten. */
static int few_digits(double value)
{
    return fabs(value) >= 9.95 ? 0 : 1;
}

struct quantity quantity_percent(double fraction)
{
    double percent = fraction * 100;
    return isfinite(percent) ? with_suffix(percent, few_digits(percent), " %")
                             : unknown;
}

struct quantity quantity_change(double ratio)
{
    if (isinf(ratio)) {
        return (struct quantity){ .text = "new" };
    }
    if (isnan(ratio)) {
        return unknown;
    }
    if (ratio >= 2) {
        return with_suffix(ratio, few_digits(ratio), "x");
    }
    struct quantity quantity;
    double percent = (ratio - 1) * 100;
    snprintf(quantity.text, sizeof(quantity.text), "%+.*f %%",
             few_digits(percent), percent);
    return quantity;
}

struct quantity quantity_p(double p)
{
    struct quantity quantity = { .text = "p=?" };
    if (p < 0.0001) {
        return (struct quantity){ .text = "p<0.0001" };
    }
    if (!isnan(p)) {
        snprintf(quantity.text, sizeof(quantity.text), "p=%.4f", p);
    }
    return quantity;
}
