#!/bin/sh
# Records the evidence of samples/orders with the real Go toolchain.
#
#   samples/record.sh pair [OUT]        base against head: the demo's bundle
#                                       (OUT is samples/orders/bundle if left out)
#   samples/record.sh same SIDE OUT     SIDE (base or head) against itself: what is
#                                       reported on such a bundle is a false alarm
#
# Needs go and git. The two sides are measured in turn, so that a machine that
# slows down slows both. All parameters can be set in the environment.
set -eu

COUNT=${COUNT:-10}                            # timings of each benchmark, a side
BENCHTIME=${BENCHTIME:-0.8s}                  # how long one timing takes
REPLICATES=${REPLICATES:-5}                   # CPU and heap profiles, a side
OPERATIONS=${OPERATIONS:-6000}                # of each benchmark in each of them
MEMPROFILERATE=${MEMPROFILERATE:-32768}       # bytes between two heap samples
CONTEND_REPLICATES=${CONTEND_REPLICATES:-10}  # mutex and block profiles, a side
CONTEND_OPERATIONS=${CONTEND_OPERATIONS:-2000}
CONTEND_BENCH=${CONTEND_BENCH:-Reserve|Journal}
CONTEND_CPU=${CONTEND_CPU:-4}
# The path of the test binary gets into the profiles: keep it neutral.
RUN=${RUN:-/tmp/orders}

MODULE=example.com/orders
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
export CGO_ENABLED=0 GOFLAGS=-trimpath GOTOOLCHAIN=local GOWORK=off LC_ALL=C

usage() {
    sed -n '2,/^set/s/^# \{0,1\}//p' "$0" >&2
    exit 2
}

case ${1:-} in
pair)
    [ $# -le 2 ] || usage
    base_tree=$here/orders/base head_tree=$here/orders/head
    out=${2:-$here/orders/bundle}
    ;;
same)
    [ $# -eq 3 ] || usage
    base_tree=$here/orders/$2 head_tree=$base_tree
    out=$3
    ;;
*) usage ;;
esac
[ -f "$base_tree/go.mod" ] || usage

tree() { # SIDE
    if [ "$1" = base ]; then echo "$base_tree"; else echo "$head_tree"; fi
}

# commit makes one commit of a throw-away repository, always the same one.
commit() { # SIDE DATE MESSAGE
    find "$RUN/git" -mindepth 1 -maxdepth 1 ! -name .git -exec rm -rf {} +
    cp -R "$(tree "$1")/." "$RUN/git"
    git -C "$RUN/git" add -A
    GIT_AUTHOR_DATE=$2 GIT_COMMITTER_DATE=$2 \
        git -C "$RUN/git" -c user.name=orders -c user.email=orders@example.com \
        -c commit.gpgsign=false commit -q --allow-empty -m "$3"
    git -C "$RUN/git" rev-parse HEAD
}

# compile makes the test binary, and what the compiler says about the module.
compile() { # SIDE
    (
        cd "$(tree "$1")"
        go vet ./...
        go test ./... >/dev/null
        go test -c -o "$RUN/$1/orders.test" ./bench
        # Cached builds replay the text: with -trimpath it holds no paths of
        # the machine. They do not write the -json tree again, so that one goes
        # to a directory whose name no build has seen.
        go test -c -o /dev/null "-gcflags=$MODULE/...=-m=2" ./... \
            2>"$out/$1/escape-m2.txt" >"$RUN/untested.txt"
        fresh=$(mktemp -d "$RUN/logopt.XXXXXX")
        go list ./... | grep -Ev '/(cmd|bench)(/|$)' |
            xargs go build "-gcflags=$MODULE/...=-json=0,$fresh"
        cp -R "$fresh" "$out/$1/logopt"
        go env | grep -E '^(GOARCH|GOOS|GOVERSION)=' >"$out/$1/go-env.txt"
    )
}

# bench runs the test binary of a side where its profiles shall be.
bench() { # SIDE ARGUMENT...
    side=$1
    shift
    (cd "$out/$side" && "$RUN/$side/orders.test" -test.run '^$' -test.benchmem "$@")
}

timings() { # SIDE ROUND BENCHMARK
    wanted='^Benchmark'
    [ -s "$out/$1/bench.txt" ] || wanted='^Benchmark|^[a-z]+: '
    bench "$1" -test.bench "^$3\$" "-test.benchtime=$BENCHTIME" |
        grep -E "$wanted" >>"$out/$1/bench.txt"
}

profiled() { # SIDE ROUND BENCHMARKS
    bench "$1" -test.bench "$3" "-test.benchtime=${OPERATIONS}x" \
        "-test.cpuprofile=cpu-$2.pb.gz" "-test.memprofile=mem-$2.pb.gz" \
        "-test.memprofilerate=$MEMPROFILERATE" >"$out/$1/bench-profiled-$2.txt"
}

contended() { # SIDE ROUND BENCHMARKS
    bench "$1" -test.bench "$3" "-test.benchtime=${CONTEND_OPERATIONS}x" \
        "-test.cpu=$CONTEND_CPU" \
        "-test.mutexprofile=mutex-$2.pb.gz" -test.mutexprofilefraction=1 \
        "-test.blockprofile=block-$2.pb.gz" -test.blockprofilerate=1 \
        >"$out/$1/bench-contend-$2.txt"
}

# in_turn measures both sides ROUNDS times; who is first changes each time.
in_turn() { # WHAT ROUNDS ITEM...
    what=$1 rounds=$2 round=1
    shift 2
    while [ "$round" -le "$rounds" ]; do
        echo "$what $round of $rounds" >&2
        if [ $((round % 2)) -eq 1 ]; then order='base head'; else order='head base'; fi
        for item in "$@"; do
            for turn in $order; do "$what" "$turn" "$round" "$item"; done
        done
        round=$((round + 1))
    done
}

rm -rf "$RUN" "$out"
mkdir -p "$RUN/git" "$RUN/base" "$RUN/head" "$out/base" "$out/head"
out=$(CDPATH='' cd -- "$out" && pwd)

git init -q "$RUN/git"
base_time=2026-11-16T09:30:00Z head_time=2026-11-17T14:05:00Z
base_commit=$(commit base "$base_time" 'Price orders')
head_commit=$(commit head "$head_time" 'Simplify billing, sign only what can be delivered')
git -C "$RUN/git" -c core.abbrev=10 diff --no-color --no-ext-diff --no-renames \
    --src-prefix=a/ --dst-prefix=b/ "$base_commit" "$head_commit" >"$out/changes.patch"
[ -s "$out/changes.patch" ] || rm "$out/changes.patch"

compile base
compile head
# Timings alternate with each benchmark: a noisy neighbour then meets both sides.
# shellcheck disable=SC2046 # one word a name
in_turn timings "$COUNT" $("$RUN/head/orders.test" -test.list '^Benchmark')
in_turn profiled "$REPLICATES" .
in_turn contended "$CONTEND_REPLICATES" "$CONTEND_BENCH"

processor=$(sed -n 's/^cpu: //p' "$out/head/bench.txt")
cat >"$out/bundle.json" <<EOF
{
  "module": "$MODULE",
  "target": "orders",
  "repository": "example/orders",
  "pull_request": 42,
  "branch": "simplify-billing",
  "machine": "$(getconf _NPROCESSORS_ONLN) x $processor, $(go env GOOS)/$(go env GOARCH)",
  "base": {"commit": "$base_commit", "time": "$base_time"},
  "head": {"commit": "$head_commit", "time": "$head_time"}
}
EOF
rm -rf "$RUN"
echo "recorded $out" >&2
