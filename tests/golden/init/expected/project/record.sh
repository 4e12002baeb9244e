#!/bin/sh
# record.sh BASE_TREE HEAD_TREE PACKAGE_FOLDER BUNDLE
set -eu
export GOFLAGS=-trimpath   # one name for a file on both sides
timings=15        # runs of each benchmark, a side
profiles=5        # CPU and heap profiles, a side
contended=10      # mutex and block profiles, a side
benchtime=2s      # of a profiled run; with b.N loops a fixed count: 100000x
operations=20000x # of a contended run: RunParallel needs a fixed count
mkdir -p "$4/base" "$4/head"
bundle=$(cd "$4" && pwd) tests=$(mktemp -d)

build() { # SIDE TREE PACKAGE_FOLDER
	cd "$2"
	ln -s "$(pwd)/$3" "$tests/$1"
	go test -c -o "$tests/$1.test" "./$3"
	go test -c -o /dev/null -gcflags="$(go list -m)/...=-m=2" "./$3" 2> "$bundle/$1/escape.txt"
	go env | grep -E '^(GOVERSION|GOOS|GOARCH)=' > "$bundle/$1/go-env.txt"
}
both() { # FILE FLAG...: runs base, then head
	file=$1
	shift
	for side in base head; do
		(cd "$tests/$side" && "$tests/$side.test" -test.run '^$' -test.bench . -test.benchmem \
			-test.outputdir "$bundle/$side" "$@") >> "$bundle/$side/$file"
	done
}
(build base "$1" "$3")
(build head "$2" "$3")
for i in $(seq "$timings"); do
	both bench.txt
done
for i in $(seq "$profiles"); do
	both "bench-profiled-$i.txt" -test.benchtime "$benchtime" \
		-test.cpuprofile "cpu-$i.pb.gz" -test.memprofile "mem-$i.pb.gz"
done
for i in $(seq "$contended"); do
	both "bench-contend-$i.txt" -test.benchtime "$operations" -test.cpu 8 \
		-test.mutexprofile "mutex-$i.pb.gz" -test.mutexprofilefraction 1 \
		-test.blockprofile "block-$i.pb.gz" -test.blockprofilerate 1
done
rm -rf "$tests"
