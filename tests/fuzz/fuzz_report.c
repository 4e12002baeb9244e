/*
 * The whole way from bytes to reports: the input is cut into files of base,
 * head and patch, what the readers accept is analysed, and every writer
 * writes it. What is accepted must not fail later.
 */
#include "core/analysis/pipeline.h"
#include "core/rules/rule.h"
#include "formats/bytes/input.h"
#include "formats/writer.h"
#include "tests/fuzz/fuzz.h"

/* Between two files: of base, of head, the patch, then base and head again. */
static const char separator[] = "\n=====\n";
static const char source_root[] = "samples/orders/head";

struct run {
    struct strings strings;
    struct evidence evidence;
    struct config config;
    struct arena arena;
    struct report report;
};

static void read_part(struct run *run, struct span content, size_t number)
{
    struct evidence *evidence = &run->evidence;
    struct evidence_side *side =
        number % 3 == 0 ? &evidence->base : &evidence->head;
    struct error error = ERROR_INIT;
    struct input input = { .name = "input",
                           .label = "input",
                           .content = content };
    struct reader_target target = { .evidence = evidence,
                                    .side = side,
                                    .arena = &side->arena,
                                    .strings = evidence->strings };
    const struct reader *reader = reader_for(content);
    bool is_patch = number % 3 == 2;
    if (reader == NULL || (reader == &reader_patch) != is_patch) {
        return;
    }
    if (is_patch) {
        target.side = NULL;
        target.arena = &evidence->arena;
    } else {
        side->is_present = true;
    }
    if (!reader->read(&input, &target, &error)) {
        fuzz_expect_refusal(&error);
    }
}

static void read_parts(struct run *run, struct span rest)
{
    for (size_t number = 0;; number++) {
        size_t length = span_find(rest, separator);
        read_part(run, span_until(rest, length), number);
        if (length == rest.length) {
            return;
        }
        rest = span_from(rest, length + sizeof(separator) - 1);
    }
}

static void write_all(const struct run *run)
{
    const struct report *reports[] = { &run->report };
    struct writer_options options = { .rules = rule_infos(), .version = "0" };
    for (size_t i = 0; writers[i] != NULL; i++) {
        struct buffer out;
        struct error error = ERROR_INIT;
        buffer_init(&out);
        fuzz_expect(writers[i]->write(reports, 1, &options, &out, &error),
                    "a report can be written");
        buffer_release(&out);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct run run = { .arena = ARENA_INIT };
    struct error error = ERROR_INIT;
    strings_init(&run.strings);
    evidence_init(&run.evidence, &run.strings);
    config_init(&run.config);
    fuzz_expect(tree_open(&run.evidence.head.tree, source_root, &error),
                "this runs in the root of the repository");
    run.evidence.target = "target";
    read_parts(&run, fuzz_span(data, size));
    run.report.category = "target/";
    run.report.created = "";
    run.report.source_root = source_root;
    pipeline_run(&run.evidence, &run.config, &run.arena, &run.report);
    write_all(&run);
    evidence_release(&run.evidence);
    arena_release(&run.arena);
    strings_release(&run.strings);
    return 0;
}
