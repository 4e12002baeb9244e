#!/bin/sh
# Records ten weeks of samples/orders with the real Go toolchain: a commit a
# week on main, and before it the pull request that brought it.
#
#   samples/history/record.sh [OUT]     (OUT is samples/history/weeks if left out)
#
# What happens in them (edit below makes the commits):
#   - the head line of a receipt gets a little longer each week: its bytes an
#     operation drift, each step below the gate;
#   - in the fourth week the size hint of a map is dropped, which is merged though
#     a gate fails, outlives three pull requests, and is put right in the eighth;
#   - BenchmarkLabels is flaky: it prints more when it finds its cache cold. In the
#     sixth week that was so on head's side of the pull request, whose gate fails;
#     measured again on main the same commit is as before.
#
# Needs go, git and gzip. The two sides are measured in turn. All parameters can
# be set in the environment.
set -eu

COUNT=${COUNT:-6}                        # timings of each benchmark, a side
BENCHTIME=${BENCHTIME:-30ms}             # how long one timing takes
OPERATIONS=${OPERATIONS:-1500}           # of each benchmark in a profile
MEMPROFILERATE=${MEMPROFILERATE:-16384}  # bytes between two heap samples
BENCHMARKS=${BENCHMARKS:-Balances|Receipt|Labels|Statements}
# The path of the test binary gets into the profiles: keep it neutral.
RUN=${RUN:-/tmp/orders-history}

MODULE=example.com/orders
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
out=${1:-$here/weeks}
export CGO_ENABLED=0 GOFLAGS=-trimpath GOTOOLCHAIN=local GOWORK=off LC_ALL=C

# edit makes the commit of a week in the tree that it is called in.
edit() { # WEEK
    case $1 in
    1)
        cat >bench/labels_test.go <<'GO'
package bench

import (
	"os"
	"testing"

	"example.com/orders/report"
)

func BenchmarkLabels(b *testing.B) {
	labels := 20
	if os.Getenv("LABEL_CACHE") == "cold" { // a flaky benchmark
		labels += 2
	}
	for b.Loop() {
		for i := range labels {
			report.Receipt(&orders[i%len(orders)])
		}
	}
}
GO
        ;;
    4) sed -i 's/make(map\[uint32\]Balance, len(entries))/make(map[uint32]Balance)/' ledger/balance.go ;;
    8) sed -i 's/make(map\[uint32\]Balance)/make(map[uint32]Balance, len(entries))/' ledger/balance.go ;;
    esac
    # "order ", "order no. ", ...: two characters more a week.
    heads='order |order: |order no |order no: |order no.: |Order no. : |Your order: |Your order no |Your order no: |Your order no.: '
    head=$(printf '%s' "$heads" | cut -d '|' -f "$1")
    sed -i "s/text := \"[^\"]*\" + strconv.FormatUint/text := \"$head\" + strconv.FormatUint/" report/receipt.go
}

title() { # WEEK
    case $1 in
    1) echo 'Print labels' ;;
    4) echo 'Book closings of any size' ;;
    8) echo 'Size the balances of a closing at once' ;;
    *) echo 'Say more on the receipt' ;;
    esac
}

day() { # WEEK: Tuesday of 2026-W38 and on
    date -u -d "2026-09-15 09:30 UTC +$((($1 - 1) * 7)) days" +%Y-%m-%dT%H:%M:%SZ
}

# commit makes the week's commit, and compiles it.
commit() { # WEEK
    cd "$RUN/tree"
    edit "$1"
    git add -A
    GIT_AUTHOR_DATE=$(day "$1") GIT_COMMITTER_DATE=$(day "$1") \
        git -c user.name=orders -c user.email=orders@example.com \
        -c commit.gpgsign=false commit -q --allow-empty -m "$(title "$1")"
    mkdir "$RUN/$1"
    git rev-parse HEAD >"$RUN/$1/commit"
    go test -c -o "$RUN/$1/orders.test" ./bench
    go build "-gcflags=$MODULE/...=-m=2" ./ledger ./report 2>"$RUN/$1/escape-m2.txt"
    go env | grep -E '^(GOARCH|GOOS|GOVERSION)=' >"$RUN/$1/go-env.txt"
    cd "$here"
}

