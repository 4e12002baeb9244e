#include "core/analysis/gates/gate_reason.h"

#include <math.h>
#include <string.h>

#include "core/base/buffer.h"
#include "core/base/quantity.h"
#include "core/stats/runs_needed.h"

/* "1.2 ms -> 1.35 ms, +12 %" */
static void add_change(struct buffer *text, const struct benchmark_row *row)
{
    buffer_printf(text, "%s -> %s",
                  quantity_of(row->base_center, row->unit).text,
                  quantity_of(row->head_center, row->unit).text);
    if (isfinite(row->ratio)) {
        buffer_printf(text, ", %s", quantity_change(row->ratio).text);
    }
}

static void add_p(struct buffer *text, double p)
{
    if (p < 0.0001) {
        buffer_text(text, ", p<0.0001");
    } else if (p <= 1) {
        buffer_printf(text, ", p=%.4f", p);
    }
}

/* " (95 % interval +9.8 % to +14 %, p=0.0003, n=10+10)" */
static void add_certainty(struct buffer *text, const struct benchmark_row *row,
                          const struct gate *gate)
{
    buffer_text(text, " (");
    if (isfinite(gate->low) && !isnan(gate->high)) {
        buffer_printf(text, "95 %% interval %s to %s",
                      quantity_change(row->ratio_low).text,
                      isinf(gate->high)
                          ? "any height"
                          : quantity_change(row->ratio_high).text);
    } else {
        buffer_text(text, "no interval");
    }
    if (gate->state == GATE_FAILED) {
        add_p(text, gate->p);
    }
    buffer_printf(text, ", n=%zu+%zu)", row->base_count, row->head_count);
}

/* " its limit of +6 %" */
static void add_limit(struct buffer *text, const struct benchmark_row *row,
                      const struct gate *gate)
{
    struct quantity limit = quantity_change(1 + gate->limit);
    bool is_guessed =
        strcmp(gate->id, "related-time") == 0 && !row->relation_known;
    if (is_guessed) {
        buffer_printf(text,
                      " the limit of %s for related benchmarks, as it is not "
                      "known whether the patch touches it",
                      limit.text);
    } else {
        buffer_printf(text, " its limit of %s", limit.text);
    }
}

static void add_advice(struct buffer *text, const struct gate *gate)
{
    if (gate->runs_needed == 0) {
        buffer_text(text, "; it lies at the limit, which more runs will not "
                          "change");
        return;
    }
    buffer_printf(text, "; run base and head in turn with -count=%u%s",
                  gate->runs_needed,
                  gate->runs_needed >= RUNS_NEEDED_MOST
                      ? " or more, or on a quieter machine"
                      : "");
}

static const char *finish(const struct analysis *analysis, struct buffer *text)
{
    buffer_byte(text, '.');
    const char *reason = arena_copy(analysis->arena, text->bytes, text->length);
    buffer_release(text);
    return reason;
}

static void add_verdict(struct buffer *text, const struct benchmark_row *row,
                        const struct gate *gate)
{
    switch (gate->state) {
    case GATE_PASSED:
        buffer_text(text, ", within");
        add_limit(text, row, gate);
        break;
    case GATE_FAILED:
        buffer_text(text, ", beyond");
        add_limit(text, row, gate);
        break;
    case GATE_INCONCLUSIVE:
    case GATE_SKIPPED:
        buffer_text(text, ", too uncertain to hold against");
        add_limit(text, row, gate);
        add_advice(text, gate);
        break;
    }
}

const char *gate_reason(const struct analysis *analysis,
                        const struct benchmark_row *row,
                        const struct gate *gate)
{
    struct buffer text;
    buffer_init(&text);
    buffer_printf(&text, "Benchmark%s: %s ", row->name, row->unit);
    add_change(&text, row);
    if (row->is_exact && isnan(gate->p)) {
        buffer_text(&text, " in every run");
    } else {
        add_certainty(&text, row, gate);
    }
    add_verdict(&text, row, gate);
    return finish(analysis, &text);
}

const char *gate_remedy(const struct analysis *analysis,
                        const struct benchmark_row *row,
                        const struct gate *gate)
{
    if (gate->state != GATE_FAILED) {
        return "";
    }
    struct quantity base = quantity_of(row->base_center, row->unit);
    double most = row->base_center * (1 + gate->limit);
    if (row->base_center <= 0) {
        return arena_printf(analysis->arena,
                            "It passes when %s is %s again, as in base.",
                            row->unit, base.text);
    }
    return arena_printf(analysis->arena,
                        "It passes when %s is at most %s: base's %s and %s.",
                        row->unit, quantity_of(most, row->unit).text, base.text,
                        quantity_percent(gate->limit).text);
}

const char *gate_reason_missing(const struct analysis *analysis,
                                const struct benchmark_row *row,
                                bool is_benchmark_gone)
{
    if (is_benchmark_gone) {
        return arena_printf(analysis->arena,
                            "Benchmark%s is in base and not in head: what it "
                            "guarded is not measured any more; bring it back "
                            "or say where it went.",
                            row->name);
    }
    return arena_printf(analysis->arena,
                        "Benchmark%s has %s in base and not in head: run both "
                        "with the same options, -benchmem included.",
                        row->name, row->unit);
}
