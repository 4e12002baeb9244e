# Bad inputs; sourced by run.sh. A bundle that has one is not reported, its
# earlier reports stay byte for byte, and other bundles are reported.
# shellcheck shell=sh disable=SC2154 # what run.sh and profile.sh set

# shellcheck source-path=SCRIPTDIR source=profile.sh
. "$here/profile.sh"

good_bundle "$work/good"
good_bundle "$work/other"
report --out "$work/before/several" "$work/good" "$work/other"
[ "$code" -le 1 ] || case_ends 'a good bundle' " exit code $code."

# Reports of the bundle while it was good, then of it spoilt, alone and among
# others. The spoilt bundle is $work/bad; $work/fresh is its good twin.
refused() { # NAME CODE WORD...
    name=$1 expected=$2
    shift 2
    rm -rf "$work/alone" "$work/several"
    cp -R "$work/before/alone" "$work/alone"
    report --out "$work/alone" "$work/bad"
    why=$(judge "$expected" "$@")
    same_files "$work/before/alone" "$work/alone" ||
        why="$why its earlier reports changed."
    cp -R "$work/before/several" "$work/several"
    rm -rf "$work/several/good"
    report --out "$work/several" "$work/good" "$work/bad"
    why="$why$(judge "$expected" "$@")"
    same_files "$work/before/several" "$work/several" ||
        why="$why among others: not only the good bundle was written."
    case_ends "$name" "$why"
    rm -rf "$work/bad"
    cp -R "$work/fresh" "$work/bad"
}

good_bundle "$work/fresh"
mkdir -p "$work/before"
cp -R "$work/fresh" "$work/bad"
report --out "$work/before/alone" "$work/bad"
report --out "$work/before/several" "$work/good" "$work/bad"

bad=$work/bad
profile=$bad/head/block.pb.gz
size=$(wc -c <"$profile")

: >"$profile"
refused 'an empty profile' 3 head/block.pb.gz 'is empty' check

: >"$bad/head/bench.txt"
refused 'an empty text' 3 head/bench.txt 'is empty' check

for kept in 2 10 $((size / 2)) $((size - 8)) $((size - 1)); do
    head -c "$kept" "$work/fresh/head/block.pb.gz" >"$profile"
    refused "gzip cut to $kept of $size bytes" 3 head/block.pb.gz truncated again
done

head -c $((size - 8)) "$work/fresh/head/block.pb.gz" >"$profile"
printf '\001\002\003\004' >>"$profile"
tail -c 4 "$work/fresh/head/block.pb.gz" >>"$profile"
refused 'a wrong CRC' 3 head/block.pb.gz 'incorrect data check' again

head -c $((size - 4)) "$work/fresh/head/block.pb.gz" >"$profile"
printf '\001\002\003\004' >>"$profile"
refused 'a wrong length' 3 head/block.pb.gz 'incorrect length check' again

printf 'trailing' >>"$profile"
refused 'bytes behind the gzip data' 3 head/block.pb.gz "byte $size" again

head -c 33554432 /dev/zero | gzip -9n >"$profile"
refused 'a gzip bomb' 5 head/block.pb.gz '1000:1'

rm "$profile"
mkdir "$profile"
refused 'a folder in place of a file' 3 head/block.pb.gz folder

rm "$profile"
mkfifo "$profile"
report --strict --out "$work/alone" "$bad"
case_ends 'a pipe in place of a file, --strict' "$(judge 3 head/block.pb.gz 'copy its')"
rm -rf "$bad"
cp -R "$work/fresh" "$bad"

od -An -v -tx1 -N 2048 "$perfscribe" | tr -d ' \n' >"$profile"
refused 'noise' 3 head/block.pb.gz 'no reader'

head -c 2048 "$perfscribe" | tr '\000' '\377' | gzip -n >"$profile"
refused 'noise in gzip' 3 head/block.pb.gz 'no reader'

printf 'heap profile: 1: 16 [1: 16] @ heap/1048576\n' >"$profile"
refused 'a legacy profile' 3 head/block.pb.gz legacy 'go tool pprof -proto'

good_profile >"$profile"
report --out "$work/plain" "$bad"
case_ends 'a hand-made profile is good' "$([ "$code" -le 1 ] || echo " exit code $code.")"

profile_of "$sample_type" '\022\004\010\011\020\005' "$location" "$function" "$strings" >"$profile"
refused 'a dangling location' 3 head/block.pb.gz 'sample 1' 'location 9' again

profile_of "$sample_type" "$sample" '\042\010\010\001\042\004\010\011\020\003' "$function" \
    "$strings" >"$profile"
