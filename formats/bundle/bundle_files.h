/*
 * The files of one side of a bundle: which there are, and what each is for.
 */
#ifndef FORMATS_BUNDLE_FILES_H
#define FORMATS_BUNDLE_FILES_H

#include "formats/bundle/bundle_json.h"
#include "formats/bytes/input.h"

struct request_list LIST_STRUCT(struct input_request);

/*
 * Lists the files below FOLDER/SIDE (recursively, by name): hidden files are
 * left out, symlinks and other special files are a notice. A missing folder
 * lists nothing.
 */
WARN_UNUSED bool bundle_list_side(const char *folder,
                                  struct evidence_side *side,
                                  struct request_list *requests,
                                  struct error *error);

/* The same of any folder; names in messages start with `name`. */
WARN_UNUSED bool bundle_list_folder(const struct input_request *folder,
                                    struct evidence_side *side,
                                    struct request_list *requests,
                                    struct error *error);

/* Role and replicate from the name ("bench-profiled-2.txt") and the roles of
 * bundle.json, which win. */
void bundle_classify(const struct bundle_role_list *roles,
                     struct input_request *request);

#endif
