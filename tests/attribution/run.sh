#!/bin/sh
# Reports on each planted case and holds the report against what was planted.
# Needs neither Go nor the network. Prints a table, what is at warning or above
# where a case is wrong, and the totals; fails below the targets.
#
#   PERFSCRIBE=PROGRAM JUDGE=PROGRAM tests/attribution/run.sh [CASE...]
#
# The table is that of templates/topics/attribution.md: the test fails when they
# differ, UPDATE=1 rewrites it there. With ALL=1 the findings of every case are
# listed, not only of those that are wrong. With OUT=DIR the reports are kept in
# DIR.
set -eu

LEAST=${LEAST:-11}  # regressions whose first finding is on the culprit line, the gate not passed
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
reports=${OUT:-$scratch/reports}
mkdir -p "$reports"
tab=$(printf '\t')
# shellcheck source=tests/reporting.sh
. "$here/../reporting.sh"

# judge prints the row of a case; the culprit is the rest of its line.
judge() { # CASE KIND EXPECT
    while IFS="$tab" read -r culprit file lines gate _; do
        [ "$culprit" != "$1" ] || set -- "$1" "$2" "$3" "$file" "$lines" "$gate"
    done <"$here/culprits.tsv"
    status=0
    "$JUDGE" "$reports/$1.json" "$@" || status=$?
    [ "$status" -ne 2 ] || exit "$status"
    return "$status"
}

wanted() { # CASE SELECTED...
    case $1 in '#'*) return 1 ;; esac
    [ $# -gt 1 ] || return 0
    candidate=$1
    shift
    for selected in "$@"; do [ "$selected" != "$candidate" ] || return 0; done
    return 1
}

# table compares the rows with those of the documentation.
table() {
    topic=$here/../../templates/topics/attribution.md
    if [ "${UPDATE:-}" = 1 ]; then
        sed '/^|/d' "$topic" >"$scratch/topic"
        cat "$scratch/rows" >>"$scratch/topic"
        cp "$scratch/topic" "$topic"
    fi
    sed -n '/^|/p' "$topic" | diff -u - "$scratch/rows" && return 0
    echo 'Meant so? Then: UPDATE=1 make attribution, and read the diff.'
    return 1
}

planted=0 found=0 undecided=0 harmless=0 silent=0 details=''
cat >"$scratch/rows" <<'ROWS'
| case | what changed | culprit | rule | level | gate | failed gates | found | at warning | verdict |
|---|---|---|---|---|---|---|---|---|---|
ROWS
while IFS="$tab" read -r name expect sources _ _ _ _ _ _ kind; do
    wanted "$name" "$@" || continue
    report "$here/cases/$name" "$here/modules/$sources" "$reports/$name.json"
    right=1
    judge "$name" "$kind" "$expect" >>"$scratch/rows" || {
        if [ $? -eq 3 ]; then undecided=$((undecided + 1)); else right=0; fi
    }
    [ "$right" -eq 1 ] && [ -z "${ALL:-}" ] || details="$details $name"
    if [ "$expect" = regression ]; then
        planted=$((planted + 1)) found=$((found + right))
    else
        harmless=$((harmless + 1)) silent=$((silent + right))
    fi
done <"$here/cases.tsv"
[ -n "${TOTALS:-}" ] || cat "$scratch/rows"

for name in $details; do
    echo
    echo "$name:"
    "$JUDGE" "$reports/$name.json"
done
[ $# -eq 0 ] || exit 0

# A regression may be missed as long as the target is met: no failure then.
failed=$((harmless - silent)) passed=$((found + silent))
[ "$found" -ge "$LEAST" ] || failed=$((failed + planted - found))
if table; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
[ -z "${TOTALS:-}" ] || printf 'attribution %s %s\n' "$passed" "$failed" >>"$TOTALS"
echo "attribution: $found of $planted on the culprit line, the gate fails on $((found - undecided)), $silent of $harmless harmless patches right"
[ "$failed" -eq 0 ]
