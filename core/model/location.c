#include "core/model/location.h"

#include "core/base/strings.h"

static int compare_numbers(uint32_t left, uint32_t right)
{
    return (left > right) - (left < right);
}

int location_compare(struct location left, struct location right)
{
    int order = text_compare(left.file, right.file);
    if (order == 0) {
        order = compare_numbers(left.line, right.line);
    }
    return order != 0 ? order : compare_numbers(left.column, right.column);
}

bool location_same_line(struct location left, struct location right)
{
    return left.line == right.line && text_compare(left.file, right.file) == 0;
}
