#include "core/analysis/allocations/trace_flows.h"

#include <string.h>

/* The side whose diagnostic it is owns the flow. */
static const struct escapes *owner_of(const struct analysis *analysis,
                                      const struct diagnostic *diagnostic)
{
    const struct evidence *evidence = analysis->evidence;
    return escapes_has(&evidence->head.escapes, diagnostic)
               ? &evidence->head.escapes
               : &evidence->base.escapes;
}

static void add_start(const struct analysis *analysis, struct finding *finding,
                      const struct diagnostic *diagnostic)
{
    struct finding_step *step = LIST_PUSH(analysis->arena, &finding->flow);
    step->location = diagnostic->location;
    step->location.file = diagnostic->path;
    step->in_source = diagnostic->path != NULL;
    step->function = finding->function;
    step->text = arena_printf(analysis->arena, "%s %s", diagnostic->subject,
                              diagnostic->kind == DIAGNOSTIC_MOVED
                                  ? "is moved to the heap"
                                  : "escapes to the heap");
}

static void add_step(const struct analysis *analysis, struct finding *finding,
                     const struct flow_step *from)
{
    if (from->expression == NULL) {
        return; /* a flow line has no place of its own */
    }
    struct finding_step *step = LIST_PUSH(analysis->arena, &finding->flow);
    step->location = from->at;
    step->location.file = from->path != NULL ? from->path : from->at.file;
    step->in_source = from->path != NULL;
    step->function = "";
    step->text = arena_printf(analysis->arena, "from %s (%s)", from->expression,
                              from->reason);
}

static void trace(const struct analysis *analysis, struct finding *finding)
{
    const struct diagnostic *diagnostic = finding->cause.diagnostic;
    if (diagnostic == NULL || diagnostic->flow_count == 0) {
        return;
    }
    const struct escapes *escapes = owner_of(analysis, diagnostic);
    add_start(analysis, finding, diagnostic);
    for (uint32_t i = 0; i < diagnostic->flow_count; i++) {
        add_step(analysis, finding,
                 &escapes->flow.items[diagnostic->flow_first + i]);
    }
}

void trace_flows(struct analysis *analysis)
{
    struct finding_list *findings = &analysis->report->findings;
    for (size_t i = 0; i < findings->count; i++) {
        trace(analysis, &findings->items[i]);
    }
}