run() { # WEEK SIDE ARGUMENT...
    week=$1 side=$2 cache=warm
    shift 2
    [ "$side,${bundle##*/}" != head,2026-W43-1-pull ] || cache=cold
    (cd "$bundle/$side" &&
        LABEL_CACHE=$cache "$RUN/$week/orders.test" -test.run '^$' -test.benchmem "$@")
}

timings() { # BASE HEAD
    round=1
    while [ "$round" -le "$COUNT" ]; do
        for benchmark in $(echo "$BENCHMARKS" | tr '|' ' '); do
            for side in base head; do
                week=$1
                [ "$side" = base ] || week=$2
                run "$week" "$side" -test.bench "^Benchmark$benchmark\$" \
                    "-test.benchtime=$BENCHTIME" |
                    grep -E '^Benchmark|^[a-z]+: ' >>"$bundle/$side/bench.txt"
            done
        done
        round=$((round + 1))
    done
    for side in base head; do # the same head lines once
        awk '/^Benchmark/ || !seen[$0]++' "$bundle/$side/bench.txt" |
            gzip -9n >"$bundle/$side/bench.txt.gz"
        rm "$bundle/$side/bench.txt"
    done
}

profiles() { # WEEK SIDE
    run "$1" "$2" -test.bench "$BENCHMARKS" "-test.benchtime=${OPERATIONS}x" \
        "-test.cpuprofile=cpu.pb.gz" "-test.memprofile=mem.pb.gz" \
        "-test.memprofilerate=$MEMPROFILERATE" |
        gzip -9n >"$bundle/$2/bench-profiled.txt.gz"
    gzip -9nc "$RUN/$1/escape-m2.txt" >"$bundle/$2/escape-m2.txt.gz"
}

bundle() { # NAME BASE HEAD [PULL_REQUEST]
    bundle=$out/$1
    echo "$1" >&2
    rm -rf "$bundle"
    mkdir -p "$bundle/base" "$bundle/head"
    for side in base head; do
        week=$2
        [ "$side" = base ] || week=$3
        cp "$RUN/$week/go-env.txt" "$bundle/$side"
    done
    git -C "$RUN/tree" diff --no-color --no-ext-diff --no-renames --src-prefix=a/ \
        --dst-prefix=b/ "$(cat "$RUN/$2/commit")" "$(cat "$RUN/$3/commit")" \
        >"$bundle/changes.patch"
    [ -s "$bundle/changes.patch" ] || rm "$bundle/changes.patch"
    timings "$2" "$3"
    if [ -z "${4:-}" ]; then
        profiles "$2" base
        profiles "$3" head
    fi
    cat >"$bundle/bundle.json" <<END
{
  "module": "$MODULE",
  "target": "orders",
  "repository": "example/orders",
  ${4:+"\"pull_request\": $4,
  "}"branch": "$([ -n "${4:-}" ] && echo "week-$3" || echo main)",
  "machine": "$(getconf _NPROCESSORS_ONLN) processors, $(go env GOOS)/$(go env GOARCH)",
  "base": {"commit": "$(cat "$RUN/$2/commit")", "time": "$(day "$2")"},
  "head": {"commit": "$(cat "$RUN/$3/commit")", "time": "$(day "$3")"}
}
END
}

rm -rf "$RUN" "$out"
mkdir -p "$RUN" "$out"
out=$(CDPATH='' cd -- "$out" && pwd)
cp -R "$here/../orders/base" "$RUN/tree"
git init -q "$RUN/tree"
for week in 1 2 3 4 5 6 7 8 9 10; do
    commit "$week"
    before=$((week > 1 ? week - 1 : 1))
    name=2026-W$((37 + week))
    if [ "$week" -gt 1 ]; then
        bundle "$name-1-pull" "$before" "$week" $((40 + week))
    fi
    bundle "$name-2-main" "$before" "$week"
done
rm -rf "$RUN"
du -sk "$out" >&2
