/*
 * SHA-256 (FIPS 180-4): the digest that names a file by its content, and a
 * script in a Content-Security-Policy.
 */
#ifndef CORE_BASE_SHA256_H
#define CORE_BASE_SHA256_H

#include <stddef.h>

enum { SHA256_BYTES = 32 };

void sha256(const void *bytes, size_t length,
            unsigned char digest[SHA256_BYTES]);

struct sha256_text {
    char text[2 * SHA256_BYTES + 1]; /* lower-case hexadecimal digits */
};

struct sha256_text sha256_text(const void *bytes, size_t length);

#endif
