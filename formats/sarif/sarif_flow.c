#include "formats/sarif/sarif.h"

#include <string.h>

#include "core/model/go_symbol.h"

/* GitHub refuses a result of more than 10,000 steps; nobody reads a hundred. */
enum { MOST_STEPS = 100, LEAST_STEPS = 2, MOST_CALLEES = 8 };

/* Each flow is one thread: a path that GitHub shows step by step. */
static cJSON *add_flow(cJSON *result, const char *about)
{
    cJSON *flows = cJSON_GetObjectItemCaseSensitive(result, "codeFlows");
    if (flows == NULL) {
        flows = json_add_array(result, "codeFlows");
    }
    cJSON *flow = json_push_object(flows);
    sarif_add_message(flow, about);
    cJSON *thread = json_push_object(json_add_array(flow, "threadFlows"));
    return json_add_array(thread, "locations");
}

static void add_step(cJSON *steps, const struct finding_step *step,
                     const char *text)
{
    cJSON *location = json_add_object(json_push_object(steps), "location");
    sarif_add_place(location, step->location, step->columns);
    if (text[0] != '\0') {
        sarif_add_message(location, text);
    }
}

static size_t count_placed(const struct step_list *steps)
{
    size_t count = 0;
    for (size_t i = 0; i < steps->count; i++) {
        count += steps->items[i].in_source;
    }
    return count;
}

static void add_escape_flow(cJSON *result, const struct step_list *flow)
{
    if (count_placed(flow) < LEAST_STEPS) {
        return;
    }
    cJSON *steps = add_flow(result, "How the value comes to the heap.");
    size_t added = 0;
    for (size_t i = 0; i < flow->count && added < MOST_STEPS; i++) {
        if (flow->items[i].in_source) {
            add_step(steps, &flow->items[i], flow->items[i].text);
            added++;
        }
    }
}

/* A frame outside the repository has no place that GitHub could show: the
 * frame that called it names it, "ledger.Balances -> runtime.mapassign". */
static void add_callees(struct buffer *text, const struct step_list *stack,
                        size_t frame)
{
    size_t named = 0;
    for (size_t i = frame + 1; i < stack->count && !stack->items[i].in_source;
         i++) {
        if (named++ < MOST_CALLEES) {
            buffer_printf(text, " -> %s",
                          go_symbol_short(stack->items[i].function));
        }
    }
    if (named > MOST_CALLEES) {
        buffer_printf(text, " -> %zu more", named - MOST_CALLEES);
    }
}

static void add_frame(cJSON *steps, const struct step_list *stack, size_t frame)
{
    struct buffer text;
    buffer_init(&text);
    buffer_text(&text, go_symbol_short(stack->items[frame].function));
    add_callees(&text, stack, frame);
    add_step(steps, &stack->items[frame], text.bytes);
    buffer_release(&text);
}

/* Of a deep stack the leaf's end is kept: the root's is the harness. */
static void add_stack(cJSON *result, const struct step_list *stack)
{
    size_t placed = count_placed(stack);
    if (placed < LEAST_STEPS) {
        return;
    }
    cJSON *steps = add_flow(result, "The hottest stack, from its root.");
    size_t skipped = placed > MOST_STEPS ? placed - MOST_STEPS : 0;
    for (size_t i = 0; i < stack->count; i++) {
        if (!stack->items[i].in_source) {
            continue;
        }
        if (skipped > 0) {
            skipped--;
        } else {
            add_frame(steps, stack, i);
        }
    }
}

void sarif_add_code_flows(cJSON *result, const struct finding *finding)
{
    add_escape_flow(result, &finding->flow);
    add_stack(result, &finding->stack);
}
