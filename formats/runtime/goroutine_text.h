/*
 * Lines of goroutine dumps, taken apart. With debug=2, as in a traceback
 * (runtime/traceback.go):
 *
 *     goroutine 42 [sync.Mutex.Lock, 5 minutes, locked to thread]:
 *     main.(*T[...]).wait(0xc000012345, {0x521878?, 0x1?})
 *     	/src/main.go:57 +0x2d
 *     created by main.main in goroutine 1
 *     	/src/main.go:55 +0x385
 *
 * and with debug=1 (runtime/pprof):
 *
 *     goroutine profile: total 9
 *     5 @ 0x47fd2e 0x4158ee
 *     # labels: {"k":"v"}
 *     #	0x4e24b8	main.main.func1+0x18	/src/main.go:55
 */
#ifndef FORMATS_GOROUTINE_TEXT_H
#define FORMATS_GOROUTINE_TEXT_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/cursor.h"

struct goroutine_header {
    struct span state;  /* without what stands in brackets about it */
    struct span labels; /* {"k": "v"}; empty: none */
    uint32_t minutes;   /* that it has waited */
    bool is_leaked;
};

/* "goroutine N [...]:" */
bool goroutine_header_parse(struct span line, struct goroutine_header *header);

/* "pkg.F(...)" with any arguments -> "pkg.F"; "created by pkg.F in goroutine
 * 1" -> "pkg.F". */
bool goroutine_call_parse(struct span line, struct span *function);
bool goroutine_creator_parse(struct span line, struct span *function);

struct goroutine_place {
    struct span file;
    uint32_t line;
};

/* "\t/src/main.go:57 +0x2d" */
bool goroutine_place_parse(struct span line, struct goroutine_place *place);

/* "goroutine profile: total 9", also of a goroutineleak profile. */
bool goroutine_total_parse(struct span line, bool *is_leak);

/* "5 @ 0x47fd2e 0x4158ee" */
bool goroutine_count_parse(struct span line, uint64_t *count);

/* "#\t0x4e24b8\tmain.main.func1+0x18\t\t/src/main.go:55" */
bool goroutine_record_parse(struct span line, struct span *function,
                            struct goroutine_place *place);

#endif
