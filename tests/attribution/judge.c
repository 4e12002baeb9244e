/*
 * Holds a report against what was planted, and prints a row of the table:
 *
 *     judge REPORT CASE KIND regression FILE LINES GATE   exit status: right,
 *     judge REPORT CASE KIND quiet                        wrong, trouble,
 *     judge REPORT CASE KIND better                       undecided (0 to 3)
 *     judge REPORT                    lists what is at warning or above
 *     judge REPORT ROW                prints the row and, after tabs, how many
 *                                     findings are at warning or above, how
 *                                     many gates failed, how many could not be
 *                                     decided; 1: a finding or failed gate
 *
 * LINES are numbers and ranges, as in 57,60-62. A regression is right when the
 * first finding stands on one of them and GATE failed, undecided when that gate
 * asks for more runs; the others when nothing is at warning or above and no
 * gate failed, and better only if an improvement is listed too.
 */
#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/file.h"

enum verdict { RIGHT, WRONG, TROUBLE, UNDECIDED };

struct planted {
    const char *name;
    const char *kind;
    const char *expect;
    const char *file;  /* of the culprit; NULL: there is none */
    const char *lines; /* in head */
    const char *gate;  /* that must fail */
};

static const cJSON *member(const cJSON *object, const char *name)
{
    return cJSON_GetObjectItemCaseSensitive(object, name);
}

static const char *text(const cJSON *object, const char *name)
{
    const char *value = cJSON_GetStringValue(member(object, name));

    return value == NULL ? "-" : value;
}

static bool read_report(const char *path, cJSON **root, const cJSON **report)
{
    struct error error = ERROR_INIT;
    struct file_view view;

    if (!file_open_view(path, FILE_LIMIT_BYTES, &view, &error)) {
        fprintf(stderr, "judge: %s\n", error.message);
        return false;
    }
    *root = cJSON_ParseWithLength(view.bytes, view.length);
    file_close_view(&view);
    *report = cJSON_GetArrayItem(member(*root, "reports"), 0);
    if (*report == NULL) {
        fprintf(stderr, "judge: %s: not a report\n", path);
        cJSON_Delete(*root);
    }
    return *report != NULL;
}

static bool is_serious(const cJSON *finding)
{
    const char *level = text(finding, "level");

    return strcmp(level, "error") == 0 || strcmp(level, "warning") == 0;
}

static int count_serious(const cJSON *report)
{
    const cJSON *finding;
    int count = 0;

    cJSON_ArrayForEach(finding, member(report, "findings"))
    {
        count += is_serious(finding);
    }
    return count;
}

static void list_serious(const cJSON *report)
{
    const cJSON *finding;

    cJSON_ArrayForEach(finding, member(report, "findings"))
    {
        if (is_serious(finding))
            printf("    %s %s %s\n        %s\n", text(finding, "level"),
                   text(member(finding, "rule"), "id"),
                   text(member(finding, "location"), "text"),
                   text(finding, "headline"));
    }
}

/* The gates that failed. */
static void print_gates(const cJSON *report)
{
    const cJSON *gate;
    int printed = 0;

    cJSON_ArrayForEach(gate, member(report, "gate_summaries"))
    {
        if (strcmp(text(gate, "state"), "failed") == 0)
            printf("%s%s", printed++ > 0 ? " " : "", text(gate, "id"));
    }
    if (printed == 0)
        printf("-");
}

static int count_gates(const cJSON *report, const char *state)
{
    const cJSON *gate;
    int count = 0;

    cJSON_ArrayForEach(gate, member(report, "gate_summaries"))
    {
        count += strcmp(text(gate, "state"), state) == 0;
    }
    return count;
}

static enum verdict count(const char *row, const cJSON *report)
{
    int serious = count_serious(report);
    int failed = count_gates(report, "failed");

    printf("%s\t%d\t%d\t%d\n", row, serious, failed,
           count_gates(report, "inconclusive"));
    return serious + failed == 0 ? RIGHT : WRONG;
}

static const char *gate_state(const cJSON *report, const char *id)
{
    const cJSON *gate;

    cJSON_ArrayForEach(gate, member(report, "gate_summaries"))
    {
        if (strcmp(text(gate, "id"), id) == 0)
            return text(gate, "state");
    }
    return "-";
}

