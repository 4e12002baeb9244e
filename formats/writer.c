#include "formats/writer.h"

const struct writer *const writers[] = {
#define WRITER(name) &writer_##name,
#include "formats/writers.def"
#undef WRITER
    NULL,
};
