/*
 * The parts of a SARIF 2.1.0 file, of the kind that GitHub code scanning takes
 * (docs.github.com, "SARIF support for code scanning"). Each is a small tree
 * that its caller prints and deletes: a report of any size is never one tree.
 * Texts are made clean here.
 */
#ifndef FORMATS_SARIF_H
#define FORMATS_SARIF_H

#include "core/model/report.h"
#include "formats/json/json_tree.h"

/* GitHub's limits: beyond the first it refuses a run, beyond the second it
 * leaves the least severe out. */
enum { SARIF_MOST_RESULTS = 25000, SARIF_MOST_SHOWN = 5000 };

/* Findings of one rule on one line are one alert to GitHub: one result. */
struct sarif_group {
    const struct finding *finding; /* the worst */
    struct LIST_STRUCT(const struct finding *) others;
};

struct sarif_group_list LIST_STRUCT(struct sarif_group);

struct sarif_groups {
    struct arena arena; /* owns the list */
    struct sarif_group_list list;
    size_t unplaced_count; /* findings without a line in the repository */
};

/* In the report's order, which is by severity; with the waived ones, where
 * these are wanted, behind. */
void sarif_groups_init(struct sarif_groups *groups, const struct report *report,
                       bool with_waived);
void sarif_groups_release(struct sarif_groups *groups);

/* The rule's words and its help in Markdown, nothing that changes by run. */
cJSON *sarif_rule(const struct rule_info *rule);

cJSON *sarif_result(const struct sarif_group *group, size_t rule_index);

/* "suppressions": the waiver of the group's finding, none for what counts. */
void sarif_add_suppressions(cJSON *result, const struct sarif_group *group);

/* The flow that makes a value escape, and the hottest stack. */
void sarif_add_code_flows(cJSON *result, const struct finding *finding);

/* What became of the run: what was skipped, what is not among the results. */
struct sarif_left_out {
    size_t unplaced; /* no line in the repository */
    size_t over;     /* beyond a limit of GitHub */
    size_t results;  /* that were written */
};
cJSON *sarif_invocation(const struct report *report,
                        const struct sarif_left_out *left_out);

/* "physicalLocation": the place, to the end of its line. */
void sarif_add_place(cJSON *object, struct location location,
                     struct column_range columns);

/* "message": plain text. */
void sarif_add_message(cJSON *object, const char *text);

/* Plain text within a message, without links; cut where it is endless. */
void sarif_plain_text(struct buffer *out, const char *text);

/* Words of a message that lead to a place, as a link to the related location
 * of this id. `lead` stands before them where the text does not hold them. */
struct sarif_link {
    const char *words, *lead;
    struct location location;
    struct column_range columns;
};
struct sarif_links {
    struct sarif_link items[2];
    size_t count;
};

/* The text with its links; ids are the links' numbers, from 1. */
void sarif_linked_text(struct buffer *out, const char *text,
                       const struct sarif_links *links);

#endif
