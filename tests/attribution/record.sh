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
# Needs go and patch. All parameters can be set in the environment.
set -eu

COUNT=${COUNT:-10}                            # timings of each benchmark, a side
BENCHTIME=${BENCHTIME:-0.15s}                 # how long one timing takes
REPLICATES=${REPLICATES:-5}                   # CPU and heap profiles, a side
CONTEND_REPLICATES=${CONTEND_REPLICATES:-10}  # mutex and block profiles, a side
CONTEND_CPU=${CONTEND_CPU:-4}
# The path of the test binary gets into the profiles: keep it neutral.
RUN=${RUN:-/tmp/attribution}

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
export CGO_ENABLED=0 GOFLAGS='-trimpath -buildvcs=false' GOTOOLCHAIN=local
export GOWORK=off GOMAXPROCS=2 LC_ALL=C

usage() {
    sed -n '2,/^set/s/^# \{0,1\}//p' "$0" >&2
    exit 2
}

# field prints a column of a case.
field() { # CASE COLUMN
    awk -F '\t' -v name="$1" -v column="$2" '$1 == name { print $column }' "$here/$table"
}

# tree lays out a module as it is in the module cache, but writable.
tree() { # SIDE MODULE@VERSION
    source=$(go mod download -json "$2" | sed -n 's/^[[:space:]]*"Dir": "\(.*\)",*$/\1/p')
    cp -R "$source" "$RUN/$1/tree"
    chmod -R u+w "$RUN/$1/tree"
}

# trees lays out both sides.
trees() { # CASE
    tree base "$module"
    if [ "$table" = cases.tsv ]; then
        tree head "$module"
        patch -d "$RUN/head/tree" -p1 -s <"$out/changes.patch"
        return
    fi
    tree head "$path@$(field "$1" 10)"
    ln -s base/tree "$RUN/a"
    ln -s head/tree "$RUN/b"
    # shellcheck disable=SC2015 # they differ: diff exits with 1
    (cd "$RUN" && diff -ruN a b || true) >"$out/changes.patch"
    rm -rf "$out.sources"
    mkdir -p "$out.sources"
    cp -R "$RUN/base/tree" "$out.sources/base"
    cp -R "$RUN/head/tree" "$out.sources/head"
}

compile() { # SIDE
    (
        cd "$RUN/$1/tree"
        go vet "./$package"
        go test -c -o "$RUN/$1/case.test" "./$package"
        # A build that is cached replays what the compiler said. What it said
        # of tests is left out: it is half of the text.
        go test -c -o /dev/null "-gcflags=$path/...=-m=2" "./$package" 2>&1 |
            grep -v '^[^ :]*_test\.go:' | gzip -9n >"$out/$1/escape-m2.txt.gz"
        go env | grep -E '^(GOARCH|GOOS|GOVERSION)=' >"$out/$1/go-env.txt"
    )
}

# keep_sources copies the files of base that the test binary is made of, and of
# the tests those with the benchmarks.
keep_sources() {
    keep=$here/modules/$(field "$1" 3)
    mkdir -p "$keep"
    (
        cd "$RUN/base/tree"
        cp LICENSE* go.mod "$keep"
        # shellcheck disable=SC2016 # $dir is of the template
        go list -deps -f '{{if .Module}}{{if .Module.Main}}{{$dir := .Dir}}{{range .GoFiles}}{{$dir}}/{{.}}
{{end}}{{end}}{{end}}' "./$package" | sed "s|^$RUN/base/tree/||"
        grep -lE "^func Benchmark" "$package"/*_test.go | sed 's|^\./||'
        sed -n 's|^--- a/||p' "$here/cases/$1/changes.patch"
    ) | sort -u | while read -r file; do
        [ -z "$file" ] || install -D -m 644 "$RUN/base/tree/$file" "$keep/$file"
    done
}

# bench runs the test binary of a side in the folder of its package, where its
# test data are.
bench() { # SIDE ARGUMENT...
    side=$1
    shift
    (cd "$RUN/$side/tree/$package" && "$RUN/$side/case.test" -test.run '^$' -test.benchmem "$@")
}

timings() { # SIDE ROUND
    wanted='^Benchmark'
    [ -s "$RUN/$1.txt" ] || wanted='^Benchmark|^[a-z]+: '
    side=$1
    [ "$side" != again ] || side=base
    bench "$side" -test.bench "$benchmarks" "-test.benchtime=$BENCHTIME" |
        grep -E "$wanted" >>"$RUN/$1.txt"
}

profiled() { # SIDE ROUND
    bench "$1" -test.bench "$benchmarks" "-test.benchtime=${operations}x" \
        "-test.outputdir=$out/$1" \
        "-test.cpuprofile=cpu-$2.pb.gz" "-test.memprofile=mem-$2.pb.gz" \
        "-test.memprofilerate=$rate" >"$out/$1/bench-profiled-$2.txt"
}

contended() { # SIDE ROUND
    bench "$1" -test.bench "$benchmarks" "-test.benchtime=${contend}x" \
        "-test.outputdir=$out/$1" "-test.cpu=$CONTEND_CPU" \
        "-test.mutexprofile=mutex-$2.pb.gz" -test.mutexprofilefraction=1 \
        "-test.blockprofile=block-$2.pb.gz" -test.blockprofilerate=1 \
        >"$out/$1/bench-contend-$2.txt"
}

# in_turn measures the sides ROUNDS times; who is first changes each time.
in_turn() { # WHAT ROUNDS SIDES
    round=1
    while [ "$round" -le "$2" ]; do
        reversed=''
        for turn in $3; do reversed="$turn $reversed"; done
        order=$3
        [ $((round % 2)) -eq 1 ] || order=$reversed
        for turn in $order; do "$1" "$turn" "$round"; done
        round=$((round + 1))
    done
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
    path=${module%@*}
    out=$cases/$1
    echo "$1" >&2

    rm -rf "$RUN" "$out/base" "$out/head"
    mkdir -p "$RUN/base" "$RUN/head" "$out/base" "$out/head"
    trees "$1"
    [ "$table" != cases.tsv ] || keep_sources "$1"
    compile base
    compile head
    in_turn timings "$COUNT" 'base head again'
    cp "$RUN/base.txt" "$out/base/bench.txt"
    cp "$RUN/head.txt" "$out/head/bench.txt"
    in_turn profiled "$REPLICATES" 'base head'
    [ "$contend" = - ] || in_turn contended "$CONTEND_REPLICATES" 'base head'

    processor=$(sed -n 's/^cpu: //p' "$out/head/bench.txt")
    cat >"$out/bundle.json" <<EOF
{
  "module": "$path",
  "target": "$1",
  "branch": "$1",
  "machine": "$(getconf _NPROCESSORS_ONLN) x $processor, $(go env GOOS)/$(go env GOARCH)"
}
EOF
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
