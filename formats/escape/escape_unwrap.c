#include "formats/escape/escape_unwrap.h"

#include <string.h>

#include "formats/json/test_event.h"

bool escape_is_event(struct span line)
{
    return line.length > 0 && line.bytes[0] == '{' &&
           span_find(line, "\"Action\":\"") < line.length;
}

static void end_line(struct buffer *plain)
{
    if (plain->length > 0 && plain->bytes[plain->length - 1] != '\n') {
        buffer_byte(plain, '\n');
    }
}

/* Output that is cut within a line goes on in the next event. */
static void append_event(const struct test_event *event, struct buffer *package,
                         struct buffer *plain)
{
    struct span output = event->output;
    if (output.length == 0) {
        return;
    }
    struct span path = event->import_path;
    if (path.length > 0 &&
        (path.length != package->length ||
         memcmp(path.bytes, package->bytes, path.length) != 0)) {
        buffer_clear(package);
        buffer_append(package, path.bytes, path.length);
        end_line(plain);
        buffer_text(plain, "# ");
        buffer_append(plain, path.bytes, path.length);
        buffer_byte(plain, '\n');
    }
    buffer_append(plain, output.bytes, output.length);
}

size_t escape_unwrap(struct span content, struct buffer *plain)
{
    struct cursor cursor = cursor_over(content.bytes, content.length);
    struct buffer scratch, package;
    struct span line;
    size_t damaged = 0;
    buffer_init(&scratch);
    buffer_init(&package);
    while (cursor_line(&cursor, &line)) {
        struct test_event event;
        if (!escape_is_event(line)) {
            end_line(plain);
            buffer_append(plain, line.bytes, line.length);
            buffer_byte(plain, '\n');
        } else if (test_event_parse(line, &scratch, &event)) {
            append_event(&event, &package, plain);
        } else {
            damaged++;
        }
    }
    buffer_release(&scratch);
    buffer_release(&package);
    return damaged;
}
