#!/bin/sh
# Runs unit test programs and adds up what cmocka counts. Prints the output of
# a program only when it fails; the last line is "N passed, N failed".
#
#   tests/unit/run.sh PROGRAM...
#
# With TOTALS=FILE the counts are appended to FILE as well, for the sum over
# all kinds of tests.
set -u

passed=0 failed=0
output=$(mktemp)
trap 'rm -f "$output"' EXIT

# cmocka's count of tests in the captured output that ended so.
count() { # PASSED|FAILED
    sed -n "s/^\[  $1  \] \([0-9]*\) test(s).*/\1/p" "$output" | head -n 1
}

for program in "$@"; do
    "$program" >"$output" 2>&1
    status=$?
    good=$(count PASSED) bad=$(count FAILED)
    good=${good:-0} bad=${bad:-0}
    # A crash is a failure even where cmocka printed no count.
    if [ "$status" -ne 0 ] && [ "$bad" -eq 0 ]; then bad=1; fi
    if [ "$good" -eq 0 ] && [ "$bad" -eq 0 ]; then bad=1; fi
    if [ "$bad" -ne 0 ]; then
        printf 'FAILED %s (exit status %s)\n' "$program" "$status"
        cat "$output"
    fi
    passed=$((passed + good)) failed=$((failed + bad))
done
[ -z "${TOTALS:-}" ] || printf 'unit %s %s\n' "$passed" "$failed" >>"$TOTALS"
printf 'unit: %s passed, %s failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
