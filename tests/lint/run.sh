#!/bin/sh
# What holds the code together besides the tests: one line a check, "ok",
# "FAILED" with what was found, or "skipped" where its tool is missing. Exit 1
# if one failed.
#
#   MAKE=make HEADER_FLAGS="..." tests/lint/run.sh
#
# shellcheck disable=SC2317 # what check() calls is reachable
set -u
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.." || exit 2

output=$(mktemp)
trap 'rm -f "$output"' EXIT
failed=0

# The first of the programs that is installed.
first_of() { # PROGRAM...
    for program in "$@"; do
        if command -v "$program" >/dev/null 2>&1; then
            echo "$program"
            return
        fi
    done
}

check() { # NAME TOOL COMMAND...
    name=$1 tool=$2
    shift 2
    if ! command -v "$tool" >/dev/null 2>&1; then
        echo "skipped $name: no $tool"
    elif "$@" >"$output" 2>&1; then
        echo "ok $name"
    else
        echo "FAILED $name"
        cat "$output"
        failed=1
    fi
}

clang=$(first_of clang-19 clang clang-18 clang-17 clang-16 clang-15)
clang=${clang:-clang}
clang_format="clang-format-19" # others disagree on a few lines

sources() { find cmd core formats templates tests -name '*.[ch]' | sort; }
scripts() { find tests samples .ci -name '*.sh' -o -path '*.ci/run' -type f | sort; }

clang_build() {
    "${MAKE:-make}" -s CC="$clang" everything
}
analyse() {
    cppcheck --enable=warning,performance,portability --std=c11 --quiet \
        --error-exitcode=1 --inline-suppr --suppress='*:build/*' -I. \
        --suppress='uninitvar:tests/*' \
        -DPERFSCRIBE_VERSION='"0"' cmd core formats templates tests/unit
}
# shellcheck disable=SC2046 # no path of the repository has a blank
format() { "$clang_format" --dry-run -Werror $(sources); }
# shellcheck disable=SC2046
shell() { shellcheck -x $(scripts); }
# shellcheck disable=SC2086 # flags are many words
headers() { sh "$here/headers.sh" "$clang" ${HEADER_FLAGS:-}; }

check 'layers' awk sh "$here/layers.sh"
check 'banned words' awk sh "$here/banned.sh"
check 'these two can fail' awk sh "$here/can_fail.sh"
check 'lengths' ctags sh "$here/length.sh"
check 'hygiene of text' grep sh "$here/hygiene.sh"
check 'guides show what works' awk sh "$here/guides.sh"
check 'headers stand alone' "$clang" headers
check 'clang has no warning' "$clang" clang_build
check 'cppcheck' cppcheck analyse
check 'format' "$clang_format" format
check 'shell scripts' shellcheck shell
exit "$failed"
