/*
 * Host program: turns text files into C arrays, so that the templates and the
 * help texts are part of the binary. Writes the table that templates.h
 * declares to stdout.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void embed_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        perror(path);
        exit(1);
    }
    int byte;
    size_t count = 0;
    while ((byte = fgetc(file)) != EOF) {
        printf("%d,%s", byte, ++count % 24 == 0 ? "\n" : "");
    }
    fclose(file);
}

int main(int argc, char **argv)
{
    puts("#include \"templates/templates.h\"");
    for (int i = 1; i < argc; i++) {
        printf("static const unsigned char file_%d[] = {\n", i);
        embed_file(argv[i]);
        puts("0};");
    }
    puts("const struct template_file template_files[] = {");
    for (int i = 1; i < argc; i++) {
        const char *name = strchr(argv[i], '/');
        printf("{\"%s\", (const char *)file_%d, sizeof(file_%d) - 1},\n",
               name == NULL ? argv[i] : name + 1, i, i);
    }
    puts("{0, 0, 0}};");
    return fflush(stdout) == 0 ? 0 : 1;
}
