/*
 * The brief's findings, place by place: what happened, why, the source, the
 * flow, the hottest stack, and how to go on.
 */
#include "formats/brief/brief.h"

#include <string.h>

enum { MOST_STEPS = 12 };

static void add_location(struct buffer *block, const cJSON *object,
                         const char *name)
{
    const cJSON *location = brief_member(object, name);
    if (brief_text(location, "text")[0] != '\0') {
        brief_put_code(block, brief_text(location, "text"));
        buffer_byte(block, ' ');
    }
}

static void add_message(struct buffer *block, const cJSON *finding)
{
    const cJSON *rule = brief_member(finding, "rule");
    buffer_text(block, "- ");
    brief_put(block, brief_text(finding, "level"));
    buffer_byte(block, ' ');
    brief_put(block, brief_text(rule, "id"));
    buffer_text(block, ": ");
    brief_put(block, brief_text(finding, "message"));
    buffer_byte(block, '\n');
}

static void add_source(struct buffer *block, const cJSON *finding)
{
    const cJSON *line;
    if (!brief_flag(finding, "has_source")) {
        return;
    }
    buffer_text(block, "\n```go\n");
    cJSON_ArrayForEach(line, brief_member(finding, "source"))
    {
        buffer_printf(block, "%s %d  ",
                      brief_flag(line, "is_marked") ? ">" : " ",
                      brief_number(line, "number"));
        brief_put_line(block, brief_text(line, "text"));
    }
    buffer_text(block, "```\n");
}

static void add_step(struct buffer *block, const cJSON *step)
{
    buffer_text(block, "- ");
    brief_put(block, brief_text(step, "function"));
    buffer_byte(block, ' ');
    brief_put(block, brief_text(step, "text"));
    if (brief_flag(step, "in_source")) {
        buffer_byte(block, ' ');
        add_location(block, step, "location");
    }
    buffer_byte(block, '\n');
}

static void add_steps(struct buffer *block, const cJSON *finding,
                      const char *name, const char *title)
{
    const cJSON *step, *steps = brief_member(finding, name);
    int count = 0;
    if (cJSON_GetArraySize(steps) == 0) {
        return;
    }
    buffer_printf(block, "\n%s\n\n", title);
    cJSON_ArrayForEach(step, steps)
    {
        if (++count > MOST_STEPS) {
            buffer_text(block, "- and further steps\n");
            break;
        }
        add_step(block, step);
    }
}

static void add_command(struct buffer *block, const char *title,
                        const char *command)
{
    if (command[0] != '\0') {
        buffer_printf(block, "# %s\n", title);
        brief_put_line(block, command);
    }
}

/* Commands of a shell, each under the playbook's word for it. */
static void add_next(struct buffer *block, const cJSON *finding)
{
    const cJSON *rule = brief_member(finding, "rule");
    const cJSON *signal = brief_member(finding, "signal");
    buffer_text(block, "\nPattern ");
    brief_put(block, brief_text(rule, "pattern"));
    buffer_text(block, ", strategy: ");
    brief_put(block, brief_text(rule, "strategy"));
    buffer_text(block, ". Backlog ");
    brief_put(block, brief_text(rule, "category"));
    buffer_text(block, " (");
    brief_put(block, brief_text(rule, "kpi"));
    buffer_text(block, ").\n\n```sh\n");
    add_command(block, "reproduce", brief_text(finding, "next_step"));
    add_command(block, brief_text(signal, "tool"),
                brief_text(signal, "tool_command"));
    add_command(block, brief_text(signal, "escalation"),
                brief_text(signal, "escalation_command"));
    buffer_text(block, "```\n\n");
}

/* Everything about the finding that its place begins with; false when a part
 * of it did not fit. */
static bool add_details(struct brief *brief, struct buffer *block,
                        const cJSON *finding)
{
    const cJSON *why = brief_member(brief_member(finding, "place_head"), "why");
    add_source(block, finding);
    bool fits = brief_add(brief, block, 0.4);
    add_steps(block, brief_flag(why, "has_flow") ? why : finding, "flow",
              "How the value reaches the heap:");
    add_steps(block, finding, "stack",
              "The stack that costs most, outermost first:");
    fits &= brief_add(brief, block, 0.4);
    add_next(block, finding);
    if (!brief_add(brief, block, 0.5)) {
        buffer_byte(block, '\n');
        brief_add(brief, block, 1);
        fits = false;
    }
    return fits;
}

static void add_title(struct buffer *block, const cJSON *finding)
{
    const cJSON *head = brief_member(finding, "place_head");
    buffer_printf(block, "### %d. ", brief_number(head, "number"));
    add_location(block, finding, "location");
    brief_put(block, brief_text(head, "function_short"));
    buffer_text(block, ": impact ");
    brief_put(block, brief_text(head, "impact"));
    buffer_text(block, ", effort ");
    brief_put(block, brief_text(head, "effort"));
    buffer_text(block, ", ");
    brief_put(block, brief_text(head, "action"));
    buffer_text(block, "\n\n");
}

/* One place and its members; false when it did not fit. The finding after the
 * last of them is left in *at, the first place without all details in *cut. */
static bool add_place(struct brief *brief, struct buffer *block,
                      const cJSON **at, int *cut)
{
    const cJSON *first = *at, *finding = first;
    add_title(block, first);
    for (; finding != NULL; finding = finding->next) {
        add_message(block, finding);
        if (brief_flag(finding, "ends_place")) {
            finding = finding->next;
            break;
        }
    }
    *at = finding;
    if (!brief_add(brief, block, 0.5)) {
        return false;
    }
    if (brief_flag(first, "is_note")) {
        buffer_byte(block, '\n');
        brief_add(brief, block, 1);
    } else if (!add_details(brief, block, first) && *cut == 0) {
        *cut = brief_number(first, "place");
    }
    return true;
}

void brief_findings(struct brief *brief, const cJSON *report)
{
    const cJSON *at = brief_member(report, "findings");
    struct buffer block;
    buffer_init(&block);
    int cut = 0;
    at = at != NULL ? at->child : NULL;
    buffer_text(&block, at != NULL ? "## Findings, worst first\n\n"
                                   : "## Findings\n\nNone.\n\n");
    brief_add(brief, &block, 1);
    while (at != NULL) {
        int number = brief_number(at, "place");
        if (!add_place(brief, &block, &at, &cut)) {
            brief_leave_out(brief, "findings from number %d on", number);
            break;
        }
    }
    if (cut > 0) {
        brief_leave_out(brief,
                        "sources, flows, stacks or commands of some findings "
                        "from number %d on",
                        cut);
    }
    buffer_release(&block);
}
