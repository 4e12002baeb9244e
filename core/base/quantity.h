/*
 * Amounts in words that people read: "1.84 ms", "2.9 MiB", "+41 %". By value,
 * in the C locale; three significant digits.
 */
#ifndef CORE_BASE_QUANTITY_H
#define CORE_BASE_QUANTITY_H

struct quantity {
    char text[40];
};

/* Units known: "nanoseconds", "sec/op", "seconds", "bytes", "B/op", "B/s",
 * "count", "allocs/op"; any other is printed behind the number. */
struct quantity quantity_of(double value, const char *unit);

/* A fraction as a percentage: 0.051 -> "5.1 %". */
struct quantity quantity_percent(double fraction);

/* A ratio as a signed change: 1.41 -> "+41 %", 3.2 -> "3.2x", INFINITY ->
 * "new", NAN -> "?". */
struct quantity quantity_change(double ratio);

/* A probability: "p=0.0031", "p<0.0001"; "p=?" when it is NAN. */
struct quantity quantity_p(double p);

#endif
