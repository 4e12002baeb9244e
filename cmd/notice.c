#include "cmd/notice.h"

#include <stdio.h>

#include "core/base/buffer.h"
#include "formats/text/clean.h"

void notice_print(const struct notice *notice)
{
    struct buffer text;
    buffer_init(&text);
    buffer_text(&text, notice->file);
    if (notice->line > 0) {
        buffer_printf(&text, ":%u", notice->line);
    }
    buffer_printf(&text, ": %s", notice->text);
    struct buffer clean;
    buffer_init(&clean);
    clean_terminal(&clean, text.bytes);
    if (notice->count > 1) {
        buffer_printf(&clean, " (and %llu more such lines)",
                      (unsigned long long)notice->count - 1);
    }
    fprintf(stderr, "%s\n", clean.bytes);
    buffer_release(&clean);
    buffer_release(&text);
}
