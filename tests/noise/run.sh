#!/bin/sh
# Reports on pairs of the same code and counts those that alarm: that have a
# finding at warning or above, or a gate that failed. Needs neither Go nor the
# network. Prints what alarmed and the totals; fails above the target.
#
#   PERFSCRIBE=PROGRAM JUDGE=PROGRAM tests/noise/run.sh [DIR [FIRST LAST]]
#
# DIR is what record.sh filled. With RESULTS=FILE there is a line for each pair
# in FILE: what DIR/N.tsv has, the findings at warning and above, gates failed,
# gates that could not be decided, and how many reports alarmed with one profile
# of a type a side (five reports), with base's evidence of the module's next pair
# for head (one, or - for the last), and with the times of head's first benchmark
# made longer by 20 %, 50 %, 100 % and 200 % (one each).
#
# Without DIR it is the few pairs beside this script, and the table of
# templates/topics/significance.md is held against results.tsv; UPDATE=1 rewrites
# it there. With OUT=DIR the reports are kept in DIR, with CONFIG=FILE that is
# the configuration.
set -eu

MOST=${MOST:-5} # alarms, of a hundred pairs
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
pairs=${1:-$here/pairs} first=${2:-1} last=${3:-999999}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
reports=${OUT:-$scratch/reports}
mkdir -p "$reports"
tab=$(printf '\t')
# shellcheck source=tests/reporting.sh
. "$here/../reporting.sh"

# sources prints where those of a module are: recorded beside the pairs, or the
# planted cases have them.
sources() { # NAME
    if [ -d "$pairs/sources/$1" ]; then
        echo "$pairs/sources/$1"
    else
        echo "$here/../attribution/modules/$1"
    fi
}

# alarms reports on a bundle; prints its row, and fails when it alarms.
alarms() { # BUNDLE NAME JSON ROW
    rm -f "$3"
    report "$1" "$(sources "$2")" "$3" || exit 2
    status=0
    "$JUDGE" "$3" "$4" || status=$?
    [ "$status" -le 1 ] || exit "$status"
    return "$status"
}

# changed counts the alarms of copies of a pair that a command has changed.
changed() { # NUMBER NAME COMMAND ARGUMENT...
    number=$1 name=$2 command=$3 sum=0
    shift 3
    for argument in "$@"; do
        rm -rf "$scratch/pair"
        cp -R "$pairs/$number" "$scratch/pair"
        "$command" "$argument"
        alarms "$scratch/pair" "$name" "$scratch/changed.json" - >"$scratch/row" || sum=$((sum + 1))
    done
    echo "$sum"
}

keep_one_profile() { # NUMBER
    find "$scratch/pair" -name '*-[0-9]*' ! -name "*-$1.*" -type f -exec rm {} +
}

take_later() { # NUMBER
    rm -rf "$scratch/pair/head" "$scratch/pair/changes.patch"
    cp -R "$pairs/$1/base" "$scratch/pair/head"
}

slow_down() { # FACTOR
    awk -v factor="$1" '/^Benchmark/ && first == "" { first = $1 }
        $1 == first { $3 *= factor } { print }' "$scratch/pair/head/bench.txt" >"$scratch/slower.txt"
    cp "$scratch/slower.txt" "$scratch/pair/head/bench.txt"
}

# add_result appends the line of a pair.
add_result() { # ROW NUMBER NAME
    next=$(awk -F '\t' -v number="$2" -v name="$3" '$1 > number && $2 == name { print $1; exit }' "$scratch/pairs.tsv")
    later=-
    [ -z "$next" ] || later=$(changed "$2" "$3" take_later "$next")
    printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$1" "$(changed "$2" "$3" keep_one_profile 1 2 3 4 5)" "$later" \
        "$(changed "$2" "$3" slow_down 1.2)" "$(changed "$2" "$3" slow_down 1.5)" \
        "$(changed "$2" "$3" slow_down 2)" "$(changed "$2" "$3" slow_down 3)" >>"$RESULTS"
}

# table compares that of the documentation with the results.
table() {
    topic=$here/../../templates/topics/significance.md
    sh "$here/table.sh" >"$scratch/table"
    if [ "${UPDATE:-}" = 1 ]; then
        awk -v table="$scratch/table" '/^\|/ { if (!done++) while ((getline line <table) > 0) print line; next }
            { print }' "$topic" >"$scratch/topic"
        cp "$scratch/topic" "$topic"
    fi
    sed -n '/^|/p' "$topic" | diff -u - "$scratch/table" && return 0
    echo 'Meant so? Then: UPDATE=1 make noise, and read the diff.'
    return 1
}

counted=0 alarmed=0
[ -z "${RESULTS:-}" ] ||
    printf '# pair\tmodule\tpatch\tload before\tload after\tseconds\tat warning\tgates failed\tgates undecided\tsingle profile\tnot in turn\t20%% slower\t50%%\t100%%\t200%%\n' >"$RESULTS"
cat "$pairs"/*.tsv | sort -n >"$scratch/pairs.tsv"
while IFS="$tab" read -r number name rest; do
    if [ "$number" -lt "$first" ] || [ "$number" -gt "$last" ]; then continue; fi
    right=1
    alarms "$pairs/$number" "$name" "$reports/$number.json" "$number$tab$name$tab$rest" >"$scratch/pair.tsv" || right=0
    counted=$((counted + 1)) alarmed=$((alarmed + 1 - right))
    [ -z "${RESULTS:-}" ] || add_result "$(cat "$scratch/pair.tsv")" "$number" "$name"
    [ "$right" -eq 0 ] || continue
    echo "$number, $name:"
    "$JUDGE" "$reports/$number.json"
done <"$scratch/pairs.tsv"

[ "$counted" -gt 0 ] || { echo "noise: no pairs in $pairs"; exit 2; }
passed=$((counted - alarmed)) failed=0
[ $((alarmed * 100)) -le $((MOST * counted)) ] || failed=$alarmed
if [ $# -eq 0 ]; then
    if table; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
fi
echo "noise: $alarmed of $counted pairs of the same code alarmed"
[ -z "${TOTALS:-}" ] || printf 'noise %s %s\n' "$passed" "$failed" >>"$TOTALS"
[ "$failed" -eq 0 ]
