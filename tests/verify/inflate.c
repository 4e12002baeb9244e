/*
 * Inflates gzip files into nowhere: the floor below which no reader of them
 * can be. Prints how many bytes there were.
 */
#include <stdbool.h>
#include <stdio.h>

#include <zlib.h>

static bool inflate_file(FILE *file, z_stream *stream, size_t *total)
{
    static unsigned char in[1 << 16], out[1 << 18];
    int status = Z_OK;
    while (status != Z_STREAM_END) {
        if (stream->avail_in == 0) {
            stream->avail_in = (uInt)fread(in, 1, sizeof(in), file);
            stream->next_in = in;
        }
        stream->next_out = out;
        stream->avail_out = sizeof(out);
        status = inflate(stream, Z_NO_FLUSH);
        *total += sizeof(out) - stream->avail_out;
        if (status != Z_OK && status != Z_STREAM_END) {
            return false;
        }
    }
    return true;
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        FILE *file = fopen(argv[i], "rb");
        z_stream stream = { .avail_in = 0 };
        size_t total = 0;
        if (file == NULL || inflateInit2(&stream, 15 + 16) != Z_OK ||
            !inflate_file(file, &stream, &total)) {
            fprintf(stderr, "%s: cannot be inflated\n", argv[i]);
            return 1;
        }
        inflateEnd(&stream);
        fclose(file);
        printf("%zu\n", total);
    }
    return 0;
}
