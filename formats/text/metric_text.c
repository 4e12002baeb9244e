#include "formats/text/metric_text.h"

#include <math.h>
#include <string.h>

static bool is_per_operation(const struct finding *finding)
{
    const struct change *change = &finding->metric.change;
    return isfinite(change->base_each) && isfinite(change->head_each);
}

/* What a profile measures, in a word; NULL for other metrics. */
static const char *profile_word(const char *name)
{
    static const struct {
        const char *name, *word;
    } words[] = {
        { "cpu", "CPU" },
        { "alloc_space", "bytes" },
        { "alloc_objects", "objects" },
        { "mutex delay", "waiting" },
        { "block delay", "waiting" },
        { "wall time", "wall-clock time" },
        { "production cpu", "CPU in production" },
    };
    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
        if (strcmp(words[i].name, name) == 0) {
            return words[i].word;
        }
    }
    return NULL;
}

void metric_label(const struct finding *finding, struct buffer *out)
{
    const char *word = profile_word(finding->metric.name);
    if (finding_is_of_benchmark(finding)) {
        buffer_printf(out, "%s %s", finding->function, finding->metric.unit);
    } else if (word == NULL) {
        buffer_text(out, finding->metric.name);
    } else if (is_per_operation(finding)) {
        buffer_printf(out, "%s an operation", word);
    } else {
        buffer_printf(out, "share of %s", word);
    }
}

/* The word for what of a benchmark a profile shows. */
static const char *cost_word(const char *name)
{
    static const char *const names[][2] = {
        { "sec/op", "cpu" },
        { "B/op", "alloc_space" },
        { "allocs/op", "alloc_objects" },
    };
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
        if (strcmp(names[i][0], name) == 0) {
            return profile_word(names[i][1]);
        }
    }
    return profile_word(name);
}

void metric_cost_label(const struct finding *finding, struct buffer *out)
{
    const char *word = cost_word(finding->metric.name);
    if (word != NULL && finding->cost_unit != NULL) {
        buffer_printf(
            out, finding->cost_is_share ? "share of %s" : "%s an operation",
            word);
    }
}

struct quantity metric_cost(const struct finding *finding, double cost)
{
    struct quantity none = { .text = "" };
    if (!(cost > 0) || finding->cost_unit == NULL) {
        return none;
    }
    return finding->cost_is_share ? quantity_percent(cost)
                                  : quantity_of(cost, finding->cost_unit);
}

static const char arrow[] = " \xe2\x86\x92 ";

/* Of one operation, else the share, else the value as it is. */
static struct quantity amount(const struct finding *finding, double each,
                              double share, double value)
{
    struct quantity none = { .text = "" };
    if (is_per_operation(finding)) {
        return quantity_of(each, finding->metric.unit);
    }
    if (isfinite(share)) {
        return quantity_percent(share);
    }
    return isfinite(value) && !finding_is_of_benchmark(finding)
               ? quantity_of(value, finding->metric.unit)
               : none;
}

struct quantity metric_base(const struct finding *finding)
{
    return amount(finding, finding->metric.change.base_each,
                  finding->metric.base_share, finding->metric.change.base);
}

struct quantity metric_head(const struct finding *finding)
{
    return amount(finding, finding->metric.change.head_each,
                  finding->metric.head_share, finding->metric.change.head);
}

/* An undecided benchmark is a fact with numbers; other facts stand still. */
static bool has_moved(const struct finding *finding)
{
    return finding->state != FINDING_FACT || finding_is_of_benchmark(finding);
}

struct quantity metric_change(const struct finding *finding)
{
    struct quantity none = { .text = "" };
    double ratio = finding->metric.change.ratio;
    return has_moved(finding) && !isnan(ratio) ? quantity_change(ratio) : none;
}

void metric_add_interval(double low, double high, struct buffer *out)
{
    struct quantity from = quantity_change(low), to = quantity_change(high);
    if (isfinite(low) && isfinite(high) && strcmp(from.text, to.text) != 0) {
        buffer_printf(out, "%s to %s", from.text, to.text);
    }
}

void metric_interval(const struct finding *finding, struct buffer *out)
{
    const struct change *change = &finding->metric.change;
    if (has_moved(finding)) {
        metric_add_interval(change->low, change->high, out);
    }
}

void metric_shares(const struct finding *finding, struct buffer *out)
{
    const struct metric *metric = &finding->metric;
    if (is_per_operation(finding) && isfinite(metric->head_share)) {
        buffer_printf(out, "%s%s%s", quantity_percent(metric->base_share).text,
                      arrow, quantity_percent(metric->head_share).text);
    }
}

void metric_amounts(const struct finding *finding, struct buffer *out)
{
    struct quantity base = metric_base(finding), head = metric_head(finding);
    if (base.text[0] != '\0' && head.text[0] != '\0') {
        buffer_printf(out, "%s%s%s", base.text, arrow, head.text);
    }
}

void metric_brief(const struct finding *finding, struct buffer *out)
{
    metric_label(finding, out);
    struct quantity change = metric_change(finding);
    if (change.text[0] != '\0') {
        buffer_printf(out, " %s", change.text);
    }
}
