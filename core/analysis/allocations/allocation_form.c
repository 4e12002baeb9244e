#include "core/analysis/allocations/allocation_form.h"

#include <stdlib.h>
#include <string.h>

#include "core/analysis/allocations/library_types.h"
#include "core/base/cursor.h"
#include "core/base/strings.h"

/* What follows the last comma between the outermost brackets; "" none. */
static const char *last_argument(const char *subject)
{
    const char *argument = "";
    size_t depth = 0;
    for (const char *at = subject; *at != '\0'; at++) {
        depth += *at == '(' || *at == '[' || *at == '{';
        depth -= depth > 0 && (*at == ')' || *at == ']' || *at == '}');
        if (*at == ',' && depth == 1) {
            argument = at + 1;
        }
    }
    return argument + strspn(argument, " ");
}

bool allocation_has_size(const char *subject)
{
    return last_argument(subject)[0] != '\0';
}

/* "64" of "make([]byte, 0, 64)"; -1: not a number. */
static int64_t last_number(const char *subject)
{
    const char *digit = last_argument(subject);
    size_t length = strspn(digit, "0123456789");
    return length > 0 && length < 18 && digit[length] == ')'
               ? strtoll(digit, NULL, 10)
               : -1;
}

/* A slice needs a length: without one it is a map, or a channel. */
static enum cause_kind make_form(const char *subject)
{
    if (!allocation_has_size(subject)) {
        return CAUSE_MAP_MAKE;
    }
    return last_number(subject) >= 0 ? CAUSE_MAKE_CONSTANT : CAUSE_MAKE_UNKNOWN;
}

enum cause_kind allocation_form(const char *subject)
{
    static const struct {
        const char *prefix;
        enum cause_kind kind;
    } forms[] = {
        { "func literal", CAUSE_CLOSURE },
        { "... argument", CAUSE_VARIADIC },
        { "make(map", CAUSE_MAP_MAKE },
        { "map[", CAUSE_MAP_MAKE },
        { "make(chan", CAUSE_CHANNEL },
        { "append(", CAUSE_BOXING },
        { "append", CAUSE_APPEND },
        { "string(", CAUSE_CONVERSION },
        { "([]byte)(", CAUSE_CONVERSION },
        { "([]rune)(", CAUSE_CONVERSION },
        { "&", CAUSE_ESCAPES },
        { "new(", CAUSE_ESCAPES },
        { "[", CAUSE_ESCAPES },
    };
    for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
        if (text_starts_with(subject, forms[i].prefix)) {
            return forms[i].kind;
        }
    }
    if (text_starts_with(subject, "make(")) {
        return make_form(subject);
    }
    return strstr(subject, " + ") != NULL ? CAUSE_CONCATENATION : CAUSE_BOXING;
}

static bool is_number(const char *subject)
{
    const char *digits = subject + (subject[0] == '-');
    return digits[0] >= '0' && digits[0] <= '9' &&
           digits[strspn(digits, "0123456789.")] == '\0';
}

/* One literal from end to end: a text of two may be a sum. */
static bool is_text(const char *subject)
{
    if (subject[0] != '"') {
        return false;
    }
    const char *at = subject + 1;
    while (*at != '\0' && *at != '"') {
        at += at[0] == '\\' && at[1] != '\0' ? 2 : 1;
    }
    return at[0] == '"' && at[1] == '\0';
}

bool allocation_is_constant(const char *subject)
{
    return is_number(subject) || is_text(subject) ||
           strcmp(subject, "true") == 0 || strcmp(subject, "false") == 0;
}

