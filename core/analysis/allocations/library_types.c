#include "core/analysis/allocations/library_types.h"

/* As unsafe.Sizeof has them in Go 1.18 to 1.26. What changed is left out, and
 * packages that others name theirs like. */
static const struct {
    const char *name;
    struct type_size size;
} types[] = {
    { "any", { 16, 8 } },
    { "bool", { 1, 1 } },
    { "byte", { 1, 1 } },
    { "complex128", { 16, 8 } },
    { "complex64", { 8, 4 } },
    { "error", { 16, 8 } },
    { "float32", { 4, 4 } },
    { "float64", { 8, 8 } },
    { "int", { 8, 8 } },
    { "int16", { 2, 2 } },
    { "int32", { 4, 4 } },
    { "int64", { 8, 8 } },
    { "int8", { 1, 1 } },
    { "rune", { 4, 4 } },
    { "string", { 16, 8 } },
    { "uint", { 8, 8 } },
    { "uint16", { 2, 2 } },
    { "uint32", { 4, 4 } },
    { "uint64", { 8, 8 } },
    { "uint8", { 1, 1 } },
    { "uintptr", { 8, 8 } },
    { "big.Float", { 40, 8 } },
    { "big.Int", { 32, 8 } },
    { "big.Rat", { 64, 8 } },
    { "bufio.ReadWriter", { 16, 8 } },
    { "bufio.Reader", { 88, 8 } },
    { "bufio.Scanner", { 128, 8 } },
    { "bufio.Writer", { 64, 8 } },
    { "bytes.Buffer", { 40, 8 } },
    { "bytes.Reader", { 40, 8 } },
    { "errors.errorString", { 16, 8 } },
    { "fmt.wrapError", { 32, 8 } },
    { "io.LimitedReader", { 24, 8 } },
    { "io.multiReader", { 24, 8 } },
    { "io.teeReader", { 32, 8 } },
    { "list.Element", { 40, 8 } },
    { "list.List", { 48, 8 } },
    { "rand.Rand", { 48, 8 } },
    { "strings.Builder", { 32, 8 } },
    { "strings.Reader", { 32, 8 } },
    { "strings.Replacer", { 56, 8 } },
    { "sync.Cond", { 56, 8 } },
    { "sync.Mutex", { 8, 4 } },
    { "sync.Once", { 12, 4 } },
    { "sync.Pool", { 40, 8 } },
    { "sync.RWMutex", { 24, 4 } },
    { "time.Duration", { 8, 8 } },
    { "time.Time", { 24, 8 } },
    { "context.Context", { 16, 8 } },
    { "fmt.Stringer", { 16, 8 } },
    { "hash.Hash", { 16, 8 } },
    { "http.Handler", { 16, 8 } },
    { "http.ResponseWriter", { 16, 8 } },
    { "io.Closer", { 16, 8 } },
    { "io.ReadCloser", { 16, 8 } },
    { "io.ReadWriter", { 16, 8 } },
    { "io.Reader", { 16, 8 } },
    { "io.ReaderAt", { 16, 8 } },
    { "io.WriteCloser", { 16, 8 } },
    { "io.Writer", { 16, 8 } },
    { "net.Addr", { 16, 8 } },
    { "net.Conn", { 16, 8 } },
    { "net.Listener", { 16, 8 } },
    { "reflect.Type", { 16, 8 } },
    { "sort.Interface", { 16, 8 } },
    { "sync.Locker", { 16, 8 } },
    { "atomic.Bool", { 4, 4 } },
    { "atomic.Int32", { 4, 4 } },
    { "atomic.Int64", { 8, 8 } },
    { "atomic.Uint32", { 4, 4 } },
    { "atomic.Uint64", { 8, 8 } },
    { "atomic.Value", { 16, 8 } },
    { "context.CancelFunc", { 8, 8 } },
    { "http.HandlerFunc", { 8, 8 } },
    { "http.Header", { 8, 8 } },
    { "json.RawMessage", { 24, 8 } },
    { "net.IP", { 24, 8 } },
    { "os.FileMode", { 4, 4 } },
    { "reflect.Kind", { 8, 8 } },
    { "reflect.StructField", { 104, 8 } },
    { "reflect.Value", { 24, 8 } },
    { "sync.WaitGroup", { 16, 8 } },
    { "time.Month", { 8, 8 } },
    { "time.Weekday", { 8, 8 } },
    { "unsafe.Pointer", { 8, 8 } },
    { "url.Values", { 8, 8 } },
};

bool library_type_size(struct span name, struct type_size *size)
{
    for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
        if (span_equals(name, types[i].name)) {
            *size = types[i].size;
            return true;
        }
    }
    return false;
}

bool pointer_type_size(struct span type, struct type_size *size)
{
    static const struct {
        const char *start;
        int64_t bytes;
    } forms[] = {
        { "*", 8 },      { "map[", 8 },        { "chan ", 8 },
        { "chan<-", 8 }, { "<-chan ", 8 },     { "func(", 8 },
        { "[]", 24 },    { "interface{", 16 }, { "interface {", 16 },
    };
    for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
        if (span_starts_with(type, forms[i].start)) {
            *size = (struct type_size){ forms[i].bytes, 8 };
            return true;
        }
    }
    return false;
}
