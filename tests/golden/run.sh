#!/bin/sh
# Runs the cases of tests/golden: each is a folder with a `command`, a shell
# text, and `expected/`: what it prints (`stdout`) and the files that it writes.
#
#   PERFSCRIBE=build/gcc/perfscribe tests/golden/run.sh [CASE...]
#
# UPDATE=1 rewrites what is expected: read the diff before you commit it.
# A command runs in a folder that holds nothing but the links `samples`,
# `tests` and `case`, and runs twice: in folders of different names and depths,
# in different time zones and locales, and the second time without the newer
# instructions of the processor, with which the C library's mathematics may
# round differently. Both must agree to the byte.
set -u
cd "$(dirname "$0")/../.." || exit 2
root=$PWD
perfscribe=$root/${PERFSCRIBE:-build/perfscribe}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset SOURCE_DATE_EPOCH NO_COLOR

passed=0 failed=0

# What a command may use beside perfscribe itself.
cat >"$work/prelude" <<'PRELUDE'
# A line as one would type it, what it prints, how it ends.
show() { # ARGUMENT...
    echo "\$ perfscribe $*"
    perfscribe "$@" 2>&1
    code=$?
    [ "$code" -eq 0 ] || echo "exit code $code"
}
PRELUDE
mkdir "$work/bin"
ln -s "$perfscribe" "$work/bin/perfscribe"

run_in() { # CASE FOLDER
    mkdir -p "$2"
    ln -s "$root/samples" "$root/tests" "$2"
    ln -s "$root/tests/golden/$1" "$2/case"
    (
        cd "$2" || exit 2
        PATH=$work/bin:$PATH
        # shellcheck disable=SC1091 # both are written or named above
        . "$work/prelude" && . "./case/command"
    ) >"$work/stdout" 2>&1
    rm "$2/samples" "$2/tests" "$2/case"
    mv "$work/stdout" "$2/stdout"
}

# Compares; the differences of long lines are cut, they are in the files.
compare() { # WHAT EXPECTED ACTUAL
    if diff -ru "$2" "$3" >"$work/diff"; then
        return 0
    fi
    echo "FAILED $1"
    cut -c 1-200 "$work/diff" | head -n 40
    return 1
}

run_case() { # CASE
    rm -rf "$work/run"
    TZ=UTC LC_ALL=C run_in "$1" "$work/run/a"
    TZ=Asia/Tokyo LC_ALL=C.UTF-8 \
        GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX512F,-AVX2,-FMA,-FMA4 \
        run_in "$1" "$work/run/deeper/down/b"
    expected=tests/golden/$1/expected
    if [ "${UPDATE:-}" = 1 ]; then
        rm -rf "$expected"
        cp -R "$work/run/a" "$expected"
    fi
    compare "$1" "$expected" "$work/run/a" &&
        compare "$1, run again elsewhere," "$work/run/a" "$work/run/deeper/down/b"
}

[ $# -gt 0 ] || set -- tests/golden/*/
for folder in "$@"; do
    if run_case "$(basename "$folder")"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
    fi
done
[ -z "${TOTALS:-}" ] || printf 'golden %s %s\n' "$passed" "$failed" >>"$TOTALS"
[ "$failed" -eq 0 ] || echo 'Meant so? Then: UPDATE=1 make golden, and read the diff.'
printf 'golden: %s passed, %s failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
