#include "core/model/evidence.h"

#include <string.h>

#include "core/base/memory.h"

static void init_side(struct evidence_side *side, const char *label,
                      struct strings *strings)
{
    *side = (struct evidence_side){
        .label = label,
        .strings = strings,
        .tree = TREE_NONE,
        .commit = "",
        .time = "",
        .go_version = "",
        .goos = "",
        .goarch = "",
        .cpu = "",
    };
    arena_init(&side->arena);
}

void evidence_init(struct evidence *evidence, struct strings *strings)
{
    *evidence = (struct evidence){
        .strings = strings,
        .target = "",
        .module = "",
        .repository = "",
        .pull_request = "",
        .branch = "",
        .machine = "",
    };
    arena_init(&evidence->arena);
    init_side(&evidence->base, "base", strings);
    init_side(&evidence->head, "head", strings);
}

static void release_side(struct evidence_side *side)
{
    for (size_t i = 0; i < side->held.count; i++) {
        file_close_view(&side->held.items[i].view);
        memory_release(side->held.items[i].inflated);
    }
    tree_close(&side->tree);
    escapes_release(&side->escapes);
    arena_release(&side->arena);
}

void evidence_release(struct evidence *evidence)
{
    release_side(&evidence->base);
    release_side(&evidence->head);
    arena_release(&evidence->arena);
}

static struct notice *find_notice(const struct evidence_side *side,
                                  const char *file, const char *text)
{
    for (size_t i = 0; i < side->notices.count; i++) {
        struct notice *notice = &side->notices.items[i];
        if (strcmp(notice->file, file) == 0 &&
            strcmp(notice->text, text) == 0) {
            return notice;
        }
    }
    return NULL;
}

void evidence_notice(struct evidence_side *side, const char *file,
                     uint32_t line, const char *text)
{
    struct notice *notice = find_notice(side, file, text);
    if (notice == NULL && side->notices.count > EVIDENCE_NOTICE_LIMIT) {
        notice = &side->notices.items[EVIDENCE_NOTICE_LIMIT];
    }
    if (notice != NULL) {
        notice->count++;
        return;
    }
    if (side->notices.count == EVIDENCE_NOTICE_LIMIT) {
        line = 0;
        text = "further notices are only counted";
    }
    notice = LIST_PUSH(&side->arena, &side->notices);
    *notice =
        (struct notice){ .file = file, .line = line, .text = text, .count = 1 };
}
