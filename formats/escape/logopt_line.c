#include "formats/escape/logopt_line.h"

#include "formats/json/json_scan.h"

static bool skip(struct json_scan *scan)
{
    struct span ignored;
    return json_scan_skip(scan, &ignored);
}

static bool take_header_member(struct json_scan *scan, struct span name,
                               void *context)
{
    struct logopt_header *header = context;
    const struct {
        const char *name;
        struct span *text;
    } members[] = {
        { "package", &header->package },     { "goos", &header->goos },
        { "goarch", &header->goarch },       { "file", &header->file },
        { "gc_version", &header->compiler },
    };
    if (span_equals(name, "version")) {
        return json_scan_uint32(scan, &header->version);
    }
    for (size_t i = 0; i < sizeof(members) / sizeof(*members); i++) {
        if (span_equals(name, members[i].name)) {
            return json_scan_string(scan, members[i].text);
        }
    }
    return skip(scan);
}

bool logopt_header_parse(struct span line, struct buffer *scratch,
                         struct logopt_header *header)
{
    static const struct span none = { "", 0 };
    *header = (struct logopt_header){ .package = none,
                                      .goos = none,
                                      .goarch = none,
                                      .compiler = none,
                                      .file = none };
    buffer_clear(scratch);
    struct json_scan scan = json_scan_over(line, scratch);
    return json_scan_object(&scan, take_header_member, header) &&
           json_scan_at_end(&scan) && header->file.length > 0 &&
           header->package.length > 0 && header->compiler.length > 0;
}

struct position {
    uint32_t line, column;
};

/* The compiler counts columns up to here: then text has none, which is 0. */
static const uint32_t saturated_column = 255;

static bool take_position_member(struct json_scan *scan, struct span name,
                                 void *context)
{
    struct position *position = context;
    if (span_equals(name, "line")) {
        return json_scan_uint32(scan, &position->line);
    }
    if (!span_equals(name, "character")) {
        return skip(scan);
    }
    if (!json_scan_uint32(scan, &position->column)) {
        return false;
    }
    if (position->column >= saturated_column) {
        position->column = 0;
    }
    return true;
}

/* The start is all that is wanted: the end differs in loops alone. */
static bool take_range_member(struct json_scan *scan, struct span name,
                              void *context)
{
    return span_equals(name, "start")
               ? json_scan_object(scan, take_position_member, context)
               : skip(scan);
}

static bool take_location_member(struct json_scan *scan, struct span name,
                                 void *context)
{
    struct logopt_related *related = context;
    if (span_equals(name, "uri")) {
        return json_scan_string(scan, &related->uri);
    }
    if (!span_equals(name, "range")) {
        return skip(scan);
    }
    struct position position = { .line = 0 };
    if (!json_scan_object(scan, take_range_member, &position)) {
        return false;
    }
    related->line = position.line;
    related->column = position.column;
    return true;
}

static bool take_related_member(struct json_scan *scan, struct span name,
                                void *context)
{
    struct logopt_related *related = context;
    if (span_equals(name, "message")) {
        return json_scan_string(scan, &related->message);
    }
    return span_equals(name, "location")
               ? json_scan_object(scan, take_location_member, related)
               : skip(scan);
}

struct record_parser {
    struct arena *arena;
    struct logopt_record *record;
};

static bool take_related(struct json_scan *scan, struct record_parser *parser)
{
    if (!json_scan_byte(scan, '[')) {
        return false;
    }
    if (json_scan_byte(scan, ']')) {
        return true;
    }
    do {
        struct logopt_related *related =
            LIST_PUSH(parser->arena, &parser->record->related);
        *related =
            (struct logopt_related){ .uri = { "", 0 }, .message = { "", 0 } };
        if (!json_scan_object(scan, take_related_member, related)) {
            return false;
        }
    } while (json_scan_byte(scan, ','));
    return json_scan_byte(scan, ']');
}

static bool take_record_member(struct json_scan *scan, struct span name,
                               void *context)
{
    struct record_parser *parser = context;
    struct logopt_record *record = parser->record;
    if (span_equals(name, "code")) {
        return json_scan_string(scan, &record->code);
    }
    if (span_equals(name, "message")) {
        return json_scan_string(scan, &record->message);
    }
    if (span_equals(name, "relatedInformation")) {
        return take_related(scan, parser);
    }
    if (!span_equals(name, "range")) {
        return skip(scan);
    }
    struct position position = { .line = 0 };
    if (!json_scan_object(scan, take_range_member, &position)) {
        return false;
    }
    record->has_range = true;
    record->line = position.line;
    record->column = position.column;
    return true;
}

bool logopt_record_parse(struct span line, struct buffer *scratch,
                         struct arena *arena, struct logopt_record *record)
{
    struct record_parser parser = { .arena = arena, .record = record };
    record->code = record->message = (struct span){ "", 0 };
    record->has_range = false;
    record->line = record->column = 0;
    record->related.count = 0;
    buffer_clear(scratch);
    struct json_scan scan = json_scan_over(line, scratch);
    return json_scan_object(&scan, take_record_member, &parser) &&
           json_scan_at_end(&scan) && record->code.length > 0 &&
           record->has_range;
}

static int hex_digit(char byte)
{
    if (byte >= '0' && byte <= '9') {
        return byte - '0';
    }
    byte = (char)(byte | 0x20);
    return byte >= 'a' && byte <= 'f' ? byte - 'a' + 10 : -1;
}

/* Whether "/C:" of Windows starts here: the slash is none of the path's. */
static bool is_drive(struct span path)
{
    return path.length > 2 && path.bytes[0] == '/' && path.bytes[2] == ':' &&
           ((path.bytes[1] | 0x20) >= 'a' && (path.bytes[1] | 0x20) <= 'z');
}

void logopt_path_append(struct buffer *path, struct span uri)
{
    static const char scheme[] = "file://";
    if (span_starts_with(uri, scheme)) {
        uri = span_from(uri, sizeof(scheme) - 1);
    }
    for (size_t i = is_drive(uri) ? 1 : 0; i < uri.length; i++) {
        bool is_coded = uri.bytes[i] == '%' && i + 2 < uri.length &&
                        hex_digit(uri.bytes[i + 1]) >= 0 &&
                        hex_digit(uri.bytes[i + 2]) >= 0;
        if (!is_coded) {
            buffer_byte(path, uri.bytes[i]);
            continue;
        }
        buffer_byte(path, (char)(hex_digit(uri.bytes[i + 1]) * 16 +
                                 hex_digit(uri.bytes[i + 2])));
        i += 2;
    }
}
