/*
 * Reads files as any command does and prints nothing of them: what reading
 * alone costs.
 */
#include <stdio.h>

#include "core/base/strings.h"
#include "core/model/evidence.h"
#include "formats/bytes/input.h"

int main(int argc, char **argv)
{
    struct strings strings;
    struct evidence evidence;
    struct error error = ERROR_INIT;
    bool ok = true;
    strings_init(&strings);
    evidence_init(&evidence, &strings);
    for (int i = 1; ok && i < argc; i++) {
        struct input_request request = { .path = argv[i],
                                         .name = argv[i],
                                         .label = argv[i] };
        ok = input_read_side(&request, &evidence, &evidence.head, &error);
    }
    printf("%zu\n", evidence.head.escapes.diagnostics.count);
    evidence_release(&evidence);
    strings_release(&strings);
    return ok ? 0 : 1;
}
