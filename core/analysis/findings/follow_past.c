#include "core/analysis/findings/follow_past.h"

#include <string.h>

#include "core/base/buffer.h"
#include "core/model/go_symbol.h"

/* As earlier runs have it: all instances of a generic function are one. */
static bool is_named(const char *raw, const char *folded)
{
    struct buffer text;
    buffer_init(&text);
    go_symbol_fold(span_of(raw), &text);
    bool is_it = strcmp(text.bytes, folded) == 0;
    buffer_release(&text);
    return is_it;
}

static struct past_function find_function(const struct analysis *analysis,
                                          const char *name)
{
    const struct profile_list *profiles = &analysis->evidence->base.profiles;
    for (size_t i = 0; i < profiles->count; i++) {
        for (uint32_t j = 0; j < profiles->items[i].function_count; j++) {
            if (is_named(profiles->items[i].functions[j].name, name)) {
                return (struct past_function){ .name = name,
                                               .is_in_base = true,
                                               .profile = i,
                                               .function = j };
            }
        }
    }
    return (struct past_function){ .name = name };
}

void note_past(struct analysis *analysis)
{
    const struct past *past = analysis->report->past;
    if (past == NULL || !past->is_main) {
        return;
    }
    analysis->past_functions =
        arena_array(analysis->arena, past->regressions.count,
                    sizeof(*analysis->past_functions));
    for (size_t i = 0; i < past->regressions.count; i++) {
        const struct regression *regression = &past->regressions.items[i];
        analysis->past_functions[i] =
            regression->closed == 0
                ? find_function(analysis, regression->function)
                : (struct past_function){ .name = regression->function };
    }
}

void follow_past(struct analysis *analysis)
{
    const struct past *past = analysis->report->past;
    const struct profile_list *profiles = &analysis->evidence->base.profiles;
    for (size_t i = 0;
         analysis->past_functions != NULL && i < past->regressions.count; i++) {
        struct past_function *one = &analysis->past_functions[i];
        if (one->is_in_base) {
            one->name =
                profiles->items[one->profile].functions[one->function].name;
        }
    }
}
