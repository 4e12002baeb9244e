#include "core/base/quantity.h"

#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

struct scale {
    double factor;
    const char *unit;
};

static const struct scale seconds[] = {
    { 1, "s" }, { 1e-3, "ms" }, { 1e-6, "us" }, { 1e-9, "ns" }, { 0, NULL }
};
static const struct scale bytes[] = { { 1024.0 * 1024 * 1024, "GiB" },
                                      { 1024.0 * 1024, "MiB" },
                                      { 1024, "KiB" },
                                      { 1, "B" },
                                      { 0, NULL } };
static const struct scale counts[] = {
    { 1e9, "G" }, { 1e6, "M" }, { 1e3, "k" }, { 1, "" }, { 0, NULL }
};

/* Three significant digits without an exponent. */
static int digits_after_point(double value)
{
    double size = fabs(value);
    if (size >= 100 || size == floor(size)) {
        return 0;
    }
    return size >= 10 ? 1 : 2;
}

static struct quantity scaled(double value, const struct scale *scale)
{
    /* 999.6 of a unit would print as 1000 of it: take the next one up. */
    while (scale[1].unit != NULL && fabs(value) < scale->factor * 0.9995) {
        scale++;
    }
    double number = value / scale->factor;
    struct quantity quantity;
    snprintf(quantity.text, sizeof(quantity.text), "%.*f%s%s",
             digits_after_point(number), number,
             scale->unit[0] == '\0' ? "" : " ", scale->unit);
    return quantity;
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
        return (struct quantity){ .text = "?" };
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

struct quantity quantity_percent(double fraction)
{
    struct quantity quantity = { .text = "?" };
    if (isfinite(fraction)) {
        double percent = fraction * 100;
        snprintf(quantity.text, sizeof(quantity.text), "%.*f %%",
                 fabs(percent) >= 9.95 ? 0 : 1, percent);
    }
    return quantity;
}

struct quantity quantity_change(double ratio)
{
    struct quantity quantity = { .text = "?" };
    if (isinf(ratio)) {
        return (struct quantity){ .text = "new" };
    }
    if (isnan(ratio)) {
        return quantity;
    }
    if (ratio >= 2) {
        snprintf(quantity.text, sizeof(quantity.text), "%.*fx",
                 ratio < 9.95 ? 1 : 0, ratio);
        return quantity;
    }
    double percent = (ratio - 1) * 100;
    snprintf(quantity.text, sizeof(quantity.text), "%+.*f %%",
             fabs(percent) >= 9.95 ? 0 : 1, percent);
    return quantity;
}

struct quantity quantity_p(double p)
{
    struct quantity quantity = { .text = "p<0.0001" };
    if (!(p < 0.0001)) {
        snprintf(quantity.text, sizeof(quantity.text), "p=%.4f", p);
    }
    return quantity;
}
