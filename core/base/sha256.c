#include "core/base/sha256.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* Names as in FIPS 180-4, section 6.2.2. */
enum { BLOCK_BYTES = 64, ROUNDS = 64, LENGTH_BYTES = 8 };

static const uint32_t constants[ROUNDS] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1,
    0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3,
    0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
    0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147,
    0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
    0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
    0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
    0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
    0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static uint32_t rotate(uint32_t word, unsigned bits)
{
    return word >> bits | word << (32 - bits);
}

static void read_schedule(const unsigned char *block, uint32_t w[ROUNDS])
{
    for (size_t t = 0; t < 16; t++) {
        w[t] = (uint32_t)block[4 * t] << 24 | (uint32_t)block[4 * t + 1] << 16 |
               (uint32_t)block[4 * t + 2] << 8 | block[4 * t + 3];
    }
    for (size_t t = 16; t < ROUNDS; t++) {
        uint32_t x = w[t - 15], y = w[t - 2];
        w[t] = (rotate(y, 17) ^ rotate(y, 19) ^ y >> 10) + w[t - 7] +
               (rotate(x, 7) ^ rotate(x, 18) ^ x >> 3) + w[t - 16];
    }
}

static void add_block(uint32_t state[8], const unsigned char *block)
{
    uint32_t w[ROUNDS], v[8];
    read_schedule(block, w);
    memcpy(v, state, sizeof(v));
    for (size_t t = 0; t < ROUNDS; t++) {
        uint32_t a = v[0], e = v[4];
        uint32_t first = v[7] + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) +
                         ((e & v[5]) ^ (~e & v[6])) + constants[t] + w[t];
        uint32_t second = (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) +
                          ((a & v[1]) ^ (a & v[2]) ^ (v[1] & v[2]));
        memmove(v + 1, v, 7 * sizeof(*v));
        v[4] += first;
        v[0] = first + second;
    }
    for (size_t i = 0; i < 8; i++) {
        state[i] += v[i];
    }
}

/* What is left of the message, a bit, zeros, and its length in bits. */
static void add_end(uint32_t state[8], const unsigned char *rest, size_t length)
{
    unsigned char last[2 * BLOCK_BYTES] = { 0 };
    size_t used = length % BLOCK_BYTES;
    size_t size =
        used + 1 + LENGTH_BYTES <= BLOCK_BYTES ? BLOCK_BYTES : 2 * BLOCK_BYTES;
    if (used > 0) {
        memcpy(last, rest, used);
    }
    last[used] = 0x80;
    for (size_t i = 0; i < LENGTH_BYTES; i++) {
        last[size - 1 - i] = (unsigned char)((uint64_t)length * 8 >> 8 * i);
    }
    for (size_t at = 0; at < size; at += BLOCK_BYTES) {
        add_block(state, last + at);
    }
}

void sha256(const void *bytes, size_t length,
            unsigned char digest[SHA256_BYTES])
{
    uint32_t state[8] = { 0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                          0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19 };
    const unsigned char *message = bytes;
    size_t whole = length - length % BLOCK_BYTES;
    for (size_t at = 0; at < whole; at += BLOCK_BYTES) {
        add_block(state, message + at);
    }
    add_end(state, message + whole, length);
    for (size_t i = 0; i < SHA256_BYTES; i++) {
        digest[i] = (unsigned char)(state[i / 4] >> (24 - 8 * (i % 4)));
    }
}

struct sha256_text sha256_text(const void *bytes, size_t length)
{
    unsigned char digest[SHA256_BYTES];
    struct sha256_text text;
    sha256(bytes, length, digest);
    for (size_t i = 0; i < SHA256_BYTES; i++) {
        snprintf(text.text + 2 * i, 3, "%02x", digest[i]);
    }
    return text;
}
