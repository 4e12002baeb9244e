/*
 * Opening what a user gives: maps a file, inflates it when its content is
 * gzip (all members, CRC and length checked, under limits) and finds its
 * reader. The bytes are held by the side until the run ends.
 */
#ifndef FORMATS_INPUT_H
#define FORMATS_INPUT_H

#include "formats/reader.h"

/* Limits on inflated content: 512 MiB, and 1000:1 beyond 16 MiB. */
#define INFLATED_LIMIT_BYTES ((size_t)512 << 20)

struct input_request {
    const char *path;  /* to open */
    const char *name;  /* for messages and the report */
    const char *label; /* as the user gave it */
    enum benchmark_role role;
    uint32_t replicate;
    struct read_file *file; /* to fill; NULL: not wanted */
};

/*
 * Opens and inflates one file; `held` (in `list`, allocated in `arena`) owns
 * the bytes. ERROR_INPUT: missing, empty, truncated, wrong CRC, a folder;
 * ERROR_LIMIT: too large. The message names the file, place and cure.
 */
WARN_UNUSED bool input_open(const struct input_request *request,
                            struct arena *arena, struct held_list *list,
                            struct input *input, struct error *error);

/* Where the next file of the side is to be noted; NULL: nowhere. */
struct read_file *input_note(const struct evidence *evidence,
                             struct evidence_side *side);

/*
 * Lets the reader add to the side; the bytes of the file opened last are let
 * go when the reader has copied all it needs, since a tree of the compiler's
 * logs has more files than a process may map.
 */
WARN_UNUSED bool input_read(const struct reader *reader,
                            const struct input *input,
                            const struct reader_target *target,
                            struct error *error);

/* Opens one file and lets its reader add to the side. ERROR_INPUT also when
 * no reader knows the content. */
WARN_UNUSED bool input_read_side(const struct input_request *request,
                                 struct evidence *evidence,
                                 struct evidence_side *side,
                                 struct error *error);

/* Whether a reader knows the file's content (its first 64 KiB, inflated).
 * True also when it cannot be opened: whoever reads it then hears why. */
bool input_is_recognised(const char *path);

/* Whether the bytes start as gzip data does. */
bool gunzip_recognises(struct span content);

/* Inflates every member of gzip data into memory_allocate'd bytes. */
WARN_UNUSED bool gunzip(struct span compressed, const char *name,
                        struct span *inflated, struct error *error);

/* Inflates at most `capacity` bytes of the first member, as far as the data
 * is sound; gives how many. */
size_t gunzip_start(struct span compressed, char *bytes, size_t capacity);

#endif
