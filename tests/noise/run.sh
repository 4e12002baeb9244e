#!/bin/sh
# Reports on pairs of the same code and counts those that alarm: that have a
# finding at warning or above, or a gate that failed. Needs neither Go nor the
# network. Prints what alarmed and the totals; fails above the target.
#
#   PERFSCRIBE=PROGRAM JUDGE=PROGRAM tests/noise/run.sh [DIR [FIRST LAST]]
#
# DIR is what record.sh filled, else the few pairs beside this script. With
# RESULTS=FILE there is a line for each pair in FILE: what DIR/N.tsv has, the
# findings at warning and above, gates failed, gates that could not be decided.
# With OUT=DIR the reports are kept in DIR.
set -eu

MOST=${MOST:-5} # alarms, of a hundred pairs
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
pairs=${1:-$here/pairs} first=${2:-1} last=${3:-999999}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
reports=${OUT:-$scratch/reports}
results=${RESULTS:-$scratch/results.tsv}
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

counted=0 alarmed=0
printf '# pair\tmodule\tpatch\tload before\tload after\tseconds\tat warning\tgates failed\tgates undecided\n' >"$results"
cat "$pairs"/*.tsv | sort -n >"$scratch/pairs.tsv"
while IFS="$tab" read -r number name rest; do
    if [ "$number" -lt "$first" ] || [ "$number" -gt "$last" ]; then continue; fi
    report "$pairs/$number" "$(sources "$name")" "$reports/$number.json"
    counted=$((counted + 1)) status=0
    "$JUDGE" "$reports/$number.json" "$number$tab$name$tab$rest" >>"$results" || status=$?
    [ "$status" -le 1 ] || exit "$status"
    [ "$status" -eq 1 ] || continue
    alarmed=$((alarmed + 1))
    echo "$number, $name:"
    "$JUDGE" "$reports/$number.json"
done <"$scratch/pairs.tsv"

[ "$counted" -gt 0 ] || { echo "noise: no pairs in $pairs"; exit 2; }
echo "noise: $alarmed of $counted pairs of the same code alarmed"
failed=0
[ $((alarmed * 100)) -le $((MOST * counted)) ] || failed=1
[ -z "${TOTALS:-}" ] || printf 'noise %s %s\n' $((counted - alarmed)) "$((failed ? alarmed : 0))" >>"$TOTALS"
[ "$failed" -eq 0 ]