static bool is_word(char byte)
{
    return byte == '_' || (byte >= 'A' && byte <= 'Z') ||
           (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') ||
           (unsigned char)byte >= 0x80;
}

/* Behind "buffer." at the start of a name. */
static const char *skip_qualifier(const char *start, const char *at)
{
    const char *end = at;
    if (at == start || !is_word(at[-1])) {
        while (is_word(*end)) {
            end++;
        }
    }
    return end > at && *end == '.' && is_word(end[1]) ? end + 1 : at;
}

bool allocation_same_form(const char *left, const char *right)
{
    const char *one = left, *other = right;
    for (;;) {
        one = skip_qualifier(left, one);
        other = skip_qualifier(right, other);
        if (*one != *other || *one == '\0') {
            return *one == *other;
        }
        one++;
        other++;
    }
}

static struct span between(const char *subject, const char *start,
                           const char *end)
{
    struct span text = span_of(subject);
    size_t first = strlen(start), last = span_find(text, end);
    return text_starts_with(subject, start) && first < last &&
                   last < text.length
               ? span_from(span_until(text, last), first)
               : span_of("");
}

/* Of what is a value, or points to one. */
static struct span value_type(const char *subject)
{
    struct span type = between(subject, "&", "{");
    return type.length > 0 ? type : between(subject, "new(", ")");
}

struct span allocation_type(const char *subject)
{
    struct span type = value_type(subject);
    if (type.length == 0) {
        type = between(subject, "make(", ",");
    }
    if (type.length == 0) {
        type = between(subject, "make(", ")");
    }
    bool has_form = strpbrk(subject, "( [&") != NULL;
    return type.length > 0 || has_form ? type : between(subject, "", "{");
}

struct span allocation_element(const char *subject)
{
    return text_starts_with(subject, "[]") ? between(subject, "[]", "{")
                                           : between(subject, "make([]", ",");
}

/* 0: not told by the name. */
static int64_t type_bytes(struct span type)
{
    struct type_size size;
    return library_type_size(type, &size) || pointer_type_size(type, &size)
               ? size.bytes
               : 0;
}

/* Of what has a length. */
static int64_t slice_bytes(const char *subject)
{
    static const char start[] = "make([]";
    int64_t number = last_number(subject);
    if (!text_starts_with(subject, start) || number < 0 || number > INT32_MAX) {
        return 0;
    }
    struct span type = span_of(subject + sizeof(start) - 1);
    return type_bytes(span_until(type, span_find(type, ", "))) * number;
}

int64_t allocation_form_bytes(const char *subject)
{
    struct span type = value_type(subject);
    return type.length > 0 ? type_bytes(type) : slice_bytes(subject);
}

int64_t allocation_box_bytes(const char *subject)
{
    enum { SLICE = 24, TEXT = 16 };
    static const struct {
        const char *prefix;
        int64_t bytes;
    } boxed[] = {
        { "append(", SLICE },   { "make([]", SLICE },   { "[]", SLICE },
        { "([]byte)(", SLICE }, { "([]rune)(", SLICE }, { "string(", TEXT },
    };
    for (size_t i = 0; i < sizeof(boxed) / sizeof(boxed[0]); i++) {
        if (text_starts_with(subject, boxed[i].prefix)) {
            return boxed[i].bytes;
        }
    }
    return allocation_form(subject) == CAUSE_CONCATENATION ? TEXT : 0;
}

bool allocation_is_empty_slice(const char *subject)
{
    return text_starts_with(subject, "[]") && text_ends_with(subject, "{}");
}

/* Those of Go 1.18 to 1.26, in units of 8 B. */
static const uint16_t size_classes[] = {
    1,    2,    3,    4,    6,    8,    10,   12,   14,   16,   18,   20,
    22,   24,   26,   28,   30,   32,   36,   40,   44,   48,   52,   56,
    60,   64,   72,   80,   88,   96,   112,  128,  144,  160,  176,  192,
    224,  256,  288,  336,  384,  400,  432,  512,  608,  640,  672,  768,
    816,  848,  864,  1024, 1184, 1216, 1280, 1360, 1536, 1696, 1792, 2048,
    2304, 2384, 2560, 2688, 3072, 3408, 3584, 4096,
};

static int64_t block_of(int64_t bytes)
{
    enum { PAGE = 8192 };
    for (size_t i = 0; i < sizeof(size_classes) / sizeof(size_classes[0]);
         i++) {
        if (bytes <= (int64_t)size_classes[i] * 8) {
            return (int64_t)size_classes[i] * 8;
        }
    }
    return (bytes + PAGE - 1) / PAGE * PAGE;
}

bool allocation_fits_elements(int64_t element_bytes, int64_t block_bytes)
{
    int64_t count = block_bytes / element_bytes;
    return count > 0 &&
           allocation_fits_block(count * element_bytes, block_bytes);
}

bool allocation_fits_block(int64_t bytes, int64_t block_bytes)
{
    enum { TINY = 16, MOST_WITHOUT_HEADER = 512, HEADER = 8 };
    return block_of(bytes) == block_bytes ||
           (bytes > MOST_WITHOUT_HEADER &&
            block_of(bytes + HEADER) == block_bytes) ||
           (bytes < TINY && block_bytes == TINY);
}
