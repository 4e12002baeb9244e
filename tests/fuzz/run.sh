#!/bin/sh
# Fuzzes with each program for $FUZZ_SECONDS (60), from the seeds of the repository
# and what earlier runs found worth keeping. A crash, a leak, five seconds
# or 2 GiB for one input ends it: the input lies in build/fuzz/HARNESS. Put it,
# made small, into tests/fuzz/corpus/HARNESS once the fault is mended.
#
#   FUZZ_SECONDS=60 tests/fuzz/run.sh PROGRAM...
set -u

failed=0
for program in "$@"; do
    harness=${program##*/fuzz_}
    kept=build/fuzz/$harness
    mkdir -p "$kept/corpus"
    if "$program" -max_total_time="${FUZZ_SECONDS:-60}" -timeout=5 \
        -rss_limit_mb=2048 -max_len=65536 -print_final_stats=1 \
        -artifact_prefix="$kept/" "$kept/corpus" \
        "tests/fuzz/corpus/$harness" >"$kept/log" 2>&1; then
        runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$kept/log")
        echo "ok $harness: $runs runs"
    else
        echo "FAILED $harness: see $kept/log"
        grep -E '^(SUMMARY|fuzz:|==.*ERROR|artifact_prefix)' "$kept/log" | head -n 5
        failed=1
    fi
done
exit "$failed"
