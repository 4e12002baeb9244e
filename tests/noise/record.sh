#!/bin/sh
# Records pairs of the same code: what is reported on them is a false alarm.
#
#   tests/noise/record.sh DIR FIRST LAST [NAME...]
#
# Pair N of FIRST..LAST goes to DIR/N, a bundle with DIR/N.tsv beside it: the
# number, module, patch, load of the machine before and after, seconds. The
# modules of modules.tsv (or those named) take turns, and so do three patches:
# `none`, `comment` (comments in all functions) and `code` (brackets around
# values, in every second function), for which the compiler makes the same
# machine code. The sources of base are kept in DIR/sources/NAME.
#
# Needs go, diff and patch. The parameters of ../recording.sh can be set in the
# environment.
set -eu

BENCHTIME=${BENCHTIME:-0.1s}
# The path of the test binary gets into the profiles: keep it neutral.
RUN=${RUN:-/tmp/same}

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
# shellcheck source=tests/recording.sh
. "$here/../recording.sh"

# edit changes a Go file so that it compiles to what it was.
edit() { # PATCH FILE
    case $1 in
    comment)
        awk '/^\t+for .*\{$/ { match($0, /^\t+/); print substr($0, 1, RLENGTH) "// Each of them in turn." }
            { print }
            /^func .*\{$/ { print "\t// The order of what follows matters.\n" }' "$2"
        ;;
    code)
        awk -v value='[A-Za-z0-9_.&*+<>=!| -]*[][A-Za-z0-9_]$' '
            /^func / { chosen = ++count % 2 }
            chosen && $0 ~ "^\t+return [A-Za-z0-9_&*!]" value { sub(/return .*/, "&)"); sub(/return /, "return (") }
            chosen && $0 ~ "^\t+[a-z][A-Za-z0-9_.]* :?= [A-Za-z0-9_&*!]" value { sub(/= .*/, "&)"); sub(/= /, "= (") }
            { print }' "$2"
        ;;
    esac >"$RUN/edited.go"
    cp "$RUN/edited.go" "$2"
}

# edit_head edits what the package is built of and writes the patch.
edit_head() { # PATCH
    [ "$1" != none ] || return 0
    sources | while read -r file; do edit "$1" "$RUN/head/tree/$file"; done
    write_patch
}

load() { cut -d ' ' -f 1 /proc/loadavg; }

record() { # NUMBER NAME PATCH
    out=$dir/$1
    echo "$1 $2 $3" >&2
    started=$(date +%s) before=$(load)
    rm -rf "$RUN" "$out"
    mkdir -p "$RUN/base" "$RUN/head" "$out/base" "$out/head"
    tree base "$module"
    tree head "$module"
    edit_head "$3"
    [ -d "$dir/sources/$2" ] || keep_sources "$dir/sources/$2" /dev/null
    measure "$2" 'base head'
    printf '%s\t%s\t%s\t%s\t%s\t%s\n' "$1" "$2" "$3" "$before" "$(load)" \
        $(($(date +%s) - started)) >"$out.tsv"
    rm -rf "$RUN"
}

[ $# -ge 3 ] || usage
mkdir -p "$1"
dir=$(CDPATH='' cd -- "$1" && pwd)
number=$2 last=$3
shift 3
tab=$(printf '\t')
# shellcheck disable=SC2046 # one word a name
[ $# -gt 0 ] || set -- $(cut -f 1 "$here/modules.tsv" | grep -v '^#')
modules=$#
while [ "$number" -le "$last" ]; do
    turn=$(((number - 1) % modules + 1))
    round=$(((number - 1) / modules))
    name=$(printf '%s\n' "$@" | sed -n "${turn}p")
    row=$(grep "^$name$tab" "$here/modules.tsv") || usage
    IFS="$tab" read -r name module package benchmarks operations rate contend <<EOF
$row
EOF
    case $module in ../*) module=$here/$module ;; esac
    case $(((turn + round) % 3)) in 0) patch=none ;; 1) patch=comment ;; 2) patch=code ;; esac
    record "$number" "$name" "$patch"
    number=$((number + 1))
done
