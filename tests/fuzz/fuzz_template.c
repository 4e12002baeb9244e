/*
 * The template engine over any text, with data that has one of each kind.
 */
#include "formats/text/template.h"

#include <string.h>

#include "core/base/memory.h"
#include "tests/fuzz/fuzz.h"

static const char data_text[] =
    "{\"a\": \"<&\\\"'>\", \"n\": 12.5, \"t\": true, \"f\": false,"
    " \"z\": null, \"e\": [], \"l\": [{\"a\": 1}, {\"b\": {\"c\": 2}}, \"x\"],"
    " \"o\": {\"a\": \"in\", \"o\": {\"b\": \"deep\"}}}";

static const char *find_partial(const void *context, const char *name)
{
    (void)context;
    return strcmp(name, "p") == 0 ? "[{{a}}]\n{{#l}}{{.}}\n{{/l}}" : NULL;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct error error = ERROR_INIT;
    struct buffer out;
    char *text = memory_allocate(size + 1);
    memcpy(text, data, size);
    struct template_source source = { .name = "input",
                                      .text = text,
                                      .partial = find_partial };
    cJSON *tree = cJSON_Parse(data_text);
    fuzz_expect(tree != NULL, "the data is JSON");
    buffer_init(&out);
    if (!template_render(&source, tree, &out, &error)) {
        fuzz_expect_refusal(&error);
    }
    buffer_release(&out);
    cJSON_Delete(tree);
    memory_release(text);
    return 0;
}
