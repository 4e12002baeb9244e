/*
 * TEST-perfscribe.xml: JUnit XML as Jenkins, GitLab and others read it. Under
 * --strict-junit it holds only what junit-10.xsd of the Jenkins xUnit plugin
 * knows.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/base/strings.h"
#include "core/model/notice_groups.h"
#include "formats/junit/junit_text.h"
#include "formats/text/clean.h"
#include "formats/text/xml.h"
#include "formats/writer.h"

enum { MOST_NOTICES = 20 };

/* The cases of one report. */
struct junit_report {
    const struct report *report;
    struct junit_names names;
    struct junit_case_list cases;
};

struct junit_totals {
    size_t tests, failures, skipped;
    double seconds;
};

/* What the parts of one document share. */
struct junit_document {
    struct xml xml;
    bool is_strict;
};

static void count_case(struct junit_totals *totals,
                       const struct junit_case *entry)
{
    totals->tests++;
    totals->failures += entry->state == JUNIT_FAILED;
    totals->skipped += entry->state == JUNIT_SKIPPED;
    totals->seconds += isnan(entry->seconds) ? 0 : entry->seconds;
}

static struct junit_totals suite_totals(const struct junit_report *report,
                                        enum junit_suite suite)
{
    struct junit_totals totals = { .tests = 0 };
    for (size_t i = 0; i < report->cases.count; i++) {
        if (report->cases.items[i].suite == suite) {
            count_case(&totals, &report->cases.items[i]);
        }
    }
    return totals;
}

/*
 * The time of a benchmark is what one operation takes: Jenkins then draws its
 * trend. Whole milliseconds, all that the schema allows, would make most of
 * them 0.
 */
static void add_time(struct junit_document *document, double seconds)
{
    char text[40];
    bool is_fine = !document->is_strict && seconds > 0;
    snprintf(text, sizeof(text), is_fine ? "%.9f" : "%.3f",
             isfinite(seconds) ? seconds : 0);
    xml_attribute(&document->xml, "time", text);
}

static void add_totals(struct junit_document *document,
                       const struct junit_totals *totals)
{
    struct xml *xml = &document->xml;
    xml_attribute_count(xml, "tests", totals->tests);
    xml_attribute_count(xml, "failures", totals->failures);
    xml_attribute_count(xml, "errors", 0);
    add_time(document, totals->seconds);
}

static void add_property(struct xml *xml, const char *name, const char *value)
{
    if (value != NULL && value[0] != '\0') {
        xml_open(xml, "property");
        xml_attribute(xml, "name", name);
        xml_attribute(xml, "value", value);
        xml_close(xml);
    }
}

/* Jenkins draws a value that starts with http:// or https:// as a link. */
static void add_properties(struct xml *xml, const struct report *report)
{
    const struct evidence *evidence = report->evidence;
    xml_open(xml, "properties");
    add_property(xml, "target", evidence->target);
    add_property(xml, "module", evidence->module);
    add_property(xml, "repository", evidence->repository);
    add_property(xml, "pull_request", evidence->pull_request);
    add_property(xml, "branch", evidence->branch);
    add_property(xml, "machine", evidence->machine);
    add_property(xml, "cpu", evidence->head.cpu);
    add_property(xml, "base.commit", evidence->base.commit);
    add_property(xml, "base.go_version", evidence->base.go_version);
    add_property(xml, "head.commit", evidence->head.commit);
    add_property(xml, "head.go_version", evidence->head.go_version);
    add_property(xml, "link.repository", report->config->repository_url);
    add_property(xml, "link.profiles", report->config->profiles_url);
    add_property(xml, "link.dashboard", report->config->dashboard_url);
    xml_close(xml);
}

/* The line at head's commit, where the repository is given as the address of
 * a host that has such pages; Jenkins draws it as a link. */
static void make_link(const struct report *report, struct location location,
                      struct buffer *link)
{
    const struct evidence *evidence = report->evidence;
    const char *configured = report->config->repository_url;
    const char *repository =
        configured[0] != '\0' ? configured : evidence->repository;
    bool has_pages = text_starts_with(repository, "https://") &&
                     (strstr(repository, "github") != NULL ||
                      strstr(repository, "gitlab") != NULL);
    if (!has_pages || evidence->head.commit[0] == '\0' ||
        location.file == NULL) {
        return;
    }
    buffer_printf(link, "%s/blob/%s/", repository, evidence->head.commit);
    clean_uri_path(link, location.file);
    if (location.line != 0) {
        buffer_printf(link, "#L%u", location.line);
    }
}

/* Why the benchmark counts as related to the patch or not; "" of others. */
static const char *relation_of(const struct junit_case *entry)
{
    const struct benchmark_row *row =
        entry->gate == NULL && entry->decisions.count > 0
            ? entry->decisions.items[0].gate->row
            : NULL;
    return row != NULL && row->relation != NULL ? row->relation : "";
}

static void add_case_properties(struct xml *xml, const struct report *report,
                                const struct junit_case *entry)
{
    const char *relation = relation_of(entry);
    struct buffer link;
    buffer_init(&link);
    make_link(report, junit_location(entry), &link);
    if (link.length > 0 || relation[0] != '\0') {
        xml_open(xml, "properties");
        add_property(xml, "source", link.bytes);
        add_property(xml, "relation", relation);
        xml_close(xml);
    }
    buffer_release(&link);
}

