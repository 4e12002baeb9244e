#!/bin/sh
# Records the evidence of planted cases with the real Go toolchain.
#
#   tests/attribution/record.sh CASE...     cases of cases.tsv, or: all
#   OUT=DIR tests/attribution/record.sh RELEASE...   pairs of releases.tsv
#
# The module comes from the module proxy, the change is changes.patch of the
# case. Kept are: the evidence, the sources of base that the case needs (head
# is base and the patch), and the effect, in effects.tsv. The timings measure
# base twice: what the two differ by is the spread that an effect must exceed.
#
# Of a pair of releases head is the other version, and the patch is what they
# differ by. DIR/RELEASE gets the bundle, DIR/RELEASE.sources both trees.
#
# Needs go and patch. The parameters of ../recording.sh can be set in the
# environment.
set -eu

# The path of the test binary gets into the profiles: keep it neutral.
RUN=${RUN:-/tmp/attribution}

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
# shellcheck source=tests/recording.sh
. "$here/../recording.sh"

# field prints a column of a case.
field() { # CASE COLUMN
    awk -F '\t' -v name="$1" -v column="$2" '$1 == name { print $column }' "$here/$table"
}

# trees lays out both sides.
trees() { # CASE
    tree base "$module"
    if [ "$table" = cases.tsv ]; then
        tree head "$module"
        patch -d "$RUN/head/tree" -p1 -s <"$out/changes.patch"
        return
    fi
    tree head "${module%@*}@$(field "$1" 10)"
    write_patch
    rm -rf "$out.sources"
    mkdir -p "$out.sources"
    cp -R "$RUN/base/tree" "$out.sources/base"
    cp -R "$RUN/head/tree" "$out.sources/head"
}

# effect prints the medians of base, head and base again, a line a benchmark and
# unit: case, benchmark, unit, base, head, change and spread in per cent.
effect() { # CASE
    awk -v name="$1" -v OFS='\t' '
        FNR == 1 { side++ }
        /^Benchmark/ {
            for (i = 3; i < NF; i += 2)
                if ($(i + 1) ~ /^(ns|B|allocs)\/op$/) {
                    key = $1 SUBSEP $(i + 1)
                    if (!(key in known)) { known[key] = 1; keys[++last] = key }
                    values[key, side, ++count[key, side]] = $i
                }
        }
        function median(key, side,    n, i, j, v, sorted) {
            n = count[key, side]
            for (i = 1; i <= n; i++) {
                v = values[key, side, i] + 0
                for (j = i - 1; j > 0 && sorted[j] > v; j--) sorted[j + 1] = sorted[j]
                sorted[j + 1] = v
            }
            return (sorted[int((n + 1) / 2)] + sorted[int(n / 2) + 1]) / 2
        }
        function percent(from, to) {
            if (from == to) return "0"
            return from == 0 ? "new" : sprintf("%+.1f", 100 * (to / from - 1))
        }
        END {
            for (i = 1; i <= last; i++) {
                split(keys[i], part, SUBSEP)
                base = median(keys[i], 1); head = median(keys[i], 2)
                print name, part[1], part[2], base, head, percent(base, head),
                    percent(base, median(keys[i], 3))
            }
        }' "$RUN/base.txt" "$RUN/head.txt" "$RUN/again.txt"
}

record() { # CASE
    module=$(field "$1" 4)
    [ -n "$module" ] || usage
    package=$(field "$1" 5) benchmarks=$(field "$1" 6) operations=$(field "$1" 7)
    rate=$(field "$1" 8) contend=$(field "$1" 9)
    out=$cases/$1
    echo "$1" >&2

    rm -rf "$RUN" "$out/base" "$out/head"
    mkdir -p "$RUN/base" "$RUN/head" "$out/base" "$out/head"
    trees "$1"
    [ "$table" != cases.tsv ] ||
        keep_sources "$here/modules/$(field "$1" 3)" "$out/changes.patch"
    (cd "$RUN/head/tree" && go vet "./$package")
    measure "$1" 'base head again'
    {
        grep -v "^$1	" "$effects" || true
        effect "$1"
    } 2>/dev/null | sort -s -k1,1 >"$RUN/effects.tsv"
    cp "$RUN/effects.tsv" "$effects"
    rm -rf "$RUN"
}

[ $# -ge 1 ] || usage
table=cases.tsv cases=$here/cases effects=$here/effects.tsv
if [ -n "${OUT:-}" ]; then
    table=releases.tsv cases=$OUT effects=$OUT/effects.tsv
    GOFLAGS="$GOFLAGS -mod=mod"  # old releases have no complete go.sum
fi
if [ "$1" = all ]; then
    # shellcheck disable=SC2046 # one word a name
    set -- $(cut -f 1 "$here/$table" | grep -v '^#')
fi
for name in "$@"; do record "$name"; done
