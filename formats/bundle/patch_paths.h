/*
 * Paths of a unified diff: quoting, time stamps, and the prefix that has to
 * go before they name files below the source root.
 */
#ifndef FORMATS_PATCH_PATHS_H
#define FORMATS_PATCH_PATHS_H

#include "core/base/cursor.h"
#include "formats/reader.h"

struct patch_path_pair {
    const char *base, *head; /* as written, unquoted; NULL: /dev/null */
    bool has_names;          /* from --- and +++ lines */
    bool is_bare;            /* from rename lines, which have no prefix */
    bool is_copy;            /* its base stays where it is */
};
struct patch_path_pair_list LIST_STRUCT(struct patch_path_pair);

/* One path of a "---", "+++" or "rename" line: a time stamp behind a tab is
 * cut, C quoting undone; NULL for /dev/null. */
const char *patch_path(struct arena *arena, struct span text);

/* Both paths of a "diff --git" line, for files without --- and +++ lines. */
void patch_git_names(struct arena *arena, struct span text,
                     struct patch_path_pair *pair);

/*
 * Gives the files from index `first` on their paths: the prefix of a/ and b/,
 * or the least number of folders, is stripped under which most of head's paths
 * exist below the source root; without one only a/ and b/.
 */
void patch_place_paths(const struct reader_target *target,
                       const struct patch_path_pair_list *pairs, size_t first);

#endif