/* Whether `lines` has the number: "57,60-62" has 57, 60, 61 and 62. */
static bool has_line(const char *lines, long line)
{
    while (*lines != '\0') {
        char *end;
        long first = strtol(lines, &end, 10);
        long last = *end == '-' ? strtol(end + 1, &end, 10) : first;

        if (line >= first && line <= last)
            return true;
        if (*end != ',')
            return false;
        lines = end + 1;
    }
    return false;
}

static bool is_on_culprit(const struct planted *planted, const cJSON *finding)
{
    const cJSON *location = member(finding, "location");
    const cJSON *line = member(location, "line");

    return planted->file != NULL &&
           strcmp(text(location, "file"), planted->file) == 0 &&
           cJSON_IsNumber(line) && has_line(planted->lines, line->valueint);
}

static bool is_right(const struct planted *planted, const cJSON *report)
{
    const cJSON *improvements = member(report, "improvements");

    if (strcmp(planted->expect, "regression") == 0)
        return is_on_culprit(planted,
                             cJSON_GetArrayItem(member(report, "findings"), 0));
    if (strcmp(planted->expect, "better") == 0 &&
        cJSON_GetArraySize(improvements) == 0)
        return false;
    return count_serious(report) == 0 && count_gates(report, "failed") == 0;
}

/* A gate may want more runs than the evidence has; to pass would be wrong. */
static enum verdict verdict_of(const struct planted *planted,
                               const cJSON *report)
{
    if (!is_right(planted, report))
        return WRONG;
    if (planted->gate == NULL ||
        strcmp(gate_state(report, planted->gate), "failed") == 0)
        return RIGHT;
    return strcmp(gate_state(report, planted->gate), "inconclusive") == 0
               ? UNDECIDED
               : WRONG;
}

/* What the row shows: the first finding, or improvement where one is due. */
static const cJSON *first_of(const struct planted *planted, const cJSON *report)
{
    bool improvement =
        strcmp(planted->expect, "better") == 0 && count_serious(report) == 0;
    const cJSON *first = cJSON_GetArrayItem(
        member(report, improvement ? "improvements" : "findings"), 0);

    if (strcmp(planted->expect, "quiet") == 0 && !is_serious(first))
        return NULL;
    return first;
}

static enum verdict judge(const struct planted *planted, const cJSON *report)
{
    static const char *const words[] = { [RIGHT] = "right",
                                         [WRONG] = "WRONG",
                                         [TROUBLE] = "-",
                                         [UNDECIDED] =
                                             "right, gate undecided" };
    const cJSON *first = first_of(planted, report);
    enum verdict verdict = verdict_of(planted, report);

    printf("| %s | %s | ", planted->name, planted->kind);
    if (planted->file == NULL)
        printf("%s | ", planted->expect);
    else
        printf("%s:%s | ", planted->file, planted->lines);
    printf("%s | %s | ", text(member(first, "rule"), "id"),
           first == NULL ? "-" : text(first, "level"));
    printf("%s | ", planted->gate == NULL ? "-" : planted->gate);
    print_gates(report);
    printf(" | %s | %d | %s |\n", text(member(first, "location"), "text"),
           count_serious(report), words[verdict]);
    return verdict;
}

int main(int argc, char **argv)
{
    enum verdict verdict = RIGHT;
    const cJSON *report;
    cJSON *root;

    if (argc != 2 && argc != 3 && argc != 5 && argc != 8) {
        fprintf(stderr, "usage: judge REPORT [ROW | CASE KIND EXPECT [FILE "
                        "LINES GATE]]\n");
        return TROUBLE;
    }
    if (!read_report(argv[1], &root, &report))
        return TROUBLE;
    if (argc == 2) {
        list_serious(report);
    } else if (argc == 3) {
        verdict = count(argv[2], report);
    } else {
        struct planted planted = { .name = argv[2],
                                   .kind = argv[3],
                                   .expect = argv[4],
                                   .file = argc == 8 ? argv[5] : NULL,
                                   .lines = argc == 8 ? argv[6] : NULL,
                                   .gate = argc == 8 ? argv[7] : NULL };

        verdict = judge(&planted, report);
    }
    cJSON_Delete(root);
    return (int)verdict;
}
