#include "formats/brief/brief.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/strings.h"
#include "formats/text/clean.h"

enum {
    LONGEST_TEXT = 900,  /* of one value */
    LONGEST_LINE = 200,  /* of source */
    LONGEST_NAME = 160,  /* of what is left out */
    LONGEST_LIST = 600,  /* of what is left out, about */
    TAIL_RESERVE = 1200, /* for what brief_finish() writes */
};

void brief_init(struct brief *brief, struct buffer *out, size_t limit)
{
    *brief = (struct brief){ .out = out, .limit = limit };
    buffer_init(&brief->left_out);
}

bool brief_add(struct brief *brief, struct buffer *block, double part)
{
    size_t taken = brief->out->length + TAIL_RESERVE;
    size_t left = brief->limit > taken ? brief->limit - taken : 0;
    bool fits = (double)block->length <= (double)left * part;
    if (fits) {
        buffer_append(brief->out, block->bytes, block->length);
    }
    buffer_truncate(block, 0);
    return fits;
}

void brief_leave_out(struct brief *brief, const char *format, ...)
{
    char line[LONGEST_NAME];
    va_list arguments;
    if (brief->is_list_full) {
        return;
    }
    va_start(arguments, format);
    vsnprintf(line, sizeof(line), format, arguments);
    va_end(arguments);
    buffer_text(&brief->left_out, "- ");
    clean_markdown(&brief->left_out, line);
    buffer_byte(&brief->left_out, '\n');
    if (brief->left_out.length > LONGEST_LIST) {
        buffer_text(&brief->left_out, "- and more\n");
        brief->is_list_full = true;
    }
}

void brief_finish(struct brief *brief)
{
    if (brief->left_out.length > 0) {
        buffer_text(brief->out, "## Left out, for its length\n\n");
        buffer_append(brief->out, brief->left_out.bytes,
                      brief->left_out.length);
        buffer_text(brief->out, "\nreport.json has all of it.\n");
    }
    buffer_release(&brief->left_out);
}

const cJSON *brief_member(const cJSON *object, const char *name)
{
    return cJSON_GetObjectItemCaseSensitive(object, name);
}

const char *brief_text(const cJSON *object, const char *name)
{
    const char *text = cJSON_GetStringValue(brief_member(object, name));
    return text != NULL ? text : "";
}

bool brief_flag(const cJSON *object, const char *name)
{
    return cJSON_IsTrue(brief_member(object, name));
}

int brief_number(const cJSON *object, const char *name)
{
    const cJSON *item = brief_member(object, name);
    if (cJSON_IsRaw(item)) { /* integers are written as they are */
        return (int)strtol(item->valuestring, NULL, 10);
    }
    return cJSON_IsNumber(item) ? item->valueint : 0;
}

/* Where to cut: never within a word or a number. */
static size_t cut_at(const char *text, size_t most)
{
    size_t length = most;
    while (length > 0 && text[length] != ' ') {
        length--;
    }
    return length;
}

static void put_cut(struct buffer *block, const char *text, size_t most,
                    void (*clean)(struct buffer *out, const char *text))
{
    size_t length = strlen(text);
    if (length <= most) {
        clean(block, text);
        return;
    }
    struct buffer part;
    buffer_init(&part);
    buffer_append(&part, text, cut_at(text, most));
    buffer_text(&part, " ...");
    clean(block, part.bytes);
    buffer_release(&part);
}

void brief_put(struct buffer *block, const char *text)
{
    put_cut(block, text, LONGEST_TEXT, clean_markdown);
}

void brief_put_code(struct buffer *block, const char *text)
{
    put_cut(block, text, LONGEST_TEXT, clean_markdown_code);
}

/* A fence is three backticks: none stand together in what it holds. */
static void clean_line(struct buffer *out, const char *text)
{
    struct buffer clean;
    buffer_init(&clean);
    clean_terminal(&clean, text);
    for (const char *at = clean.bytes; *at != '\0'; at++) {
        buffer_byte(out, *at);
        if (text_starts_with(at, "``")) {
            buffer_byte(out, '\\');
        }
    }
    buffer_release(&clean);
}

void brief_put_line(struct buffer *block, const char *text)
{
    put_cut(block, text, LONGEST_LINE, clean_line);
    buffer_byte(block, '\n');
}
