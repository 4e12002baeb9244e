#include "formats/bundle/tree_owners.h"

#include <string.h>

#include "formats/reader.h"

static void read_owners(struct evidence *evidence, struct evidence_side *side,
                        const char *path, const struct buffer *content)
{
    struct input input = { .name = path,
                           .label = path,
                           .content = { content->bytes, content->length } };
    struct reader_target target = { .evidence = evidence,
                                    .side = side,
                                    .arena = &side->arena,
                                    .strings = evidence->strings };
    struct error error;
    if (!reader_codeowners.read(&input, &target, &error)) {
        evidence_notice(
            side, path, 0,
            arena_copy(&side->arena, error.message, strlen(error.message)));
    }
}

void tree_owners_read(struct evidence *evidence, struct evidence_side *side)
{
    /* The first that is there counts (docs.github.com, "About code owners"). */
    static const char *const paths[] = { ".github/CODEOWNERS", "CODEOWNERS",
                                         "docs/CODEOWNERS" };
    struct buffer content;
    buffer_init(&content);
    bool has_owners = side->owners.rules.count > 0;
    for (size_t i = 0; !has_owners && i < sizeof(paths) / sizeof(*paths); i++) {
        has_owners = tree_read(&side->tree, paths[i], &content);
        if (has_owners) {
            read_owners(evidence, side, paths[i], &content);
        }
    }
    buffer_release(&content);
}
