/*
 * What the compiler's words for an expression tell of the allocation: its kind
 * by the form, and where the form has numbers, its size.
 */
#ifndef CORE_ANALYSIS_ALLOCATION_FORM_H
#define CORE_ANALYSIS_ALLOCATION_FORM_H

#include "core/base/cursor.h"
#include "core/model/comparison.h"

/* "make([]byte, 64)" -> CAUSE_MAKE_CONSTANT; what has no form of its own is a
 * value that goes into an interface. */
enum cause_kind allocation_form(const char *subject);

/* Whether "make" has an argument behind its type: a length or a hint. */
bool allocation_has_size(const char *subject);

/* A number, a text, true, false: a constant needs no block of its own when it
 * goes into an interface. */
bool allocation_is_constant(const char *subject);

/* Whether both are the same but for the packages of names: "&Buffer{...}" is
 * "&buffer.Buffer{...}" where the function was inlined into another one. */
bool allocation_same_form(const char *left, const char *right);

/* "T" of "&T{...}", "new(T)", "T{...}", "make(T, n)"; empty: another form. */
struct span allocation_type(const char *subject);

/* "T" of "[]T{...}" and "make([]T, n)"; empty: another form. */
struct span allocation_element(const char *subject);

/* Bytes of "make([]byte, 0, 64)", "&bufio.Reader{...}", "new(int)"; 0 when the
 * type's size, or the number of elements, is not told. */
int64_t allocation_form_bytes(const char *subject);

/* Bytes of what holds the value in an interface, beside its own: the header of
 * a slice or a text; 0: none, it is a pointer, or not told. */
int64_t allocation_box_bytes(const char *subject);

/* "[]T{}" has no element and needs no block. */
bool allocation_is_empty_slice(const char *subject);

/* Whether the runtime takes blocks of `block_bytes` for so many bytes: a size
 * class, whole pages above 32 KiB; pointers may need a header of 8 B. */
bool allocation_fits_block(int64_t bytes, int64_t block_bytes);

/* The same of some elements of one size, as many as there is room for. */
bool allocation_fits_elements(int64_t element_bytes, int64_t block_bytes);

#endif
