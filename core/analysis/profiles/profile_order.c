#include "core/analysis/profiles/profile_order.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t magnitude(int64_t value)
{
    return value < 0 ? -(uint64_t)value : (uint64_t)value;
}

/* Larger first. */
static int compare_magnitudes(int64_t left, int64_t right)
{
    uint64_t first = magnitude(left), second = magnitude(right);
    return (first < second) - (first > second);
}

/* The parts of a printed name: "function", " ", "file", ":", "12". */
struct printed {
    const char *parts[5];
    char line[24];
};

static void print_name(const struct profile_table_row *row,
                       struct printed *printed)
{
    *printed = (struct printed){ .parts = { row->name, "", "", "", "" } };
    if (row->line != 0) {
        snprintf(printed->line, sizeof(printed->line), "%" PRId64, row->line);
        printed->parts[3] = ":";
        printed->parts[4] = printed->line;
    }
    if (row->line != 0 || row->file[0] != '\0') {
        printed->parts[1] = " ";
        printed->parts[2] = row->file;
    }
}

/* The next byte of the name, or 0 at its end. */
static unsigned char next_byte(const struct printed *printed, size_t *part,
                               size_t *offset)
{
    while (*part < 5 && printed->parts[*part][*offset] == '\0') {
        (*part)++;
        *offset = 0;
    }
    return *part == 5 ? 0 : (unsigned char)printed->parts[*part][(*offset)++];
}

/* As strcmp of the two printed names, without printing them. Names that are
 * equal by address, as interned ones are, need no look. */
static int compare_printed(const struct profile_table_row *left,
                           const struct profile_table_row *right)
{
    struct printed first, second;
    size_t first_part = 0, first_offset = 0;
    size_t second_part = 0, second_offset = 0;
    print_name(left, &first);
    print_name(right, &second);
    if (left->name == right->name) {
        first_part = second_part = 1;
    }
    for (;;) {
        unsigned char one = next_byte(&first, &first_part, &first_offset);
        unsigned char other = next_byte(&second, &second_part, &second_offset);
        if (one != other || one == 0) {
            return (one > other) - (one < other);
        }
    }
}

/* Names that differ before either ends decide alone: nearly always so. */
static int compare_names(const struct profile_table_row *left,
                         const struct profile_table_row *right)
{
    const unsigned char *one = (const unsigned char *)left->name;
    const unsigned char *other = (const unsigned char *)right->name;
    if (one == other) {
        return compare_printed(left, right);
    }
    while (*one == *other && *one != '\0') {
        one++;
        other++;
    }
    if (*one == '\0' || *other == '\0') {
        return compare_printed(left, right);
    }
    return (*one > *other) - (*one < *other);
}

static int compare_rows(const void *left_pointer, const void *right_pointer)
{
    const struct profile_table_row *left =
        *(const struct profile_table_row *const *)left_pointer;
    const struct profile_table_row *right =
        *(const struct profile_table_row *const *)right_pointer;
    int order = compare_magnitudes(left->flat_delta, right->flat_delta);
    if (order == 0) {
        order = compare_names(left, right);
    }
    if (order == 0) {
        order = compare_magnitudes(left->cum_delta, right->cum_delta);
    }
    /* Different rows that print the same: any order that is always the same. */
    return order != 0 ? order : strcmp(left->file, right->file);
}

void profile_order_sort(const struct profile_table_row **rows, size_t count)
{
    qsort(rows, count, sizeof(*rows), compare_rows);
}
