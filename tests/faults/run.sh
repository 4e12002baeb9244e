#!/bin/sh
# What must hold when inputs are bad, outputs cannot be written or memory ends:
# the exit code, one line on stderr that names file, place and cure, reports
# that are whole or as they were.
#
#   PERFSCRIBE=build/gcc/perfscribe tests/faults/run.sh
#
# FAULTS=SHIM.so is preloaded to fail allocations and system calls; without it
# those cases are left out. With TOTALS=FILE the counts are appended to FILE.
#
# shellcheck source-path=SCRIPTDIR disable=SC2034 # for what is sourced below
set -u
cd "$(dirname "$0")/../.." || exit 2
here=tests/faults
perfscribe=$PWD/${PERFSCRIBE:-build/perfscribe}
faults=${FAULTS:+$PWD/$FAULTS}
work=$(mktemp -d)
trap 'chmod -R u+rwx "$work"; rm -rf "$work"' EXIT

passed=0 failed=0

# A case that holds is one more passed; what does not is said in WHY.
case_ends() { # NAME WHY
    if [ -z "$2" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'FAILED %s:%s\n' "$1" "$2"
        sed 's/^/    stderr: /' "$work/stderr"
    fi
}

# Runs the program; leaves $code, $work/stdout and $work/stderr.
run() { # ARGUMENT...
    "$perfscribe" "$@" >"$work/stdout" 2>"$work/stderr"
    code=$?
}

# What is wrong with how the program ended, in words; nothing if all is right.
# Each WORD must stand in the one line on stderr.
judge() { # CODE WORD...
    [ "$code" -eq "$1" ] || printf ' exit code %s, not %s.' "$code" "$1"
    shift
    lines=$(wc -l <"$work/stderr")
    [ "$lines" -eq 1 ] || printf ' %s lines on stderr, not 1.' "$lines"
    grep -q '^perfscribe: ' "$work/stderr" || printf ' stderr does not begin with perfscribe:.'
    for word in "$@"; do
        grep -qF -- "$word" "$work/stderr" || printf ' stderr does not say "%s".' "$word"
    done
}

# A small bundle with timings, a profile and a patch: nothing is wrong with it.
good_bundle() { # FOLDER
    mkdir -p "$1/base" "$1/head"
    for side in base head; do
        cp "tests/data/bench/gjson/$side.txt" "$1/$side/bench.txt"
        cp "samples/orders/bundle/$side/block-1.pb.gz" "$1/$side/block.pb.gz"
    done
    cp samples/orders/bundle/changes.patch "$1/changes.patch"
}

report() { # ARGUMENT...
    run report --quiet --source-root samples/orders/head "$@"
}

same_files() { # FOLDER FOLDER
    diff -r "$1" "$2" >/dev/null 2>&1
}

# shellcheck source=inputs.sh
. "$here/inputs.sh"
# shellcheck source=outputs.sh
. "$here/outputs.sh"
# shellcheck source=config.sh
. "$here/config.sh"
# shellcheck source=history.sh
. "$here/history.sh"
# shellcheck source=memory.sh
. "$here/memory.sh"

[ -z "${TOTALS:-}" ] || printf 'faults %s %s\n' "$passed" "$failed" >>"$TOTALS"
printf 'faults: %s passed, %s failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
