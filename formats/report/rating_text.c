#include "formats/report/rating_text.h"

#include <math.h>
#include <stdio.h>

const char *rating_part_name(enum rating_part part)
{
    static const char *const names[] = {
        [RATING_NEUTRAL] = "neutral",       [RATING_TIME] = "time",
        [RATING_ALLOCATION] = "allocation", [RATING_BALANCE] = "balance",
        [RATING_GATES] = "gates",
    };
    return names[part];
}

double rating_part_value(const struct rating *rating, enum rating_part part)
{
    switch (part) {
    case RATING_NEUTRAL:
        return 5;
    case RATING_TIME:
        return rating->time_part;
    case RATING_ALLOCATION:
        return rating->allocation_part;
    case RATING_BALANCE:
        return rating->balance_part;
    case RATING_GATES:
        return rating->gate_part;
    }
    return 0;
}

struct quantity rating_part_amount(const struct rating *rating,
                                   enum rating_part part)
{
    struct quantity amount = { .text = "0" };
    double value = rating_part_value(rating, part);
    if (part == RATING_NEUTRAL) {
        snprintf(amount.text, sizeof(amount.text), "%.0f", value);
    } else if (fabs(value) >= 0.005) {
        snprintf(amount.text, sizeof(amount.text), "%+.2f", value);
    }
    return amount;
}

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

static void add_mean(struct buffer *out, const char *unit, double change,
                     size_t rows)
{
    if (rows == 0) {
        buffer_printf(out, "%s changed in no benchmark beyond chance", unit);
    } else {
        buffer_printf(out, "%s %s over %zu benchmark%s that changed", unit,
                      quantity_change(1 + change).text, rows, plural(rows));
    }
}

/* "2.1 in 4 places" */
static void add_weight(struct buffer *out, double weight, size_t places)
{
    buffer_printf(out, "%.2f in %zu place%s", weight, places, plural(places));
}

void rating_part_text(const struct rating *rating, enum rating_part part,
                      struct buffer *out)
{
    switch (part) {
    case RATING_NEUTRAL:
        buffer_text(out, "where nothing changed");
        break;
    case RATING_TIME:
        add_mean(out, "sec/op", rating->time_change, rating->time_rows);
        break;
    case RATING_ALLOCATION:
        add_mean(out, "B/op", rating->allocation_change,
                 rating->allocation_rows);
        break;
    case RATING_BALANCE:
        buffer_text(out, "improvements weigh ");
        add_weight(out, rating->improvements, rating->improvement_count);
        buffer_text(out, ", regressions ");
        add_weight(out, rating->regressions, rating->regression_count);
        break;
    case RATING_GATES:
        buffer_printf(out, "%zu gate%s failed", rating->failed_gates,
                      plural(rating->failed_gates));
        break;
    }
}

struct quantity rating_value(const struct rating *rating)
{
    struct quantity value;
    snprintf(value.text, sizeof(value.text), "%.1f", rating->value);
    return value;
}

void rating_line(const struct rating *rating, struct buffer *out)
{
    buffer_printf(out, "%s of 10: %s (", rating_value(rating).text,
                  rating->balance);
    add_weight(out, rating->improvements, rating->improvement_count);
    buffer_text(out, ", ");
    add_weight(out, rating->regressions, rating->regression_count);
    buffer_byte(out, ')');
}
