/*
 * A record in which each member has a value of its own, so that none can stand
 * for another.
 */
#ifndef TESTS_UNIT_RECORD_SUPPORT_H
#define TESTS_UNIT_RECORD_SUPPORT_H

#include <math.h>

#include "core/model/run_record.h"

static inline void fill(struct arena *arena, const struct record_field *fields,
                        void *row, int seed)
{
    for (int i = 0; fields[i].name != NULL; i++) {
        int value = seed * 100 + i;
        switch (fields[i].kind) {
        case FIELD_NAME:
        case FIELD_TEXT:
            record_set_text(
                &fields[i], row,
                arena_printf(arena, "%s\u00e9%d", fields[i].name, value));
            break;
        case FIELD_INTEGER:
            record_set_integer(&fields[i], row, (INT64_C(1) << 53) - value);
            break;
        case FIELD_NUMBER:
            record_set_number(&fields[i], row,
                              i % 3 == 0 ? (double)NAN : value + 0.1);
            break;
        case FIELD_FLAG:
            record_set_flag(&fields[i], row, value % 2 == 0);
            break;
        }
    }
}

static inline void assert_same(const struct record_field *fields,
                               const void *left, const void *right)
{
    for (; fields->name != NULL; fields++) {
        double a = 0, b = 0;
        switch (fields->kind) {
        case FIELD_NAME:
        case FIELD_TEXT:
            assert_string_equal(record_text(fields, left),
                                record_text(fields, right));
            break;
        case FIELD_INTEGER:
            assert_true(record_integer(fields, left) ==
                        record_integer(fields, right));
            break;
        case FIELD_NUMBER:
            a = record_number(fields, left);
            b = record_number(fields, right);
            assert_true((isnan(a) && isnan(b)) || (a >= b && a <= b));
            break;
        case FIELD_FLAG:
            assert_int_equal(record_flag(fields, left),
                             record_flag(fields, right));
            break;
        }
    }
}

static inline void fill_run(struct arena *arena, struct run_record *run)
{
    run_record_init(run);
    fill(arena, run_record_fields, run, 1);
    for (enum record_part part = 0; part < PART_COUNT; part++) {
        for (int i = 0; i < 3; i++) {
            fill(arena, record_parts[part].fields,
                 record_push(arena, run, part), 10 * (int)part + i + 2);
        }
    }
}

static inline void assert_same_run(const struct run_record *left,
                                   const struct run_record *right)
{
    assert_same(run_record_fields, left, right);
    for (enum record_part part = 0; part < PART_COUNT; part++) {
        const struct record_part_info *info = &record_parts[part];
        assert_int_equal(left->parts[part].count, right->parts[part].count);
        for (size_t i = 0; i < left->parts[part].count; i++) {
            assert_same(info->fields,
                        (char *)left->parts[part].items + i * info->size,
                        (char *)right->parts[part].items + i * info->size);
        }
    }
}

#endif
