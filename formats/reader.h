/*
 * The contract of the readers: bytes in, facts out. A reader is one file and
 * one line in readers.def. What a file is, its content says: every reader
 * scores the first bytes, the highest wins.
 */
#ifndef FORMATS_READER_H
#define FORMATS_READER_H

#include "core/base/cursor.h"
#include "core/base/error.h"
#include "core/model/evidence.h"

/* One file, inflated when it was compressed. The bytes live as long as the
 * evidence, unless the reader copies what it keeps; the texts too. */
struct input {
    const char *name;  /* for messages: relative to the bundle, or as given */
    const char *label; /* the path as the user gave it */
    struct span content;
    enum benchmark_role role; /* what benchmark text in it is for */
    uint32_t replicate;       /* number at the end of its name; 0: none */
};

/* Where facts go: `side` is NULL for the patch, which belongs to both. */
struct reader_target {
    struct evidence *evidence;
    struct evidence_side *side;
    struct arena *arena; /* the side's, or the evidence's for the patch */
    struct strings *strings;
};

struct reader {
    const char *name;        /* "pprof" */
    const char *description; /* for help */
    bool copies_all;         /* it points to none of the input's bytes */
    bool is_log;             /* a log in which any tool's lines may stand */
    bool reads_any_log;      /* also one that another reader knows better */
    /* 0 (not mine) to 100 (certainly mine), from the first 64 KiB. */
    int (*recognise)(struct span start);
    /* ERROR_INPUT for a bad file, ERROR_LIMIT beyond a limit. */
    bool (*read)(const struct input *input, const struct reader_target *target,
                 struct error *error);
};

#define READER(name) extern const struct reader reader_##name;
#include "formats/readers.def"
#undef READER

/* The reader whose score is highest, or NULL when no one knows the content. */
const struct reader *reader_for(struct span content);

/* How sure the reader is of the content: its score for the first bytes. */
int reader_score(const struct reader *reader, struct span content);

/* All readers, in the order of readers.def; ends with NULL. */
extern const struct reader *const readers[];

#endif
