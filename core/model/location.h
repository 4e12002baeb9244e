/*
 * A place in a source file, by value; the file is interned text.
 */
#ifndef CORE_MODEL_LOCATION_H
#define CORE_MODEL_LOCATION_H

#include <stdbool.h>
#include <stdint.h>

struct location {
    const char *file; /* NULL: no place known */
    uint32_t line;    /* 1-based; 0: unknown */
    uint32_t column;  /* 1-based, in bytes as the compiler prints; 0: unknown */
};

/*
 * The rest of a line from a place on, counted as SARIF and editors do: UTF-16
 * code units, 1-based, `end` behind the last character that is no blank.
 * 0 and 0: the line is not known.
 */
struct column_range {
    uint32_t start, end;
};

/* Total order: file by bytes, line, column; no file first. */
int location_compare(struct location left, struct location right);
bool location_same_line(struct location left, struct location right);

#endif
