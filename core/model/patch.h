/*
 * A unified diff of base to head, as facts about lines. Paths are below the
 * source root, '/' separated. Lives in the run's arena.
 */
#ifndef CORE_MODEL_PATCH_H
#define CORE_MODEL_PATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/arena.h"
#include "core/model/location.h"

struct patch_line {
    char sign;        /* ' ', '+' or '-' */
    bool is_trivial;  /* its edit leaves the Go tokens equal: no change */
    bool starts_hunk; /* no edit spans it and the line before */
    bool is_moved;    /* it is the twin, word for word, in another place */
    /* Known to match_lines: the line that it was, or became; NULL: none. */
    struct patch_line *twin;
    uint32_t edit; /* number of its run of such lines in the file; 0: none */
    uint32_t base_line, head_line; /* 0: not on that side */
    const char *text;              /* without the sign and the line end */
};
struct patch_line_list LIST_STRUCT(struct patch_line);

struct patch_file {
    const char *base_path; /* NULL: new in head, or a copy */
    const char *head_path; /* NULL: deleted */
    bool is_binary;
    struct patch_line_list lines; /* of all hunks, in order */
};
struct patch_file_list LIST_STRUCT(struct patch_file);

struct patch {
    bool is_present; /* false: no patch was given, nothing is known */
    struct patch_file_list files;
};

const struct patch_file *patch_find_head(const struct patch *patch,
                                         const char *path);
const struct patch_file *patch_find_base(const struct patch *patch,
                                         const char *path);

/* Where a line of one side stands on the other; 0: it is not there. Without
 * a patch or in an untouched file a line maps to itself. */
uint32_t patch_base_line(const struct patch *patch, const char *head_path,
                         uint32_t line);
uint32_t patch_head_line(const struct patch *patch, const char *base_path,
                         uint32_t line);

/* The line of head that stands where a line of base stood: itself, else the
 * first that replaced it, else what follows it; `location` is in base's file.
 * No file when the file is gone. */
struct location patch_place(const struct patch *patch,
                            struct location location);

/* Whether a head line was added or edited by the patch (what GitHub needs to
 * annotate it), and whether that edit changed the tokens. */
bool patch_has_line(const struct patch *patch, const char *head_path,
                    uint32_t line);
bool patch_changes_line(const struct patch *patch, const char *head_path,
                        uint32_t line);

/* The line added at this place of head, or NULL. */
const struct patch_line *patch_added_line(const struct patch *patch,
                                          const char *head_path, uint32_t line);

/* Of a line that the patch changes: it stood elsewhere in its function. */
bool patch_moves_line(const struct patch *patch, const char *head_path,
                      uint32_t line);

/* Whether lines first..last of head hold a changed line, or base lines were
 * deleted between two of them. */
bool patch_touches(const struct patch *patch, const char *head_path,
                   uint32_t first, uint32_t last);

#endif
