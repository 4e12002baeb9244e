#!/bin/sh
# Runs each harness on each of its seeds (tests/fuzz/corpus/HARNESS), without a
# fuzzing engine. A seed that ends the program is a failure.
#
#   tests/fuzz/replay.sh PROGRAM...
set -u

passed=0 failed=0
output=$(mktemp)
trap 'rm -f "$output"' EXIT

for program in "$@"; do
    harness=${program##*/replay_}
    for seed in "tests/fuzz/corpus/$harness"/*; do
        if "$program" "$seed" >"$output" 2>&1; then
            passed=$((passed + 1))
        else
            failed=$((failed + 1))
            printf 'FAILED %s %s\n' "$program" "$seed"
            cat "$output"
        fi
    done
done
[ -z "${TOTALS:-}" ] || printf 'replay %s %s\n' "$passed" "$failed" >>"$TOTALS"
printf 'replay: %s passed, %s failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
