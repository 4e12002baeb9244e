/*
 * The one line that a lead reads on Monday.
 */
#include <inttypes.h>

#include "core/base/buffer.h"
#include "core/history/weekly_parts.h"

/* ", 2 escalations"; nothing for none. */
static void add_count(struct buffer *text, size_t count, const char *one,
                      const char *several)
{
    if (count > 0) {
        buffer_printf(text, "%s%zu %s", text->length > 0 ? ", " : "", count,
                      count == 1 ? one : several);
    }
}

static size_t new_regressions(const struct weekly *weekly)
{
    return weekly->opened.count;
}

static void say_worse(const struct weekly *weekly, struct buffer *text)
{
    add_count(text, weekly->escalations.count, "escalation", "escalations");
    add_count(text, new_regressions(weekly), "new regression on main",
              "new regressions on main");
    add_count(text, weekly->drifts.count, "slow drift", "slow drifts");
}

static void say_rest(const struct weekly *weekly, struct buffer *text)
{
    buffer_printf(text, "; %zu open, %zu fixed, %" PRId64 " %s of ",
                  weekly->open, weekly->fixed.count, weekly->runs,
                  weekly->runs == 1 ? "run" : "runs");
    buffer_printf(text, "%" PRId64 " pull %s", weekly->pull_requests,
                  weekly->pull_requests == 1 ? "request" : "requests");
    if (weekly->main_runs > 0) {
        buffer_text(text, " and main");
    }
}

void weekly_judge(struct weekly_job *job)
{
    struct weekly *weekly = job->weekly;
    struct buffer text;
    buffer_init(&text);
    say_worse(weekly, &text);
    weekly->state = text.length > 0 ? "failed" : "passed";
    if (weekly->runs == 0) {
        weekly->state = "skipped";
        buffer_printf(&text, "%sno run was recorded this week",
                      text.length > 0 ? ", " : "");
    } else {
        if (text.length == 0) {
            buffer_text(&text, "nothing got worse");
        }
        say_rest(weekly, &text);
    }
    weekly->verdict = arena_copy(job->arena, text.bytes, text.length);
    buffer_release(&text);
}
