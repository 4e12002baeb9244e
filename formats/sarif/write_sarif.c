/*
 * perfscribe.sarif: SARIF 2.1.0 for GitHub code scanning, one run a target.
 * All rules are listed and `results` is always there: an upload without a
 * result is what closes the alerts that were fixed.
 */
#include "formats/bytes/gzip_meter.h"
#include "formats/sarif/sarif.h"
#include "formats/writer.h"

/* GitHub refuses 10 MB in gzip; what follows the last result needs a little,
 * and its gzip may not be ours. */
static const size_t most_gzip_bytes = 9500000;

/* The tool has no page of its own: Go's about the evidence that it reads. */
static const char information_uri[] = "https://go.dev/doc/diagnostics";

/* Measured so often; by so many results the cut may be coarse. */
enum { RESULTS_A_CHECK = 64 };

struct sarif_file {
    struct buffer *out;
    const struct writer_options *options;
    bool has_waived; /* an audit's: all findings, the waived marked */
    struct gzip_meter meter;
};

static size_t rule_index(const struct sarif_file *file,
                         const struct rule_info *rule)
{
    size_t index = 0;
    while (file->options->rules[index] != NULL &&
           file->options->rules[index] != rule) {
        index++;
    }
    return index;
}

static void add_member(struct buffer *out, const char *name, cJSON *value)
{
    buffer_printf(out, "\"%s\": ", name);
    json_print(out, value);
    buffer_text(out, ",\n");
}

static void add_tool(const struct sarif_file *file)
{
    struct buffer *out = file->out;
    buffer_text(out, "\"tool\": {\"driver\": {\n");
    add_member(out, "name", cJSON_CreateString("perfscribe"));
    add_member(out, "semanticVersion",
               cJSON_CreateString(file->options->version));
    add_member(out, "informationUri", cJSON_CreateString(information_uri));
    buffer_text(out, "\"rules\": [");
    for (size_t i = 0; file->options->rules[i] != NULL; i++) {
        buffer_text(out, i == 0 ? "\n" : ",\n");
        json_print(out, sarif_rule(file->options->rules[i]));
    }
    buffer_text(out, "\n]}},\n");
}

static cJSON *source_root(void)
{
    cJSON *bases = cJSON_CreateObject();
    cJSON *root = json_add_object(bases, "%SRCROOT%");
    json_add_text(json_add_object(root, "description"), "text",
                  "The root of the source tree.");
    return bases;
}

static void add_identity(const struct sarif_file *file,
                         const struct report *report)
{
    cJSON *details = cJSON_CreateObject();
    json_add_text(details, "id", report->category);
    add_member(file->out, "automationDetails", details);
    add_member(file->out, "columnKind", cJSON_CreateString("utf16CodeUnits"));
    add_member(file->out, "originalUriBaseIds", source_root());
}

/* Gives how many of the results were written: the file must fit. */
static size_t add_results(struct sarif_file *file,
                          const struct sarif_groups *groups, size_t most_bytes)
{
    struct buffer *out = file->out;
    size_t count = groups->list.count;
    size_t most = count < SARIF_MOST_RESULTS ? count : SARIF_MOST_RESULTS;
    size_t kept = 0, kept_length = out->length;
    for (size_t i = 0; i < most; i++) {
        const struct sarif_group *group = &groups->list.items[i];
        buffer_text(out, i == 0 ? "\n" : ",\n");
        cJSON *result =
            sarif_result(group, rule_index(file, group->finding->rule));
        if (file->has_waived) {
            sarif_add_suppressions(result, group);
        }
        json_print(out, result);
        if ((i + 1) % RESULTS_A_CHECK != 0 && i + 1 < most) {
            continue;
        }
        if (gzip_meter_size(&file->meter, out) > most_bytes) {
            buffer_truncate(out, kept_length);
            return kept;
        }
        kept = i + 1;
        kept_length = out->length;
    }
    return kept;
}

static cJSON *run_properties(const struct report *report)
{
    const struct evidence *evidence = report->evidence;
    cJSON *properties = cJSON_CreateObject();
    json_add_text(properties, "target", evidence->target);
    json_add_text(properties, "verdict", report->verdict);
    json_add_optional(properties, "base_commit", evidence->base.commit);
    json_add_optional(properties, "head_commit", evidence->head.commit);
    return properties;
}

static void add_end(struct buffer *out, const struct report *report,
                    const struct sarif_left_out *left_out)
{
    cJSON *invocations = cJSON_CreateArray();
    cJSON_AddItemToArray(invocations, sarif_invocation(report, left_out));
    add_member(out, "invocations", invocations);
    buffer_text(out, "\"properties\": ");
    json_print(out, run_properties(report));
    buffer_text(out, "\n}");
}

/* The runs share the room in the file: none may take the others'. */
static void add_run(struct sarif_file *file, const struct report *report,
                    size_t runs_left)
{
    struct buffer *out = file->out;
    struct sarif_groups groups;
    sarif_groups_init(&groups, report, file->has_waived);
    buffer_text(out, "{\n");
    add_tool(file);
    add_identity(file, report);
    size_t size = gzip_meter_size(&file->meter, out);
    size_t room = size < most_gzip_bytes ? most_gzip_bytes - size : 0;
    buffer_text(out, "\"results\": [");
    size_t written = add_results(file, &groups, size + room / runs_left);
    buffer_text(out, "\n],\n");
    struct sarif_left_out left_out = { .unplaced = groups.unplaced_count,
                                       .over = groups.list.count - written,
                                       .results = written };
    add_end(out, report, &left_out);
    sarif_groups_release(&groups);
}

static void write_file(struct sarif_file *file,
                       const struct report *const *reports, size_t count)
{
    struct buffer *out = file->out;
    gzip_meter_init(&file->meter);
    buffer_text(out, "{\n\"$schema\": "
                     "\"https://json.schemastore.org/sarif-2.1.0.json\",\n"
                     "\"version\": \"2.1.0\",\n\"runs\": [");
    for (size_t i = 0; i < count; i++) {
        buffer_text(out, i == 0 ? "\n" : ",\n");
        add_run(file, reports[i], count - i);
    }
    buffer_text(out, "\n]\n}\n");
    gzip_meter_release(&file->meter);
}

static bool write_sarif(const struct report *const *reports, size_t count,
                        const struct writer_options *options,
                        struct buffer *out, struct error *error)
{
    (void)error;
    struct sarif_file file = { .out = out, .options = options };
    write_file(&file, reports, count);
    return true;
}

static bool write_audit_sarif(const struct report *const *reports, size_t count,
                              const struct writer_options *options,
                              struct buffer *out, struct error *error)
{
    (void)error;
    struct sarif_file file = { .out = out,
                               .options = options,
                               .has_waived = true };
    write_file(&file, reports, count);
    return true;
}

const struct writer writer_sarif = {
    .name = "sarif",
    .file_name = "perfscribe.sarif",
    .description = "SARIF 2.1.0 for GitHub code scanning",
    .write = write_sarif,
};

/* GitHub ignores suppressions: this one is not to be uploaded. */
const struct writer writer_audit_sarif = {
    .name = "audit-sarif",
    .description = "SARIF with the waived findings too, suppressed",
    .write = write_audit_sarif,
};
