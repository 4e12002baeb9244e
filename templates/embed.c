/*
 * Host program: turns text files into C arrays, so that the templates and the
 * help texts are part of the binary. Writes the table that templates.h
 * declares to stdout. A script and a style sheet get a second entry, by which
 * a page's Content-Security-Policy allows just them.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/sha256.h"

enum { MOST_BYTES = 1 << 20 };

struct content {
    unsigned char bytes[MOST_BYTES];
    size_t length;
};

static void read_file(const char *path, struct content *content)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        perror(path);
        exit(1);
    }
    content->length = fread(content->bytes, 1, MOST_BYTES, file);
    if (content->length == MOST_BYTES || ferror(file)) {
        fprintf(stderr, "%s: cannot be read, or is too long\n", path);
        exit(1);
    }
    fclose(file);
}

static void embed_bytes(int number, const struct content *content)
{
    printf("static const unsigned char file_%d[] = {\n", number);
    for (size_t i = 0; i < content->length; i++) {
        printf("%d,%s", content->bytes[i], (i + 1) % 24 == 0 ? "\n" : "");
    }
    puts("0};");
}

static int needs_digest(const char *path)
{
    const char *end = strrchr(path, '.');
    return end != NULL && (strcmp(end, ".js") == 0 || strcmp(end, ".css") == 0);
}

/* In base64, as a policy has it. */
static void embed_digest(int number, const struct content *content)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                 "abcdefghijklmnopqrstuvwxyz0123456789+/";
    unsigned char digest[SHA256_BYTES + 1] = { 0 };
    sha256(content->bytes, content->length, digest);
    printf("static const char digest_%d[] = \"", number);
    for (size_t bit = 0; bit < 8 * (size_t)SHA256_BYTES; bit += 6) {
        unsigned pair = (unsigned)digest[bit / 8] << 8 | digest[bit / 8 + 1];
        putchar(digits[pair >> (10 - bit % 8) & 63]);
    }
    puts("=\";");
}

int main(int argc, char **argv)
{
    static struct content content;
    puts("#include \"templates/templates.h\"");
    for (int i = 1; i < argc; i++) {
        read_file(argv[i], &content);
        embed_bytes(i, &content);
        if (needs_digest(argv[i])) {
            embed_digest(i, &content);
        }
    }
    puts("const struct template_file template_files[] = {");
    for (int i = 1; i < argc; i++) {
        const char *name = strchr(argv[i], '/');
        printf("{\"%s\", (const char *)file_%d, sizeof(file_%d) - 1},\n",
               name == NULL ? argv[i] : name + 1, i, i);
        if (needs_digest(argv[i])) {
            printf("{\"%s.sha256\", digest_%d, sizeof(digest_%d) - 1},\n",
                   name == NULL ? argv[i] : name + 1, i, i);
        }
    }
    puts("{0, 0, 0}};");
    return fflush(stdout) == 0 ? 0 : 1;
}
