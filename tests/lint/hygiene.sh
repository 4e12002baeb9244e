#!/bin/sh
# Names blanks at ends of lines, carriage returns, indenting tabs in C, missing last
# newlines, and paths of somebody's machine; exit 1 if there is one. Recorded
# evidence and expected output are as they are.
set -eu
cd "$(dirname "$0")/../.."

# What belongs to the repository; without git, what lies here.
list() {
    git ls-files 2>/dev/null || find . -type f ! -path './build/*' | sed 's|^\./||'
}
recorded='samples/(orders/bundle|history/weeks)|tests/(data|golden|fuzz/corpus)|tests/attribution/(cases|modules)|tests/noise/pairs'
files=$(list | grep -Ev "^($recorded|LICENSE)|\\.(gz|png|svg|patch)\$")

found=0
search() { # REASON PATTERN FILE...
    reason=$1 pattern=$2
    shift 2
    hits=$(grep -nE "$pattern" /dev/null "$@") || return 0
    printf '%s\n' "$hits" | sed "s|\$|    <- $reason|"
    found=1
}

# shellcheck disable=SC2086 # no path of the repository has a blank
set -- $files
search 'a blank at the end' '[[:blank:]]$' "$@"
search 'a carriage return' "$(printf '\r')\$" "$@"
for file in "$@"; do
    case $file in
    tests/unit/*) ;; # recorded paths are what they are about
    *) search 'a path of a machine' '/(home|root|Users|work|mnt|srv)/[[:alnum:]]' "$file" ;;
    esac
    case $file in
    *.[ch] | *.def) search 'a tab' "^$(printf '\t')" "$file" ;;
    esac
    if [ -s "$file" ] && [ -n "$(tail -c 1 "$file")" ]; then
        echo "$file: does not end with a newline"
        found=1
    fi
done
exit "$found"
