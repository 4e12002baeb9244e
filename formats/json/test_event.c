#include "formats/json/test_event.h"

#include "formats/json/json_scan.h"

static struct span *member_for(struct span name, struct test_event *event)
{
    struct {
        const char *name;
        struct span *text;
    } members[] = {
        { "Action", &event->action }, { "Package", &event->package },
        { "Test", &event->test },     { "ImportPath", &event->import_path },
        { "Output", &event->output },
    };
    for (size_t i = 0; i < sizeof(members) / sizeof(*members); i++) {
        if (span_equals(name, members[i].name)) {
            return members[i].text;
        }
    }
    return NULL;
}

static bool take_member(struct json_scan *scan, struct span name, void *context)
{
    struct span value;
    struct span *wanted = member_for(name, context);
    if (wanted == NULL || !json_scan_starts_string(scan)) {
        return json_scan_skip(scan, &value);
    }
    return json_scan_string(scan, wanted);
}

bool test_event_parse(struct span line, struct buffer *scratch,
                      struct test_event *event)
{
    *event = (struct test_event){ .action = { "", 0 },
                                  .package = { "", 0 },
                                  .test = { "", 0 },
                                  .import_path = { "", 0 },
                                  .output = { "", 0 } };
    buffer_clear(scratch);
    struct json_scan scan = json_scan_over(line, scratch);
    return json_scan_object(&scan, take_member, event) &&
           json_scan_at_end(&scan) && event->action.length > 0;
}
