# Records both sides of a module with the real Go toolchain. To be sourced by a
# script that has set $RUN, a folder for what is in the making, and the defaults
# of its parameters where they differ from these.
#
# Before its functions are called, these are set: module (PATH@VERSION, or the
# folder of a module), package, benchmarks (a pattern), operations (of each
# benchmark in a profile), rate (memprofilerate), contend (operations in mutex
# and block profiles, - for none), and out, the folder of the bundle.
#
# The sides are measured in turn, so that a machine that slows down slows both.
# shellcheck shell=sh disable=SC2154 # what is set elsewhere
set -eu

COUNT=${COUNT:-10}                            # timings of each benchmark, a side
BENCHTIME=${BENCHTIME:-0.15s}                 # how long one timing takes
REPLICATES=${REPLICATES:-5}                   # CPU and heap profiles, a side
CONTEND_REPLICATES=${CONTEND_REPLICATES:-10}  # mutex and block profiles, a side
CONTEND_CPU=${CONTEND_CPU:-4}

export CGO_ENABLED=0 GOFLAGS='-trimpath -buildvcs=false' GOTOOLCHAIN=local
export GOWORK=off GOMAXPROCS=2 LC_ALL=C

# usage prints the comment at the head of the script.
usage() {
    sed -n '2,/^set/s/^# \{0,1\}//p' "$0" >&2
    exit 2
}

# tree lays out a module as it is in the module cache, but writable.
tree() { # SIDE MODULE
    source=$2
    [ -d "$2" ] ||
        source=$(go mod download -json "$2" | sed -n 's/^[[:space:]]*"Dir": "\(.*\)",*$/\1/p')
    cp -R "$source" "$RUN/$1/tree"
    chmod -R u+w "$RUN/$1/tree"
}

# write_patch writes what the trees differ by.
write_patch() {
    ln -s base/tree "$RUN/a"
    ln -s head/tree "$RUN/b"
    # shellcheck disable=SC2015 # they differ: diff exits with 1
    (cd "$RUN" && diff -ruN a b || true) >"$out/changes.patch"
}

module_path() {
    sed -n 's/^module  *//p' "$RUN/base/tree/go.mod"
}

# sources names the files of the module that the package is built of.
sources() {
    (
        cd "$RUN/base/tree"
        # shellcheck disable=SC2016 # $dir is of the template
        go list -deps -f '{{if .Module}}{{if .Module.Main}}{{$dir := .Dir}}{{range .GoFiles}}{{$dir}}/{{.}}
{{end}}{{end}}{{end}}' "./$package" | sed "/^\$/d; s|^$RUN/base/tree/||"
    )
}

compile() { # SIDE
    (
        cd "$RUN/$1/tree"
        go test -c -o "$RUN/$1/case.test" "./$package"
        # A build that is cached replays what the compiler said. What it said
        # of tests is left out: it is half of the text.
        go test -c -o /dev/null "-gcflags=$(module_path)/...=-m=2" "./$package" 2>&1 |
            grep -v '^[^ :]*_test\.go:' | gzip -9n >"$out/$1/escape-m2.txt.gz"
        go env | grep -E '^(GOARCH|GOOS|GOVERSION)=' >"$out/$1/go-env.txt"
    )
}

# keep_sources copies the files of base that the test binary is made of, of the
# tests those with the benchmarks, and what the patch touches.
keep_sources() { # TO PATCH
    mkdir -p "$1"
    (
        cd "$RUN/base/tree"
        ls go.mod LICENSE* COPYING* 2>/dev/null || true
        sources
        grep -lE "^func Benchmark" "$package"/*_test.go | sed 's|^\./||'
        sed -n 's|^--- a/||p' "$2"
    ) | sort -u | while read -r file; do
        install -D -m 644 "$RUN/base/tree/$file" "$1/$file"
    done
}

# bench runs the test binary of a side in the folder of its package, where its
# test data are.
bench() { # SIDE ARGUMENT...
    side=$1
    shift
    (cd "$RUN/$side/tree/$package" && "$RUN/$side/case.test" -test.run '^$' -test.benchmem "$@")
}

# timings measures a side; `again` is base, once more.
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

# measure compiles both sides, whose trees are laid out, and fills the bundle.
measure() { # TARGET SIDES_TIMED
    compile base
    compile head
    in_turn timings "$COUNT" "$2"
    cp "$RUN/base.txt" "$out/base/bench.txt"
    cp "$RUN/head.txt" "$out/head/bench.txt"
    in_turn profiled "$REPLICATES" 'base head'
    [ "$contend" = - ] || in_turn contended "$CONTEND_REPLICATES" 'base head'

    processor=$(sed -n 's/^cpu: //p' "$out/head/bench.txt")
    cat >"$out/bundle.json" <<EOF
{
  "module": "$(module_path)",
  "target": "$1",
  "branch": "$1",
  "machine": "$(getconf _NPROCESSORS_ONLN) x $processor, $(go env GOOS)/$(go env GOARCH)"
}
EOF
}
