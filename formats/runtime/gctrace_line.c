#include "formats/runtime/gctrace_line.h"

#include <string.h>

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* Drops the text from the front; false when it is not there. */
static bool take_text(struct span *rest, const char *text)
{
    if (!span_starts_with(*rest, text)) {
        return false;
    }
    *rest = span_from(*rest, strlen(text));
    return true;
}

static bool take_whole(struct span *rest, uint64_t *number)
{
    size_t length = 0;
    while (length < rest->length && is_digit(rest->bytes[length])) {
        length++;
    }
    bool ok = span_uint64(span_until(*rest, length), number);
    *rest = span_from(*rest, length);
    return ok;
}

/* "0.042": no sign, no exponent, and no more digits than a double holds. */
static bool take_decimal(struct span *rest, double *number)
{
    static const double powers[] = { 1,   1e1, 1e2, 1e3, 1e4,
                                     1e5, 1e6, 1e7, 1e8, 1e9 };
    uint64_t whole, fraction = 0;
    struct span digits = *rest;
    if (!take_whole(&digits, &whole) || whole > UINT64_C(1) << 53) {
        return false;
    }
    struct span behind = digits;
    size_t length = 0;
    if (take_text(&behind, ".")) {
        digits = behind;
        length = digits.length;
        if (!take_whole(&digits, &fraction)) {
            return false;
        }
        length -= digits.length;
    }
    if (length >= sizeof(powers) / sizeof(powers[0])) {
        return false;
    }
    *number = (double)whole + (double)fraction / powers[length];
    *rest = digits;
    return true;
}

/* "0.042+2.2+0.002": the first and the last stop the world. */
static bool take_clock(struct span *rest, struct gc_cycle *cycle)
{
    double part, last = 0;
    size_t count = 0;
    do {
        if (!take_decimal(rest, &part)) {
            return false;
        }
        if (count == 0) {
            cycle->clock_ms[GC_SWEEP_TERMINATION] = part;
        } else {
            cycle->clock_ms[GC_MARK] += last;
            last = part;
        }
        count++;
    } while (take_text(rest, "+"));
    cycle->clock_ms[GC_MARK_TERMINATION] = last;
    return count >= GC_PHASE_COUNT;
}

/* "0.32" or "15/0.61/0": assist, background, idle. */
static bool take_marking(struct span *rest, struct gc_cycle *cycle)
{
    double first, background, idle;
    if (!take_decimal(rest, &first)) {
        return false;
    }
    if (!take_text(rest, "/")) {
        cycle->cpu_ms[GC_WORK_BACKGROUND] += first;
        return true;
    }
    if (!take_decimal(rest, &background) || !take_text(rest, "/") ||
        !take_decimal(rest, &idle)) {
        return false;
    }
    cycle->cpu_ms[GC_WORK_ASSIST] += first;
    cycle->cpu_ms[GC_WORK_BACKGROUND] += background;
    cycle->cpu_ms[GC_WORK_IDLE] += idle;
    return true;
}

static bool take_cpu(struct span *rest, struct gc_cycle *cycle)
{
    if (!take_decimal(rest, &cycle->cpu_ms[GC_WORK_SWEEP_TERMINATION])) {
        return false;
    }
    for (;;) {
        struct span ahead = *rest;
        double last;
        if (!take_text(&ahead, "+")) {
            return false;
        }
        if (take_decimal(&ahead, &last) && take_text(&ahead, " ms cpu, ")) {
            cycle->cpu_ms[GC_WORK_MARK_TERMINATION] = last;
            *rest = ahead;
            return true;
        }
        take_text(rest, "+");
        if (!take_marking(rest, cycle)) {
            return false;
        }
    }
}

/* "6->6->5 MB, 9 MB goal, 0 MB stacks, 0 MB globals, 2 P" */
static bool take_heap(struct span *rest, struct gc_cycle *cycle)
{
    uint64_t number;
    if (!take_whole(rest, &cycle->start_mb) || !take_text(rest, "->") ||
        !take_whole(rest, &cycle->end_mb) || !take_text(rest, "->") ||
        !take_whole(rest, &cycle->live_mb) || !take_text(rest, " MB, ") ||
        !take_whole(rest, &cycle->goal_mb) || !take_text(rest, " MB goal, ")) {
        return false;
    }
    while (take_whole(rest, &number)) {
        if (take_text(rest, " P")) {
            cycle->processors = (uint32_t)number;
            return number <= UINT32_MAX;
        }
        if (!take_text(rest, " MB stacks, ") &&
            !take_text(rest, " MB globals, ")) {
            return false;
        }
    }
    return false;
}

/* "gc 6 @0.304s 8%: ", with a remark behind the per cent. */
static bool take_head(struct span *rest, struct gc_cycle *cycle)
{
    uint64_t percent;
    if (!take_text(rest, "gc ") || !take_whole(rest, &cycle->number) ||
        !take_text(rest, " @") || !take_decimal(rest, &cycle->at_s) ||
        !take_text(rest, "s ") || !take_whole(rest, &percent) ||
        !take_text(rest, "%")) {
        return false;
    }
    cycle->cpu_share = (double)percent / 100;
    if (take_text(rest, " (")) {
        *rest = span_from(*rest, span_find(*rest, ")"));
        take_text(rest, ")");
    }
    return take_text(rest, ": ") && cycle->number > 0;
}

/* Where "gc 6 @" stands; line.length when it does not. */
static size_t find_start(struct span line)
{
    for (size_t at = 0; at < line.length; at++) {
        at += span_find(span_from(line, at), "gc ");
        if (at == line.length) {
            break;
        }
        struct span rest = span_from(line, at + 3);
        uint64_t number;
        if (take_whole(&rest, &number) && take_text(&rest, " @")) {
            return at;
        }
    }
    return line.length;
}

enum gctrace_match gctrace_line_parse(struct span line, struct gc_cycle *cycle)
{
    size_t start = find_start(line);
    if (start == line.length) {
        return GCTRACE_NONE;
    }
    struct span rest = span_from(line, start);
    *cycle = (struct gc_cycle){ .number = 0 };
    if (!take_head(&rest, cycle) || !take_clock(&rest, cycle) ||
        !take_text(&rest, " ms clock, ") || !take_cpu(&rest, cycle) ||
        !take_heap(&rest, cycle)) {
        return GCTRACE_DAMAGED;
    }
    cycle->is_forced = take_text(&rest, " (forced)");
    return GCTRACE_CYCLE;
}
