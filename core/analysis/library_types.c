#include "core/analysis/library_types.h"

/* As unsafe.Sizeof has them in Go 1.18 to 1.26. What changed is left out, and
 * packages that others name theirs like. */
static const struct {
    const char *name;
    int64_t bytes;
} types[] = {
    { "big.Float", 40 },      { "big.Int", 32 },
    { "big.Rat", 64 },        { "bufio.ReadWriter", 16 },
    { "bufio.Reader", 88 },   { "bufio.Scanner", 128 },
    { "bufio.Writer", 64 },   { "bytes.Buffer", 40 },
    { "bytes.Reader", 40 },   { "errors.errorString", 16 },
    { "fmt.wrapError", 32 },  { "io.LimitedReader", 24 },
    { "io.multiReader", 24 }, { "io.teeReader", 32 },
    { "list.Element", 40 },   { "list.List", 48 },
    { "rand.Rand", 48 },      { "strings.Builder", 32 },
    { "strings.Reader", 32 }, { "strings.Replacer", 56 },
    { "sync.Cond", 56 },      { "sync.Mutex", 8 },
    { "sync.Once", 12 },      { "sync.Pool", 40 },
    { "sync.RWMutex", 24 },   { "sync.WaitGroup", 16 },
    { "time.Time", 24 },
};

int64_t library_type_bytes(struct span name)
{
    for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
        if (span_equals(name, types[i].name)) {
            return types[i].bytes;
        }
    }
    return -1;
}
