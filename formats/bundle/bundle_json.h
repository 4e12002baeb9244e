/*
 * bundle.json: what names cannot say about a bundle.
 */
#ifndef FORMATS_BUNDLE_JSON_H
#define FORMATS_BUNDLE_JSON_H

#include "core/base/error.h"
#include "core/model/evidence.h"

struct bundle_role {
    const char *file; /* base name, or the path below the side's folder */
    enum benchmark_role role;
};
struct bundle_role_list LIST_STRUCT(struct bundle_role);

/*
 * Reads the file into the evidence (target, module, commits, operations ...)
 * and the roles. Strict JSON (json_strict.h); ERROR_INPUT for wrong types;
 * unknown keys are a notice.
 */
WARN_UNUSED bool bundle_json_read(const char *path, const char *name,
                                  struct evidence *evidence,
                                  struct bundle_role_list *roles,
                                  struct error *error);

#endif