refused 'a dangling function' 3 head/block.pb.gz 'function 9' again

profile_of "$sample_type" "$sample" "$location" '\052\010\010\001\020\077\030\003\040\004' \
    "$strings" >"$profile"
refused 'a string that is not there' 3 head/block.pb.gz 'string' again

profile_of '\012\004\010\001\020\077' "$sample" "$location" "$function" "$strings" >"$profile"
refused 'a sample type that is not there' 3 head/block.pb.gz 'string' again

profile_of "$sample_type" '\022\006\010\001\020\005\020\006' "$location" "$function" \
    "$strings" >"$profile"
refused 'more values than types' 3 head/block.pb.gz 'sample 1' values again

profile_of "$sample_type" '\022\002\010\001' "$location" "$function" "$strings" >"$profile"
refused 'fewer values than types' 3 head/block.pb.gz 'sample 1' values again

profile_of "$sample_type" "$sample" "$location" "$location" "$function" "$strings" >"$profile"
refused 'a location twice' 3 head/block.pb.gz 'two locations' again

profile_of "$sample_type" "$sample" "$location" "$function" '\062\001x' "$strings" >"$profile"
refused 'a first string that is not empty' 3 head/block.pb.gz 'string' again

huge='\377\377\377\377\377\377\377\377\177' # the largest int64
profile_of "$sample_type" "\\022\\014\\010\\001\\020$huge" "\\022\\014\\010\\001\\020$huge" \
    "$location" "$function" "$strings" >"$profile"
refused 'a sum beyond 64 bits' 3 head/block.pb.gz overflow

good_profile | head -c 40 >"$profile"
refused 'a profile cut off' 3 head/block.pb.gz 'cut off' again

printf 'BenchmarkX-8 100 NaN ns/op\n' >"$bad/head/bench.txt"
refused 'a benchmark of NaN' 3 head/bench.txt:1 NaN

printf 'pkg: x\nBenchmarkX-8 100 +Inf ns/op\n' >"$bad/head/bench.txt"
refused 'a benchmark of infinity' 3 head/bench.txt:2

printf '{"target": "a"} x' >"$bad/bundle.json"
refused 'bytes behind the JSON' 3 bundle.json 'byte 16' check

printf '{"target": "a"}\000' >"$bad/bundle.json"
refused 'a NUL in JSON' 3 bundle.json NUL

printf '{"target": "a", "target": "b"}' >"$bad/bundle.json"
refused 'a key twice' 3 bundle.json '"target"' once

printf '{"base": {"operations": {"x": {"BenchmarkA": -1}}}}' >"$bad/bundle.json"
refused 'operations below zero' 3 bundle.json '"BenchmarkA"' positive

echo 'no diff at all' >"$bad/changes.patch"
refused 'a patch that is none' 3 changes.patch 'git diff'

printf -- '--- a/x.go\n+++ b/x.go\n@@ -1,9 +1,9 @@\n x\n' >"$bad/changes.patch"
refused 'a patch cut off' 3 changes.patch:

rm -rf "$bad/base" "$bad/head"
refused 'a bundle without evidence' 3 "$bad" 'explain bundle'

rm -rf "$bad"
refused 'no such bundle' 3 "$bad" 'check the path'

rm -rf "$bad"
: >"$bad"
refused 'a file as a bundle' 3 "$bad" --base

# Files given one by one.
report --out "$work/alone" --base "$work/none.pb.gz" --head "$profile"
case_ends 'no such file' "$(judge 3 "$work/none.pb.gz" 'check the path')"

echo 'hello' >"$work/hello.txt"
report --out "$work/alone" --head "$work/hello.txt"
case_ends 'a text of nothing' "$(judge 3 "$work/hello.txt" 'no reader')"

report --out "$work/alone" --source-root "$work/none" "$work/good"
case_ends 'no such source root' "$(judge 2 "$work/none" checkout)"

# The commands for one kind of evidence: of no file, and of something else.
try_command() { # GOOD_FILE COMMAND
    run "$2" "$1" "$work/none"
    case_ends "$2 of no file" "$(judge 3 "$work/none" check)"
    run "$2" "$1" "$work/hello.txt"
    case_ends "$2 of something else" "$(judge 3 "$work/hello.txt")"
}
try_command samples/orders/bundle/base/block-1.pb.gz diff
try_command tests/data/bench/gjson/base.txt bench
run escape "$work/none"
case_ends 'escape of no file' "$(judge 3 "$work/none" check)"
run escape "$work/hello.txt"
case_ends 'escape of something else' "$(judge 3 "$work/hello.txt")"
