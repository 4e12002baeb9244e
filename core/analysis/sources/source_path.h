/*
 * Paths as tools print them, made clean: '/' separated, without "." and inner
 * "..". Nothing here looks at a disk.
 */
#ifndef CORE_ANALYSIS_SOURCE_PATH_H
#define CORE_ANALYSIS_SOURCE_PATH_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/arena.h"

/* "./a//b/../c.go" -> "a/c.go"; "..\\x.go" -> "../x.go"; "" stays "". */
const char *source_path_clean(struct arena *arena, const char *path);

/* "/a/b.go", "C:/a/b.go" */
bool source_path_is_absolute(const char *path);

/* Length of the folder: 3 of "a/b/c.go"; 0 without one. */
size_t source_path_folder_length(const char *path);

/* "folder/name", or the name alone when the folder is "". */
const char *source_path_join(struct arena *arena, const char *folder,
                             const char *name);

/* Number of leading "../". */
size_t source_path_climbs(const char *path);

#endif