static void add_body(struct xml *xml, const struct junit_report *report,
                     const struct junit_case *entry)
{
    static const char *const elements[] = { [JUNIT_PASSED] = "system-out",
                                            [JUNIT_FAILED] = "failure",
                                            [JUNIT_SKIPPED] = "skipped" };
    struct buffer message, text;
    buffer_init(&message);
    buffer_init(&text);
    junit_message(report->report, entry, &message);
    buffer_printf(&text, "%s\n", message.bytes);
    xml_open(xml, elements[entry->state]);
    if (entry->state != JUNIT_PASSED) {
        xml_attribute(xml, "message", message.bytes);
    }
    if (entry->state == JUNIT_FAILED) {
        struct buffer type;
        buffer_init(&type);
        junit_type(entry, &type);
        xml_attribute(xml, "type", type.bytes);
        buffer_release(&type);
    }
    if (entry->state != JUNIT_SKIPPED) {
        junit_details(report->report, entry, &text);
        xml_text(xml, text.bytes);
    }
    xml_close(xml);
    buffer_release(&text);
    buffer_release(&message);
}

static void add_case(struct junit_document *document,
                     const struct junit_report *report,
                     const struct junit_case *entry)
{
    struct xml *xml = &document->xml;
    struct location location = junit_location(entry);
    xml_open(xml, "testcase");
    xml_attribute(xml, "classname", entry->name.class_name);
    xml_attribute(xml, "name", entry->name.name);
    if (!document->is_strict && location.file != NULL) {
        xml_attribute(xml, "file", location.file);
        if (location.line != 0) {
            xml_attribute_count(xml, "line", location.line);
        }
    }
    add_time(document, entry->seconds);
    if (!document->is_strict) {
        add_case_properties(xml, report->report, entry);
    }
    if (entry->state != JUNIT_PASSED || entry->findings.count > 0) {
        add_body(xml, report, entry);
    }
    xml_close(xml);
}

static void add_notices(struct xml *xml, const struct notice_list *notices)
{
    struct arena arena = ARENA_INIT;
    struct notice_group_list groups = { .items = NULL };
    struct buffer text;
    buffer_init(&text);
    notice_groups(notices, &arena, &groups);
    for (size_t i = 0; i < groups.count && i < MOST_NOTICES; i++) {
        notice_group_text(&groups.items[i], &text);
        buffer_byte(&text, '\n');
    }
    if (groups.count > MOST_NOTICES) {
        buffer_printf(&text, "and %zu more notices on the input\n",
                      groups.count - MOST_NOTICES);
    }
    if (groups.count > 0) {
        xml_open(xml, "system-err");
        xml_text(xml, text.bytes);
        xml_close(xml);
    }
    buffer_release(&text);
    arena_release(&arena);
}

static void add_suite(struct junit_document *document,
                      const struct junit_report *report, enum junit_suite suite)
{
    struct xml *xml = &document->xml;
    struct junit_totals totals = suite_totals(report, suite);
    struct buffer name;
    buffer_init(&name);
    buffer_printf(&name, "%s%s", report->names.prefix, junit_suite_name(suite));
    xml_open(xml, "testsuite");
    xml_attribute(xml, "name", name.bytes);
    buffer_release(&name);
    add_totals(document, &totals);
    xml_attribute_count(xml, "skipped", totals.skipped);
    if (report->report->created[0] != '\0') {
        xml_attribute(xml, "timestamp", report->report->created);
    }
    add_properties(xml, report->report);
    for (size_t i = 0; i < report->cases.count; i++) {
        if (report->cases.items[i].suite == suite) {
            add_case(document, report, &report->cases.items[i]);
        }
    }
    if (suite == JUNIT_GATES) {
        add_notices(xml, &report->report->notices);
    }
    xml_close(xml);
}

static void add_document(struct junit_document *document,
                         const struct junit_report *reports, size_t count)
{
    struct junit_totals totals = { .tests = 0 };
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < reports[i].cases.count; j++) {
            count_case(&totals, &reports[i].cases.items[j]);
        }
    }
    xml_open(&document->xml, "testsuites");
    xml_attribute(&document->xml, "name", "perfscribe");
    add_totals(document, &totals);
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < JUNIT_SUITE_COUNT; j++) {
            add_suite(document, &reports[i], (enum junit_suite)j);
        }
    }
    xml_close(&document->xml);
}

static bool write_junit(const struct report *const *reports, size_t count,
                        const struct writer_options *options,
                        struct buffer *out, struct error *error)
{
    (void)error;
    struct arena arena = ARENA_INIT;
    struct junit_report *all = arena_array(&arena, count, sizeof(*all));
    for (size_t i = 0; i < count; i++) {
        all[i].report = reports[i];
        junit_names_init(&all[i].names, reports[i], count > 1, &arena);
        junit_cases(reports[i], &all[i].names, &all[i].cases);
    }
    struct junit_document document = { .is_strict = options->is_strict_junit };
    xml_init(&document.xml);
    add_document(&document, all, count);
    xml_finish(&document.xml, out);
    arena_release(&arena);
    return true;
}

const struct writer writer_junit = {
    .name = "junit",
    .file_name = "TEST-perfscribe.xml",
    .description = "JUnit XML, for Jenkins",
    .write = write_junit,
};
