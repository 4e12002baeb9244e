/*
 * The analyst's brief: a run in at most 32 KB of Markdown, for a person or a
 * language model. It goes where the user sends it: nothing leaves the machine
 * by itself.
 */
#include "formats/brief/brief.h"
#include "formats/report/report_json.h"
#include "formats/text/clean.h"
#include "formats/writer.h"

static void write_report(const struct report *report,
                         const struct writer_options *options, size_t limit,
                         struct buffer *out)
{
    struct brief brief;
    cJSON *tree = report_json(report, options);
    brief_init(&brief, out, limit);
    brief_verdict(&brief, tree);
    brief_questions(&brief, tree);
    brief_findings(&brief, tree);
    brief_tables(&brief, tree);
    brief_finish(&brief);
    cJSON_Delete(tree);
}

/* The verdict of one takes about that much. */
enum { LEAST_BYTES = 4000 };

/* Of several targets each gets an equal part of what is left; of very many
 * the last get none. */
static bool write_brief(const struct report *const *reports, size_t count,
                        const struct writer_options *options,
                        struct buffer *out, struct error *error)
{
    (void)error;
    size_t most = BRIEF_LIMIT_BYTES / LEAST_BYTES;
    size_t shown = count < most ? count : most;
    for (size_t i = 0; i < shown; i++) {
        size_t left = BRIEF_LIMIT_BYTES - out->length;
        write_report(reports[i], options, out->length + left / (shown - i),
                     out);
    }
    if (shown < count) {
        buffer_text(out, "# Left out: all targets from ");
        clean_markdown_code(out, reports[shown]->evidence->target);
        buffer_text(out, " on\n");
    }
    return true;
}

const struct writer writer_brief = {
    .name = "brief",
    .description = "the run in 32 KB, for an analyst or a language model",
    .write = write_brief,
};
