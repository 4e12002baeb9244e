/*
 * A bundle: a folder of evidence (bundle.json, base/, head/, changes.patch)
 * read into one struct evidence, the sides by two threads. Loose files go the
 * same way. What a file is, its content says; what benchmark text is for, its
 * name or bundle.json.
 */
#ifndef FORMATS_BUNDLE_H
#define FORMATS_BUNDLE_H

#include "core/base/error.h"
#include "core/model/evidence.h"

struct bundle_paths {
    const char *folder; /* NULL: only loose files */
    const char *const *base_files;
    size_t base_count;
    const char *const *head_files;
    size_t head_count;
    const char *const *patches;
    size_t patch_count;
};

/*
 * The evidence is initialised by the caller (its trees opened already) and
 * stays valid, if incomplete, on failure. Files that no reader knows are a
 * notice in a bundle and an error when given loose.
 */
WARN_UNUSED bool bundle_read(const struct bundle_paths *paths,
                             struct evidence *evidence, struct error *error);

#endif
