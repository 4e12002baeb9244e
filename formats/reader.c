#include "formats/reader.h"

const struct reader *const readers[] = {
#define READER(name) &reader_##name,
#include "formats/readers.def"
#undef READER
    NULL,
};

static const size_t recognised_bytes = 64 * 1024;

int reader_score(const struct reader *reader, struct span content)
{
    if (content.length > recognised_bytes) {
        content.length = recognised_bytes;
    }
    return reader->recognise(content);
}

const struct reader *reader_for(struct span content)
{
    const struct reader *best = NULL;
    int best_score = 0;
    for (size_t i = 0; readers[i] != NULL; i++) {
        int score = reader_score(readers[i], content);
        if (score > best_score) {
            best = readers[i];
            best_score = score;
        }
    }
    return best;
}
