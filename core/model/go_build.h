/*
 * Whether the go command compiles a file for a platform: by the end of its
 * name ("_linux", "_linux_arm64") and its //go:build line (go.dev/cmd/go,
 * "Build constraints").
 */
#ifndef CORE_MODEL_GO_BUILD_H
#define CORE_MODEL_GO_BUILD_H

#include <stdbool.h>

#include "core/base/cursor.h"

/* "" of what is not known. */
struct go_platform {
    const char *goos, *goarch;
    const char *go_version; /* "go1.26.8" */
};

/* False when it certainly is left out: a tag of somebody's own may be set or
 * not, and so may cgo. */
bool go_file_is_built(const struct go_platform *platform, const char *path,
                      struct span text);

#endif
